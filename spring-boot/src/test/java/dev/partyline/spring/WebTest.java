package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.ports.RefusedException;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.spring.web.RefusalProblems;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application that serves, over HTTP. */
class WebTest {
    private static final String TRANSACTION_ADVICE = "partylineTransactionAdvice";

    private final Database database = new Database();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        database.close();
    }

    @EnableAutoConfiguration
    @Import(Users.class)
    static class Application {}

    @RestController
    record Users(UserRegistry users, Tenants tenants) {
        @PostMapping("/users")
        String create(@RequestParam String phone) {
            return RefusedException.orThrow(NewSharedUser.of(
                                    tenants.project(Requests.PROJECT.id()).orElseThrow(), phone, GivenProfile.NONE)
                            .flatMap(users::create))
                    .user()
                    .line()
                    .e164();
        }
    }

    private ConfigurableApplicationContext started(Class<?>... more) {
        return new SpringApplicationBuilder(Application.class)
                .sources(more)
                .properties("server.port=0", "spring.main.banner-mode=off")
                .properties(database.connections())
                .properties(Requests.tenants())
                .properties("partyline.lines[0].number=" + Requests.LINE, "partyline.lines[0].capacity=1")
                .run();
    }

    private HttpResponse<String> create(ConfigurableApplicationContext application, String phone)
            throws IOException, InterruptedException {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        URI uri = URI.create("http://127.0.0.1:" + port + "/users?phone=" + phone.replace("+", "%2B"));
        return client.send(
                HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        return JsonMapper.shared().readTree(response.body());
    }

    @Test
    void theLinesOfThePropertiesAreOfferedBeforeItIsReady() throws Exception {
        try (ConfigurableApplicationContext application = started()) {
            HttpResponse<String> response = create(application, Requests.PHONE);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(Requests.LINE);
        }
    }

    @Test
    void aRefusalIsAProblem() throws Exception {
        try (ConfigurableApplicationContext application = started()) {
            HttpResponse<String> first = create(application, Requests.PHONE);
            assertThat(first.statusCode()).isEqualTo(200);
            HttpResponse<String> response = create(application, "+14155550133");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(json(response).path("code").asString()).isEqualTo("pool_exhausted");
        }
    }

    @Test
    void V12_everyViolationIsInTheProblem() throws Exception {
        try (ConfigurableApplicationContext application = started()) {
            HttpResponse<String> response = create(application, "oops");
            assertThat(response.statusCode()).isEqualTo(400);
            JsonNode problem = json(response);
            assertThat(problem.path("code").asString()).isEqualTo("invalid_request");
            assertThat(problem.path("errors"))
                    .singleElement()
                    .isEqualTo(JsonMapper.shared().readTree("""
                                    {"field": "phoneNumber", "code": "not_e164",
                                     "message": "must be a + and 7 to 15 digits, the first of them not 0"}"""));
        }
    }

    @Test
    void E4_aDatabaseThatIsDownIsA503AndToldWhenToComeBack() throws Exception {
        try (ConfigurableApplicationContext application = started()) {
            ((AutoCloseable) application.getBean(DataSource.class)).close();
            assertIsUnavailableWithoutEffect(create(application, Requests.PHONE));
        }
    }

    private static void assertIsUnavailableWithoutEffect(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        JsonNode problem = json(response);
        assertThat(problem.path("code").asString()).isEqualTo("unavailable");
        assertThat(problem.path("effect").asString()).isEqualTo("none");
    }

    /** Spring asks for the connection of a transaction before the method asks the registry. */
    @Test
    void E4_aTransactionThatIsNotBegunIsTheSame() throws Exception {
        try (ConfigurableApplicationContext application = started(Transactions.class)) {
            assertThat(create(application, "transactional").statusCode()).isEqualTo(200);
            ((AutoCloseable) application.getBean(DataSource.class)).close();
            assertIsUnavailableWithoutEffect(create(application, "transactional"));
        }
    }

    @RestController
    static class Transactions {
        @Transactional
        @PostMapping(path = "/users", params = "phone=transactional")
        public String create() {
            return "begun";
        }
    }

    @Test
    void anApplicationWithoutSpringsTransactionsHasNoAdviceForThem() {
        WebApplicationContextRunner application = new WebApplicationContextRunner()
                .withUserConfiguration(Database.Application.class)
                .withPropertyValues(Database.NONE);
        application.run(context -> assertThat(context).hasNotFailed().hasBean(TRANSACTION_ADVICE));
        application
                .withClassLoader(new FilteredClassLoader(CannotCreateTransactionException.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TRANSACTION_ADVICE));
    }

    @Test
    void X2_whatWasDoneToAUserThatIsErasedSinceIsNotToBeSentAgain() throws Exception {
        try (ConfigurableApplicationContext application = started(Erased.class)) {
            HttpResponse<String> response = create(application, "erased");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isEmpty();
            assertThat(json(response).path("effect").asString()).isEqualTo("done");
        }
    }

    @RestController
    static class Erased {
        @PostMapping(path = "/users", params = "phone=erased")
        String create() {
            throw new UnavailableException("erased since", Effect.DONE, null);
        }
    }

    @Test
    void theApplicationMaySayItOtherwise() throws Exception {
        try (ConfigurableApplicationContext application = started(OtherStatus.class)) {
            assertThat(create(application, "oops").statusCode()).isEqualTo(422);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherStatus {
        @Bean
        RefusalProblems problems() {
            return refusal -> refusal instanceof Refusal.Invalid
                    ? ProblemDetail.forStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                    : RefusalProblems.standard().of(refusal);
        }
    }

    @Test
    void anAdviceForEverythingComesAfterOurs() throws Exception {
        try (ConfigurableApplicationContext application = started(Everything.class)) {
            assertThat(create(application, "oops").statusCode()).isEqualTo(400);
        }
    }

    @RestControllerAdvice
    static class Everything {
        @ExceptionHandler
        ProblemDetail handle(Exception any) {
            return ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
        }
    }

    /** What cannot serve has not changed which lines take users. */
    @Test
    void anApplicationThatCannotListenHasOfferedNoLine() throws Exception {
        try (ConfigurableApplicationContext application = started()) {
            database.outside().update("DELETE FROM partyline_line");
            String taken = application.getEnvironment().getRequiredProperty("local.server.port");
            assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class)
                            .properties("server.port=" + taken, "spring.main.banner-mode=off")
                            .properties(database.connections())
                            .properties("partyline.lines[0].number=" + Requests.LINE)
                            .run())
                    .hasRootCauseInstanceOf(BindException.class);
            assertThat(database.outside().queryForList("SELECT line FROM partyline_line"))
                    .isEmpty();
        }
    }
}
