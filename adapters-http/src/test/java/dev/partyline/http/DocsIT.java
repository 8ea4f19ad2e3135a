package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.openapi.OpenApi;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** The pages for people, as a browser has them. */
class DocsIT {
    private static final TestProject PROJECT = TestProject.fresh();
    private static final String CREATE = "Create a shared or a dedicated user";

    private static StartedHost demo;
    private static StartedHost configured;

    @BeforeAll
    static void start() throws Exception {
        demo = StartedHost.with();
        configured = StartedHost.serving(List.of(PROJECT), "+14155550900");
    }

    @AfterAll
    static void stop() {
        demo.close();
        configured.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void theRootLeadsToThePageWhateverPathAProxyPutsBeforeIt(String method) throws Exception {
        assertLeads(demo.call(method, "/"), "docs");
        assertLeads(demo.call(method, "/docs/"), "../docs");
    }

    private static void assertLeads(Reply reply, String location) {
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).contains(location);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void everyPartIsKeptByABrowserAndServedAsWhatItIs() throws Exception {
        List<String> parts = parts();

        assertThat(parts).hasSize(5);
        for (String part : parts) {
            Reply reply = demo.call("GET", part);
            Reply head = demo.call("HEAD", part);
            assertThat(reply.status()).as(part).isEqualTo(200);
            assertThat(reply.header("Cache-Control")).contains("public, max-age=31536000, immutable");
            assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(reply.header("Content-Type").orElseThrow()).matches("(text/(css|javascript)|image/svg\\+xml).*");
            assertThat(head.header("Content-Length")).isEqualTo(reply.header("Content-Length"));
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void thePageItselfIsAskedForEachTimeAndLoadsNothingFromElsewhere() throws Exception {
        Reply page = demo.call("GET", "/docs");

        assertThat(page.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html;"));
        assertThat(page.header("Cache-Control")).contains("no-cache");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe", "http", "*");
    }

    @Test
    void whatIsNoPartIsNotFound() throws Exception {
        String part = parts().get(0);
        String folder = part.substring(0, part.lastIndexOf('/') + 1);

        for (String path : List.of(
                "//",
                "/docs/swagger-ui.css",
                "/docs/0123456789abcdef/swagger-ui.css",
                folder,
                folder + "demo.json",
                folder + "docs.html",
                folder + "../demo.json",
                folder + "..%2Fdemo.json",
                folder + "%2e%2e/demo.json")) {
            try (RawConnection connection = new RawConnection(demo.port())) {
                connection.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
                RawConnection.Answer answer = connection.receive(false);
                assertThat(answer.status()).as(path).isBetween(400, 404);
                assertThat(answer.headers()).containsEntry("content-type", "application/json");
            }
        }
    }

    @Test
    void onlyTheDemosCredentialsAreShown() throws Exception {
        assertThat(demo.call("GET", "/docs").body()).contains("s3cret", "t0ken", "k3y");
        assertThat(configured.call("GET", "/docs").body())
                .doesNotContain("s3cret", "t0ken", "k3y", PROJECT.id(), PROJECT.secret());
    }

    private static List<String> parts() throws Exception {
        return Pattern.compile("(?:href|src)=\"(docs/[^\"]+)\"")
                .matcher(demo.call("GET", "/docs").body())
                .results()
                .map((MatchResult part) -> "/" + part.group(1))
                .toList();
    }

    @Test
    @Tag("thorough")
    void aBrowserShowsEveryCallOfTheDemoAndTriesOne() {
        try (Browser browser = Browser.open()) {
            browser.visit(demo.url() + "/");
            assertThat(browser.url()).isEqualTo(demo.url() + "/docs");
            WebElement create = browser.find("button", CREATE);
            String buttons = String.join("\n", browser.names("button"));
            assertThat(OpenApi.served().summaries())
                    .hasSizeGreaterThan(9)
                    .allSatisfy(summary -> assertThat(buttons).contains(summary));
            assertThat(browser.text()).contains("This host serves the demo.");

            create.click();
            assertCreates(browser);
            assertIsAlone(browser, demo);
        }
    }

    @Test
    @Tag("thorough")
    void whoServesNoDemoIsAskedForCredentials() {
        try (Browser browser = Browser.open()) {
            browser.visit(configured.url() + "/docs");
            browser.find("button", "Authorize").click();
            WebElement dialog = browser.select(".modal-ux");
            browser.find(dialog, "textbox", "auth-basic-username").sendKeys(PROJECT.id());
            browser.find(dialog, "textbox", "auth-basic-password").sendKeys(PROJECT.secret());
            browser.find(dialog, "button", "Apply credentials").click();
            browser.find(dialog, "button", "Close").click();
            browser.find("button", CREATE).click();
            WebElement project = browser.find("textbox", "projectId");
            project.clear();
            project.sendKeys(PROJECT.id());

            assertThat(browser.text()).doesNotContain("demo");
            assertCreates(browser);
            assertIsAlone(browser, configured);
        }
    }

    private static void assertCreates(Browser browser) {
        browser.find("button", "Execute").click();
        assertThat(browser.select(".live-responses-table tbody .response-col_status")
                        .getText())
                .contains("200");
        assertThat(browser.select(".live-responses-table .highlight-code").getText())
                .contains("\"succeed\": true", "\"phoneNumber\": \"+14155550132\"", "\"firstName\": \"Ada\"");
    }

    private static void assertIsAlone(Browser browser, StartedHost host) {
        assertThat(browser.requests())
                .hasSizeGreaterThan(7)
                .allSatisfy(url -> assertThat(url).startsWith(host.url() + "/"));
        assertThat(browser.complaints()).isEmpty();
    }
}
