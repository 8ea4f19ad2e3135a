package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.Browser.Colours;
import dev.partyline.http.Browser.Screen;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operator's page as a person uses it, over a host of 1,000 lines. With {@code -Dpartyline.screenshots=FOLDER}, it
 * makes the pictures in the folder anew.
 */
@Tag("thorough")
class OperatorPageIT {
    private static final String TOKEN = "0perator";

    /** One prefers lines of the phone's area, one takes no others, and one has a limit. */
    private static final TestProject NEAR = TestProject.fresh().choosing("prefer", "area");

    private static final TestProject NEAR_ONLY =
            TestProject.fresh().choosing("prefer", "area").choosing("preferOnly", true);
    private static final TestProject LIMITED = TestProject.admitting(2_000);

    private static final int MANY = 300;

    /** The only lines of their areas, so that whoever wants to be near is there. */
    private static final String KEPT = "+12065550100";

    private static final String RETIRED = "+13125550100";
    private static final String STOPPED = "+16175550100";

    private static StartedHost host;

    @TempDir
    private static Path downloads;

    @BeforeAll
    static void start() throws Exception {
        host = hostOfManyLines();
        createUsers();
        changeStates();
    }

    private static StartedHost hostOfManyLines() throws Exception {
        Map<String, Object> spectrum =
                Map.of("projects", List.of(NEAR.members(), NEAR_ONLY.members(), LIMITED.members()), "pool", pool());
        Path file = StartedHost.configurationFile(JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "spectrum", spectrum,
                        "connect", Map.of("accounts", List.of(Map.of("id", "acme", "apiKey", "k3y"))),
                        "operator", Map.of("token", TOKEN))));
        try {
            return StartedHost.with("--config", file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private static void createUsers() throws Exception {
        int clients = 8;
        Together.atOnce(clients, client -> {
            for (int i = client; i < MANY; i += clients) {
                create(NEAR, "+1206556%04d".formatted(i));
                create(NEAR, "+1312556%04d".formatted(i));
                create(NEAR, "+1617556%04d".formatted(i));
            }
            for (int i = client; i < 1_600; i += clients) {
                create(LIMITED, "+1212556%04d".formatted(i));
            }
            return client;
        });
        create(NEAR_ONLY, "+13125569999");
    }

    /** Of lines that have users by now. */
    private static void changeStates() throws Exception {
        for (int i = 5; i < 900; i += 11) {
            String patch = i % 2 == 0 ? "{\"state\": \"draining\"}" : "{\"state\": \"at-risk\"}";
            Reply reply = Reply.to(ofLine("PATCH", number(i))
                    .header("Content-Type", "application/json")
                    .method("PATCH", BodyPublishers.ofString(patch)));
            assertThat(reply.status()).as("status of %s", reply).isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** Of several countries, states and capacities. */
    private static List<Object> pool() {
        Random random = new Random(15);
        List<Object> pool = new ArrayList<>(List.of(KEPT, RETIRED, STOPPED));
        for (int i = 0; i < 997; i++) {
            String state = random.nextInt(12) == 0 ? "reserved" : "open";
            pool.add(Map.of("number", number(i), "state", state, "capacity", 3 + random.nextInt(8)));
        }
        return pool;
    }

    private static String number(int line) {
        if (line < 700) {
            return "+1415555%04d".formatted(line);
        }
        return (line < 900 ? "+1416555%04d" : "+44207946%04d").formatted(line);
    }

    private static JsonNode create(TestProject project, String phone) throws Exception {
        return Reply.to(host.client(project)
                        .request("POST", "/users/")
                        .header("Content-Type", "application/json")
                        .method("POST", BodyPublishers.ofString(Encoding.JSON.write(NewUser.shared(phone)))))
                .data();
    }

    private static JsonNode line(String number) throws Exception {
        return Reply.to(ofLine("GET", number)).json();
    }

    private static HttpRequest.Builder ofLine(String method, String number) {
        return Reply.request(method, host.url() + "/operator/lines/" + number.replace("+", "%2B"))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static Browser signedIn(Browser browser) {
        browser.visit(host.url() + "/operator");
        browser.find("textbox", "Operator token").sendKeys(TOKEN, Keys.ENTER);
        browser.findShowing("status", "1,000 lines");
        return browser;
    }

    private static void open(Browser browser, String number) {
        WebElement contains = browser.find("searchbox", "Number contains");
        contains.clear();
        contains.sendKeys(number);
        browser.findShowing("status", "1 of 1,000 lines");
        browser.find("link", number).click();
        browser.find("heading", number);
        browser.find("table", "Users of this line");
    }

    @Test
    void thePageNeedsNoTokenAndLoadsNothingFromElsewhere() throws Exception {
        Reply page = host.call("GET", "/operator/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html;"));
        assertThat(page.header("Cache-Control")).contains("no-cache");
        assertThat(page.header("Referrer-Policy")).contains("no-referrer");
        assertThat(page.header("Content-Security-Policy"))
                .contains(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(host.call("GET", "/operator").header("Location")).contains("operator/");
        List<String> parts = Pattern.compile("(?:href|src)=\"([0-9a-f]{16}/[^\"]+)\"")
                .matcher(page.body())
                .results()
                .map((MatchResult part) -> "/operator/" + part.group(1))
                .toList();
        assertThat(parts).hasSizeGreaterThanOrEqualTo(3).allSatisfy(part -> {
            Reply reply = host.call("GET", part);
            assertThat(reply.status()).as(part).isEqualTo(200);
            assertThat(reply.header("Cache-Control")).contains("public, max-age=31536000, immutable");
        });
    }

    @Test
    void thereIsNoPageWithoutAnOperator() throws Exception {
        try (UserSystems closed = UserSystems.withoutOperator()) {
            assertThat(closed.host().call("GET", "/operator").status()).isEqualTo(404);
            assertThat(closed.host().call("GET", "/operator/").status()).isEqualTo(404);
        }
    }

    @Test
    void theTokenIsAskedForOnceAndKeptNowhere() {
        try (Browser browser = Browser.open()) {
            browser.visit(host.url() + "/operator/#/tenants");
            browser.find("textbox", "Operator token").sendKeys("wr0ng", Keys.ENTER);
            browser.findShowing("alert", "The host does not accept this token.");
            browser.find("textbox", "Operator token").sendKeys(TOKEN, Keys.ENTER);
            browser.findShowing("row", LIMITED.id());

            assertThat(browser.url()).isEqualTo(host.url() + "/operator/#/tenants");
            assertThat(browser.run("return document.cookie + localStorage.length + sessionStorage.length"))
                    .isEqualTo("00");
            assertThat(browser.run("return document.documentElement.outerHTML").toString())
                    .doesNotContain(TOKEN);

            browser.find("button", "Sign out").click();
            assertThat(browser.find("textbox", "Operator token").getDomProperty("value"))
                    .isEmpty();
            assertThat(browser.run("return document.documentElement.outerHTML").toString())
                    .doesNotContain(LIMITED.id(), KEPT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyViewIsForEverybody(Screen screen) throws Exception {
        try (Browser browser = Browser.open(screen)) {
            View view = new View(browser, screen);
            browser.visit(host.url() + "/operator/");
            browser.find("heading", "Sign in");
            view.assertIsForEverybody("sign-in");

            signedIn(browser);
            view.assertIsForEverybody("lines");

            open(browser, KEPT);
            view.assertIsForEverybody("line");
            browser.find("button", "Retire…").click();
            browser.find("dialog", "Retire " + KEPT);
            view.assertIsForEverybody("confirm");
            browser.find("button", "Cancel").click();

            browser.find("link", "Tenants").click();
            browser.findShowing("row", LIMITED.id());
            view.assertIsForEverybody("tenants");

            browser.find("link", "Find a user").click();
            browser.find("textbox", "Phone").sendKeys("+12065560000");
            browser.find("textbox", "Line").sendKeys(KEPT, Keys.ENTER);
            browser.findShowing("status", "An active user on this line.");
            view.assertIsForEverybody("find");

            browser.find("link", "Dry run").click();
            browser.find("combobox", "Project").sendKeys(NEAR.id());
            browser.find("textbox", "Phone").sendKeys("+12135550132", Keys.ENTER);
            browser.findShowing("status", "A new user would be created.");
            view.assertIsForEverybody("dry-run");

            assertThat(browser.requests())
                    .hasSizeGreaterThan(9)
                    .allSatisfy(url -> assertThat(url).startsWith(host.url() + "/operator"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** What people look at, each as they prefer. */
    private record View(Browser browser, Screen screen) {
        void assertIsForEverybody(String name) throws IOException {
            for (Colours colours : Colours.values()) {
                String shown = "%s-%s-%s".formatted(name, screen, colours).toLowerCase(Locale.ROOT);
                browser.prefer(colours);
                assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                        .as(shown)
                        .isEqualTo(colours == Colours.DARK ? "rgb(16, 22, 27)" : "rgb(244, 246, 248)");
                assertThat(browser.barriers()).as(shown).isEmpty();
                assertThat((long) browser.run("return document.documentElement.scrollWidth"))
                        .as("width of %s", shown)
                        .isLessThanOrEqualTo(screen.width());
                renew(shown + ".png");
            }
        }

        private void renew(String name) throws IOException {
            String folder = System.getProperty("partyline.screenshots");
            if (folder != null && Files.exists(Path.of(folder, name))) {
                Files.write(Path.of(folder, name), browser.picture());
            }
        }
    }

    @Test
    void linesAreFilteredSeenAsAPictureAndAsATableAndChanged() throws Exception {
        try (Browser browser = signedIn(Browser.open())) {
            assertThat(browser.find("table", "Lines 1 to 25 of 1,000").getText())
                    .contains(KEPT);
            browser.find("button", "Next").click();
            browser.find("table", "Lines 26 to 50 of 1,000");

            new Select(browser.find("combobox", "Country")).selectByVisibleText("United Kingdom");
            browser.findShowing("status", "97 of 1,000 lines");
            new Select(browser.find("combobox", "State")).selectByVisibleText("Reserved");
            String few =
                    browser.findShowing("status", " of 1,000 lines").getText().split(" ", 2)[0];
            assertThat(browser.find("table", "Lines 1 to " + few).getText())
                    .contains("+4420")
                    .doesNotContain("Open");
            assertThat(browser.find("listbox", "Load against capacity").findElements(By.cssSelector("[role=option]")))
                    .hasSize(Integer.parseInt(few))
                    .allSatisfy(bar ->
                            assertThat(bar.getAccessibleName()).matches("\\+4420\\d+, Reserved, \\d+ of \\d+ users?"));
            new Select(browser.find("combobox", "Country")).selectByVisibleText("All countries");
            new Select(browser.find("combobox", "State")).selectByVisibleText("All states");

            String number = "+14155550001";
            open(browser, number);
            new Select(browser.find("combobox", "State")).selectByVisibleText("Draining");
            WebElement capacity = browser.find("spinbutton", "Capacity");
            capacity.clear();
            capacity.sendKeys("-1", Keys.ENTER);
            browser.findShowing("alert", "The capacity is a whole number from 0.");
            capacity.clear();
            capacity.sendKeys("77", Keys.ENTER);
            browser.findShowing("status", "Saved.");

            assertThat(line(number).path("state").stringValue()).isEqualTo("draining");
            assertThat(line(number).path("capacity").intValue()).isEqualTo(77);
            browser.find("link", "All lines").click();
            assertThat(browser.findShowing("row", number).getText()).contains("Draining", "77");
        }
    }

    @Test
    void aLineIsRetiredWithTheKeyboardAloneAndLeadsToItsUsersStill() throws Exception {
        assertThat(line(RETIRED).path("users").intValue()).isEqualTo(MANY + 1);
        try (Browser browser = Browser.open()) {
            browser.downloadInto(downloads);
            browser.visit(host.url() + "/operator/");
            browser.find("textbox", "Operator token");
            browser.type(TOKEN, Keys.ENTER);
            browser.findShowing("status", "1,000 lines");
            browser.tabTo("searchbox", "Number contains");
            browser.type(RETIRED);
            browser.findShowing("status", "1 of 1,000 lines");
            browser.tabTo("listbox", "Load against capacity");
            browser.type(Keys.ENTER);
            browser.find("heading", RETIRED);
            browser.find("table", "Users of this line");
            browser.tabTo("button", "Retire…");
            browser.type(Keys.ENTER);
            browser.find("dialog", "Retire " + RETIRED);
            browser.type(Keys.ENTER);

            assertThat(browser.find("progressbar", "Progress").isDisplayed()).isTrue();
            browser.until(() -> browser.text().contains("Done: " + MANY + " moved, 1 not moved."));
            assertThat(browser.text()).contains("No line would take the user: 1");
            assertThat(line(RETIRED).path("state").stringValue()).isEqualTo("retired");
            assertThat(line(RETIRED).path("users").intValue()).isEqualTo(1);
            assertThat(browser.findShowing("row", NEAR_ONLY.id()).isDisplayed()).isTrue();
            new View(browser, Screen.DESK).assertIsForEverybody("retired");

            browser.find("button", "Report as CSV").click();
            browser.find("button", "Report as NDJSON").click();
            assertThat(report(browser, "csv"))
                    .hasSize(MANY + 2)
                    .startsWith("\"tenant\",\"id\",\"movedTo\",\"notMoved\"")
                    .anySatisfy(row ->
                            assertThat(row).matches("\"%s\",\"[0-9a-f-]{36}\",\"\\+\\d+\",\"\"".formatted(NEAR.id())))
                    .anySatisfy(row ->
                            assertThat(row).startsWith("\"" + NEAR_ONLY.id()).endsWith("\"\",\"no_line\""));
            assertThat(report(browser, "ndjson"))
                    .hasSize(MANY + 1)
                    .anySatisfy(
                            row -> assertThat(Reply.parse(row).path("movedTo").stringValue(""))
                                    .startsWith("+"))
                    .anySatisfy(
                            row -> assertThat(Reply.parse(row).path("notMoved").stringValue(""))
                                    .isEqualTo("no_line"));

            browser.find("link", "Find a user").click();
            browser.find("textbox", "Phone").sendKeys("+13125560007");
            browser.find("textbox", "Line").sendKeys(RETIRED, Keys.ENTER);
            browser.findShowing("status", "A user who was moved away from this line.");
            browser.find("textbox", "Phone").sendKeys("0");
            browser.find("button", "Find").click();
            browser.findShowing("alert", "Nobody is behind this phone on this line.");
        }
    }

    private static List<String> report(Browser browser, String type) throws IOException {
        Path file = downloads.resolve("retired-" + RETIRED.substring(1) + "." + type);
        browser.until(() -> Files.exists(file));
        return Files.readAllLines(file, UTF_8);
    }

    @Test
    void retiringIsStopped() throws Exception {
        try (Browser browser = signedIn(Browser.open())) {
            open(browser, STOPPED);
            browser.slowDownTo(4_000);
            browser.find("button", "Retire…").click();
            browser.find(browser.find("dialog", "Retire"), "button", "Retire " + STOPPED)
                    .click();
            browser.until(() -> browser.text().contains("Retiring: "));
            browser.find("button", "Stop").click();

            browser.until(() -> browser.text().contains("Stopped: "));
            browser.find("button", "Retire again…");
            assertThat(line(STOPPED).path("state").stringValue()).isEqualTo("retired");
        }
    }

    @Test
    void usageOfTenantsIsSeen() {
        try (Browser browser = signedIn(Browser.open())) {
            browser.find("link", "Tenants").click();

            assertThat(browser.findShowing("row", LIMITED.id()).getText())
                    .contains("Spectrum project", "1,600 shared, 0 dedicated", "1,600 of 2,000");
            assertThat(browser.findShowing("row", NEAR.id()).getText()).contains("900 shared", "no limit");
            assertThat(browser.findShowing("row", "acme").getText()).contains("Connect account", "0 subscribers");
        }
    }

    @Test
    void aDryRunSaysWhichLineAndWhyAndCreatesNobody() throws Exception {
        try (Browser browser = signedIn(Browser.open())) {
            browser.find("link", "Dry run").click();
            browser.find("combobox", "Project").sendKeys(NEAR.id());
            browser.find("button", "Try").click();
            browser.findShowing("alert", "Phone is missing.");
            browser.find("textbox", "Phone").sendKeys("12");
            browser.find("button", "Try").click();
            browser.findShowing("alert", "Phone ");
            browser.find("textbox", "Phone").clear();
            browser.find("textbox", "Phone").sendKeys("+14165550132", Keys.ENTER);
            assertThat(browser.findShowing("status", "A new user would be created.")
                            .getText())
                    .contains("+1416", "This line is of the phone’s area, as the project prefers.", "Nothing.");

            browser.find("textbox", "Phone").clear();
            browser.find("textbox", "Phone").sendKeys("+12135550132", Keys.ENTER);
            assertThat(browser.findShowing("status", "Lines of the phone’s area: none would take this phone.")
                            .getText())
                    .contains("A new user would be created.");

            browser.find("textbox", "Phone").clear();
            browser.find("textbox", "Phone").sendKeys("+12065560001", Keys.ENTER);
            assertThat(browser.findShowing("status", "The user is there already")
                            .getText())
                    .contains("The user has this line already, and keeps it.");
            assertThat(browser.complaints())
                    .allSatisfy(complaint -> assertThat(complaint).contains("status of 400"));
        }
    }
}
