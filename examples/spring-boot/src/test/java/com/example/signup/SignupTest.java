package com.example.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.signup.SignupController.SignedUp;
import dev.partyline.domain.answer.Forecast.WouldCreate;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The service as its clients have it: over HTTP, on a real PostgreSQL. Each test has a phone of its own. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SignupTest {
    private static final int THREADS = 16;

    private static EmbeddedPostgres server;

    @Autowired
    private JdbcClient database;

    @Autowired
    private UserRegistry users;

    @Autowired
    private Tenants tenants;

    private RestTestClient client;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) throws IOException {
        server = EmbeddedPostgres.start();
        properties.add("spring.datasource.url", () -> server.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void connect(@LocalServerPort int port) {
        client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
    }

    private ResponseSpec signUp(String phone, String campaign) {
        return client.post()
                .uri("/signups")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("phone", phone, "campaign", campaign))
                .exchange();
    }

    private SignedUp signedUp(String phone) {
        return signUp(phone, "autumn")
                .expectStatus()
                .isOk()
                .expectBody(SignedUp.class)
                .returnResult()
                .getResponseBody();
    }

    private long rows() {
        return database.sql("SELECT count(*) FROM signup").query(Long.class).single();
    }

    /** A dry run tells it. */
    private boolean isNobody(String phone) {
        Project project = tenants.project(SignupController.PROJECT).orElseThrow();
        return NewSharedUser.of(project, phone, GivenProfile.NONE)
                        .flatMap(users::foresee)
                        .get()
                instanceof WouldCreate;
    }

    private static BodyContentSpec problem(ResponseSpec response, HttpStatus status) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
    }

    @Test
    void aSignupIsAUserAndARow() {
        long before = rows();
        SignedUp first = signedUp("+14155550132");
        assertThat(first.line()).isIn("+14155550900", "+14155550901");
        assertThat(isNobody("+14155550132")).isFalse();
        assertThat(rows()).isEqualTo(before + 1);
        assertThat(signedUp("+14155550132")).isEqualTo(first);
        assertThat(rows()).isEqualTo(before + 1);
    }

    @Test
    void aRefusalIsAProblem() {
        problem(signUp("(415) 555-0133", "autumn"), HttpStatus.BAD_REQUEST)
                .jsonPath("$.code")
                .isEqualTo("invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("phoneNumber")
                .jsonPath("$.errors[0].code")
                .isEqualTo("not_e164");
    }

    @Test
    void ifTheRowCannotBeWrittenThereIsNoUserEither() {
        long before = rows();
        problem(signUp("+14155550134", "winter"), HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(isNobody("+14155550134")).isTrue();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whoSignsUpManyTimesAtOnceIsOneUser() throws Exception {
        long before = rows();
        ExecutorService clients = Executors.newFixedThreadPool(THREADS);
        try {
            Set<SignedUp> answers = new HashSet<>();
            List<Callable<SignedUp>> calls = Collections.nCopies(THREADS, () -> signedUp("+14155550135"));
            for (Future<SignedUp> answer : clients.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(1);
        } finally {
            clients.shutdown();
        }
        assertThat(rows()).isEqualTo(before + 1);
    }

    @Test
    void whoSignedUpIsFoundByThePhone() {
        SignedUp ada = signedUp("+14155550137");
        assertThat(find("+14155550137")
                        .expectStatus()
                        .isOk()
                        .expectBody(SignedUp.class)
                        .returnResult()
                        .getResponseBody())
                .isEqualTo(ada);
        find("+14155550138").expectStatus().isNotFound();
        find("no phone").expectStatus().isNotFound();
    }

    private ResponseSpec find(String phone) {
        return client.get().uri("/signups?phone={phone}", phone).exchange();
    }

    @Test
    void whoIsErasedIsForgottenHereToo() {
        UserId ada = new UserId(signedUp("+14155550139").user());
        assertThat(rowsOf(ada)).isOne();
        users.deactivate(SignupController.PROJECT, ada);
        users.erase(Erasure.of(SignupController.PROJECT, ada));
        while (rowsOf(ada) > 0) {
            Thread.onSpinWait();
        }
    }

    private long rowsOf(UserId user) {
        return database.sql("SELECT count(*) FROM signup WHERE user_id = ?")
                .param(user.value())
                .query(Long.class)
                .single();
    }

    @Test
    void whatWasDoneIsMeasured() {
        signedUp("+14155550136");
        client.get()
                .uri("/actuator/metrics/partyline.registry?tag=operation:create&tag=kind:shared&tag=outcome:created")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.measurements[?(@.statistic == 'COUNT')].value")
                .exists();
    }

    @Test
    void theHealthOfTheStoreIsShown() {
        client.get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.partyline.status")
                .isEqualTo("UP");
    }
}
