package dev.partyline.http;

import static dev.partyline.http.OtherSystems.appUser;
import static dev.partyline.http.OtherSystems.customerUser;
import static dev.partyline.http.OtherSystems.email;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.OtherSystems.phone;
import static dev.partyline.http.OtherSystems.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.openapi.OpenApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every API has from the host: HTTP's own answers. */
class HostPagesIT {
    private static OtherSystems systems;

    @BeforeAll
    static void start() throws Exception {
        systems = OtherSystems.start();
    }

    @AfterAll
    static void stop() {
        systems.close();
    }

    /** An API, and the shape of its errors. */
    private enum Api {
        CORTI("application/problem+json", "detail") {
            @Override
            CreateCall call() {
                return systems.corti();
            }

            @Override
            NewUser user() {
                return customerUser().with("password", "My$ecureP@ssw0rd123!").with("enabled", true);
            }
        },
        CONNECT("application/problem+json", "detail") {
            @Override
            CreateCall call() {
                return systems.connect();
            }

            @Override
            NewUser user() {
                return subscriber().with("identity", "19121212-1212").with("metadata", Map.of("plan", "basic", "n", 1));
            }
        },
        PRELUDE("application/json", "message") {
            @Override
            CreateCall call() {
                return systems.prelude();
            }

            @Override
            NewUser user() {
                return appUser(email(freshEmail()), phone(Phones.fresh()))
                        .with("profile", Map.of("first_name", "John"))
                        .with("external_id", freshEmail());
            }
        };

        private final String errorType;
        private final String text;

        Api(String errorType, String text) {
            this.errorType = errorType;
            this.text = text;
        }

        abstract CreateCall call();

        abstract NewUser user();

        void assertError(Reply reply, int status, String code) {
            assertThat(reply.status()).as("status of %s", reply).isEqualTo(status);
            assertThat(assertErrorShape(reply).path("code").stringValue()).isEqualTo(code);
        }

        JsonNode assertErrorShape(Reply reply) {
            assertThat(reply.header("Content-Type")).contains(errorType);
            JsonNode error = Reply.parse(reply.body());
            assertThat(error.propertyNames()).contains("code", "status", text);
            assertThat(reply.body()).doesNotContainIgnoringCase("exception", "netty", "jackson", "\\tat ");
            return error;
        }
    }

    @Test
    void theDescriptionIsOpenApi31() throws Exception {
        Reply reply = systems.host().call("GET", "/openapi.json");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("openapi").stringValue()).startsWith("3.1.");
        assertThat(reply.json().path("paths").propertyNames())
                .contains(
                        "/functions/v1/public/projects/{projectId}/customers/{customerId}/users",
                        "/users",
                        "/v2/session/apps/{appID}/users");
    }

    @Test
    void itIsHealthy() throws Exception {
        assertThat(systems.host().call("GET", "/healthz").status()).isEqualTo(200);
    }

    /**
     * Some requests get no further than the server. If it knows their path, their clients still read the errors of the
     * API that they called.
     */
    @ParameterizedTest
    @CsvSource({
        "/functions/v1/public/projects/consoleproject/customers/%E9/users, application/problem+json",
        "/users/%E9,                                                      application/problem+json",
        "/v2/session/apps/%E9/users,                                      application/json",
        "/projects/%E9/users/,                                            application/json"
    })
    void whatIsNoPathIsRefusedInTheShapeOfItsApi(String path, String mediaType) throws Exception {
        try (RawConnection connection = new RawConnection(systems.host().port())) {
            connection.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            RawConnection.Answer answer = connection.receive(false);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"invalid_request\"");
            assertThat(answer.headers()).containsEntry("content-type", mediaType);
            assertThat(Reply.parse(answer.body()).has("detail"))
                    .isEqualTo(mediaType.equals("application/problem+json"));
            assertThat(Reply.parse(answer.body()).has("succeed")).isEqualTo(path.startsWith("/projects"));
        }
    }

    /** What the server itself refuses is in the shape of the API whose path it is, as far as the path can be read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects/{projectId}/users/",
                "/functions/v1/public/projects/{projectId}/customers/{customerId}/users",
                "/users",
                "/v2/session/apps/{appID}/users"
            })
    void whatTheServerRefusesIsDescribed(String path) throws Exception {
        String long20K = "x".repeat(20_000);
        assertDescribed(path, 400, "POST " + path + " HTTP/1.1\r\n\r\n");
        assertDescribed(path, 414, "POST " + path + "?" + long20K + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertDescribed(path, 417, "POST " + path + " HTTP/1.1\r\nHost: x\r\nExpect: cake\r\n\r\n");
        assertDescribed(path, 431, "POST " + path + " HTTP/1.1\r\nHost: x\r\nX-Long: " + long20K + "\r\n\r\n");
        assertDescribed(path, 505, "POST " + path + " HTTP/2.0\r\nHost: x\r\n\r\n");
        assertDescribed(path, 400, "POST " + path + " HTTP/1.1\r\nHost: x\r\nX-API-Key: 1\r\nX-API-Key: 2\r\n\r\n");
    }

    private static void assertDescribed(String path, int status, String request) throws Exception {
        try (RawConnection connection = new RawConnection(systems.host().port())) {
            connection.send(request);
            RawConnection.Answer answer = connection.receive(false);
            assertThat(answer.status()).isEqualTo(status);
            OpenApi.served()
                    .assertAnswer(
                            "POST", path, status, answer.headers().getOrDefault("content-type", ""), answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/openapi.json", "/docs"})
    void pagesAnswerHeadAndOptionsAndNothingElse(String path) throws Exception {
        Reply get = systems.host().call("GET", path);
        Reply head = systems.host().call("HEAD", path);
        Reply options = systems.host().call("OPTIONS", path);
        Reply post = systems.host().call("POST", path);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(options.status()).isEqualTo(204);
        assertThat(post.status()).isEqualTo(405);
        for (Reply reply : List.of(options, post)) {
            assertThat(allowed(reply)).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
        }
    }

    private static List<String> allowed(Reply reply) {
        return List.of(reply.header("Allow").orElse("").split(", ", -1));
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void otherMethodsAreNotAllowed(Api api) throws Exception {
        for (String method : List.of("PUT", "PATCH", "DELETE", "BREW")) {
            Reply reply = Reply.to(Reply.request(method, api.call().url()));

            api.assertError(reply, 405, "method_not_allowed");
            assertThat(allowed(reply)).containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
        }
        Reply head = Reply.to(Reply.request("HEAD", api.call().url()));
        assertThat(head.status()).isEqualTo(401);
        assertThat(head.body()).isEmpty();
        Reply options = Reply.to(Reply.request("OPTIONS", api.call().url()));
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.body()).isEmpty();
        assertThat(allowed(options)).containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void anotherMediaTypeIsUnsupported(Api api) throws Exception {
        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=iso-8859-1",
                "application/jsonp",
                "")) {
            api.assertError(api.call().with("Content-Type", type).create(api.user()), 415, "unsupported_media_type");
        }
        api.assertError(api.call().without("Content-Type").create(api.user()), 415, "unsupported_media_type");
        Reply utf8 = api.call()
                .with("Content-Type", "Application/JSON; charset=\"UTF-8\"")
                .create(api.user());
        assertThat(utf8.status()).as("status of %s", utf8).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aBodyOfMoreThan64KiBIsTooLarge(Api api) throws Exception {
        String body = JsonMapper.shared().writeValueAsString(api.user().members());
        String largest = body + " ".repeat(65_536 - body.length());

        assertThat(api.call().post(largest).status()).isEqualTo(201);
        api.assertError(api.call().post(largest + " "), 413, "body_too_large");
        api.assertError(api.call().post(" ".repeat(1_000_000)), 413, "body_too_large");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aCreateIgnoresMembersThatItDoesNotKnow(Api api) throws Exception {
        assertThat(api.call().create(api.user().with("nickname", 1)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void theLastSlashIsOptional(Api api) throws Exception {
        CreateCall call = new CreateCall(api.call().url() + "/", api.call().headers());

        assertThat(call.create(api.user()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Users", "/v1/session/apps/54e9ujn/users", "/function", "/user", "/projects/x", "/nope"})
    void anUnknownPathIsNotFound(String path) throws Exception {
        for (String method : List.of("GET", "POST", "OPTIONS")) {
            Refusals.assertRefused(systems.host().call(method, path), 404, "not_found");
        }
    }

    /** Case 13. */
    @ParameterizedTest
    @CsvSource({
        "CORTI, /functions",
        "CORTI, /functions/v1/nope",
        "CORTI, /functions/v1/public/projects/consoleproject/customers/contosohospital",
        "CORTI, /functions/v1/public/projects/consoleproject/customers//users",
        "CORTI, /functions/v1/public/projects/consoleproject/customers/contosohospital/users/1/2",
        "CORTI, /functions/v2/public/projects/consoleproject/customers/contosohospital/users",
        "CONNECT, /users/1/2",
        "CONNECT, /users/a/b/c",
        "CONNECT, /users//",
        "PRELUDE, /v2",
        "PRELUDE, /v2/session/apps/users",
        "PRELUDE, /v2/session/apps//users",
        "PRELUDE, /v2/session/apps/54e9ujn/nope"
    })
    void anUnknownPathIsNotFoundInTheShapeOfTheApiWhosePathsBeginSo(Api api, String path) throws Exception {
        for (String method : List.of("GET", "POST", "OPTIONS")) {
            api.assertError(systems.host().call(method, path), 404, "not_found");
        }
    }

    @Test
    void optionsOfTheWholeHostSaysWhichMethodsItKnows() throws Exception {
        try (RawConnection connection = new RawConnection(systems.host().port())) {
            connection.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
            RawConnection.Answer answer = connection.receive(false);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(List.of(answer.headers().getOrDefault("allow", "").split(", ", -1)))
                    .containsExactlyInAnyOrder("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
        }
    }
}
