package dev.partyline.http.openapi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** That what is right passes, and above all that what is wrong does not. */
class AssertionsTest {
    private static final String SPECTRUM = "/projects/{projectId}/users/";
    private static final String SPECTRUM_USER = "/projects/{projectId}/users/{userId}";
    private static final String CORTI = "/functions/v1/public/projects/{projectId}/customers/{customerId}/users";
    private static final String CONNECT = "/users";
    private static final String PRELUDE = "/v2/session/apps/{appID}/users";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private static final String ROW = """
            {"id": "0192f0c5-6a53-7c39-9a53-0d8f6a1f2b77", "projectId": "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77", "type": "shared",
            "firstName": null, "lastName": null, "email": null, "phoneNumber": "+14155550132",
            "assignedPhoneNumber": "+14155550900", "meta": null, "createdAt": "2026-11-21T08:15:30Z"}""";
    private static final String MEMBER = """
            {"id": "0192f0c5-6a53-7c39-9a53-0d8f6a1f2b77", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace",
            "emailVerified": false, "enabled": true, "createdAt": "2026-11-21T08:15:30.123456Z"}""";
    private static final String SUBSCRIBER = """
            {"userId": "0192f0c5-6a53-7c39-9a53-0d8f6a1f2b77", "name": "Ada", "email": "ada@example.com", "msisdn": "+14155550132",
            "customerIds": [], "customers": [], "createdAt": "2026-11-21T08:15:30Z", "updatedAt": "2026-11-21T08:15:30Z",
            "metadata": {"any": [1, null]}}""";
    private static final String USER = "{\"id\": \"usr_01jbrcatjkfgwsmmrdhxn1yavq\"}";

    private final OpenApi served = OpenApi.served();

    private record Answer(String method, String path, int status, String mediaType, String body) {}

    static final List<Answer> RIGHT_ANSWERS = List.of(
            spectrum(200, "{\"succeed\": true, \"data\": " + ROW + "}"),
            spectrum(400, error("malformed_body", "")),
            spectrum(400, error("invalid_request", ", \"fields\": [" + fault("phoneNumber", "not_e164") + "]")),
            spectrum(401, error("unauthorized", "")),
            spectrum(403, error("creation_disabled", "")),
            spectrum(409, error("shared_user_limit_reached", ", \"limit\": 0")),
            spectrum(409, error("phone_on_line_taken", "")),
            spectrum(409, error("idempotency_key_reused", "")),
            spectrum(409, error("idempotency_key_in_progress", "")),
            spectrum(413, error("body_too_large", "")),
            spectrum(415, error("unsupported_media_type", "")),
            spectrum(422, error("line_not_owned", "")),
            spectrum(503, error("pool_exhausted", "")),
            new Answer("GET", SPECTRUM, 200, JSON, page(ROW + ", " + ROW, "\"AAAA\"")),
            new Answer("GET", SPECTRUM, 200, "application/json; charset=utf-8", page("", "null")),
            new Answer("DELETE", SPECTRUM_USER, 204, "", ""),
            new Answer("DELETE", SPECTRUM_USER, 404, JSON, error("user_not_found", "")),
            new Answer("POST", CORTI, 201, JSON, MEMBER),
            new Answer("POST", CORTI, 404, PROBLEM, problem(404, "customer_not_found", "")),
            new Answer("POST", CORTI, 409, PROBLEM, problem(409, "email_already_in_use", "")),
            new Answer("POST", CORTI, 409, PROBLEM, problem(409, "idempotency_key_reused", "")),
            new Answer("POST", CONNECT, 201, JSON, SUBSCRIBER),
            new Answer("POST", CONNECT, 400, PROBLEM, problem(400, "invalid_request", "")),
            new Answer("POST", CONNECT, 400, PROBLEM, problem(400, "invalid_request", errors("X-Idempotency-Key"))),
            new Answer("POST", CONNECT, 401, PROBLEM, problem(401, "unauthorized", "")),
            new Answer("POST", CONNECT, 409, PROBLEM, problem(409, "already_in_use", ", \"field\": \"msisdn\"")),
            new Answer("POST", CONNECT, 409, PROBLEM, problem(409, "idempotency_key_in_progress", "")),
            new Answer("POST", PRELUDE, 201, JSON, USER),
            prelude(400, "invalid_request", "bad_request"),
            prelude(400, "invalid_id", "bad_request"),
            prelude(400, "too_many_user_identifiers", "bad_request"),
            prelude(401, "unauthorized", "unauthorized"),
            prelude(403, "session_disabled", "forbidden"),
            prelude(404, "app_not_found", "not_found"),
            prelude(409, "already_in_use", "conflict"),
            prelude(409, "external_id_already_in_use", "conflict"),
            prelude(409, "conflict", "conflict"),
            prelude(409, "idempotency_key_reused", "conflict"),
            new Answer("GET", "/healthz", 200, JSON, "{\"status\": \"ok\"}"),
            new Answer("GET", "/openapi.json", 200, JSON, "{\"openapi\": \"3.1.0\", \"info\": {}, \"paths\": {}}"));

    static final List<Answer> WRONG_ANSWERS = List.of(
            new Answer("POST", "/nowhere", 200, JSON, "{}"),
            new Answer("PUT", CONNECT, 201, JSON, SUBSCRIBER),
            new Answer("POST", CONNECT, 500, PROBLEM, problem(500, "internal_error", "")),
            new Answer("POST", CONNECT, 201, PROBLEM, SUBSCRIBER),
            new Answer("POST", CONNECT, 201, "", SUBSCRIBER),
            new Answer("POST", CONNECT, 201, "text/html", "<html>"),
            new Answer("POST", CONNECT, 201, JSON, "<html>"),
            new Answer("POST", CONNECT, 201, JSON, ""),
            new Answer("POST", CONNECT, 201, JSON, SUBSCRIBER + SUBSCRIBER),
            new Answer("POST", CONNECT, 201, JSON, SUBSCRIBER.replace("\"msisdn\"", "\"name\"")),
            new Answer("DELETE", SPECTRUM_USER, 204, JSON, "{}"),
            spectrum(200, ROW),
            spectrum(200, "{\"succeed\": false, \"data\": " + ROW + "}"),
            spectrum(200, "{\"succeed\": true, \"data\": " + ROW.replace("\"meta\": null,", "") + "}"),
            spectrum(200, "{\"succeed\": true, \"data\": " + ROW.replace("\"meta\": null", "\"meta\": []") + "}"),
            spectrum(200, "{\"succeed\": true, \"data\": " + ROW.replace("\"type\"", "\"more\": 1, \"type\"") + "}"),
            spectrum(200, "{\"succeed\": true, \"data\": " + ROW.replace("shared", "customer") + "}"),
            spectrum(200, "{\"succeed\": true, \"data\": " + ROW.replace("+1415", "1415") + "}"),
            spectrum(200, "{\"succeed\": true, \"data\": " + ROW.replace("30Z", "30+00:00") + "}"),
            spectrum(200, "{\"succeed\": true, \"data\": " + ROW.replace("2026-11-21T", "2026-11-31T") + "}"),
            spectrum(200, "{\"succeed\": true, \"data\": " + ROW.replace("0192f0c5-", "") + "}"),
            spectrum(400, error("invalid_request", "")),
            spectrum(400, error("invalid_request", ", \"fields\": []")),
            spectrum(400, error("invalid_request", ", \"fields\": [" + fault("email", "unheard_of") + "]")),
            spectrum(400, error("unauthorized", "")),
            spectrum(401, error("unauthorized", ", \"project\": \"another\"")),
            spectrum(401, error("unauthorized", "").replace("\"succeed\": false", "\"succeed\": true")),
            spectrum(401, problem(401, "unauthorized", "")),
            spectrum(409, error("shared_user_limit_reached", "")),
            spectrum(409, error("shared_user_limit_reached", ", \"limit\": -1")),
            spectrum(422, error("line_not_owned", ", \"limit\": 1")),
            new Answer("GET", SPECTRUM, 200, JSON, page("", "7")),
            new Answer("GET", SPECTRUM, 200, JSON, page("null", "null")),
            new Answer("GET", SPECTRUM, 400, JSON, error("malformed_body", "")),
            new Answer("POST", CORTI, 201, JSON, MEMBER.replace("\"email\"", "\"password\": \"x\", \"email\"")),
            new Answer("POST", CORTI, 201, JSON, MEMBER.replace("ada@", "ada")),
            new Answer("POST", CORTI, 201, JSON, MEMBER.replace("true", "\"true\"")),
            new Answer("POST", CORTI, 404, PROBLEM, problem(400, "customer_not_found", "")),
            new Answer("POST", CORTI, 409, PROBLEM, problem(409, "already_in_use", ", \"field\": \"email\"")),
            new Answer("POST", CONNECT, 201, JSON, SUBSCRIBER.replace("\"msisdn\"", "\"identity\": null, \"msisdn\"")),
            new Answer("POST", CONNECT, 400, PROBLEM, problem(400, "invalid_request", ", \"errors\": []")),
            new Answer("POST", CONNECT, 409, PROBLEM, problem(409, "already_in_use", "")),
            new Answer("POST", CONNECT, 409, PROBLEM, problem(409, "already_in_use", ", \"field\": \"name\"")),
            new Answer("POST", CONNECT, 409, PROBLEM, problem(409, "idempotency_key_reused", ", \"field\": \"email\"")),
            new Answer("POST", PRELUDE, 201, JSON, USER.replace("usr_0", "usr_8")),
            new Answer("POST", PRELUDE, 201, JSON, USER.replace("usr_", "")),
            new Answer("POST", PRELUDE, 201, JSON, USER.replace("usr_01j", "usr_01l")),
            prelude(400, "invalid_id", "conflict"),
            prelude(409, "invalid_id", "conflict"),
            prelude(404, "customer_not_found", "not_found"));

    @ParameterizedTest
    @FieldSource("RIGHT_ANSWERS")
    void aRightAnswerPasses(Answer answer) {
        assertThatCode(() -> check(answer)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @FieldSource("WRONG_ANSWERS")
    void aWrongAnswerDoesNot(Answer answer) {
        assertThatThrownBy(() -> check(answer)).isInstanceOf(AssertionError.class);
    }

    private void check(Answer answer) {
        served.assertAnswer(answer.method(), answer.path(), answer.status(), answer.mediaType(), answer.body());
    }

    private record Request(String path, String mediaType, String body) {}

    static final List<Request> RIGHT_REQUESTS = List.of(
            new Request(SPECTRUM, "multipart/form-data", "{\"type\": \"shared\", \"phoneNumber\": \"+14155550132\"}"),
            new Request(
                    CORTI, JSON, "{\"email\": \"a@example.com\", \"firstName\": \"A\", \"lastName\": \"B\", \"x\": 1}"),
            new Request(CONNECT, JSON, "{\"name\": \"A\", \"email\": \"a@example.com\", \"msisdn\": \"+15551234567\"}"),
            new Request(PRELUDE, JSON, "{\"identifiers\": [" + identifier("email_address", "a@example.com") + "]}"));

    static final List<Request> WRONG_REQUESTS = List.of(
            new Request(SPECTRUM, "text/plain", "{\"type\": \"shared\", \"phoneNumber\": \"+14155550132\"}"),
            new Request(SPECTRUM, JSON, "{\"type\": \"other\", \"phoneNumber\": \"+14155550132\"}"),
            new Request(SPECTRUM, JSON, "{\"type\": \"shared\"}"),
            new Request(SPECTRUM, JSON, "{\"type\": \"shared\", \"phoneNumber\": \"+0155550132\"}"),
            new Request(SPECTRUM, JSON, "{\"type\": \"shared\", \"phoneNumber\": \"+14155550132\", \"meta\": {}}"),
            new Request(
                    SPECTRUM, JSON, "{\"type\": \"shared\", \"phoneNumber\": \"+14155550132\", \"email\": \"a@b\"}"),
            new Request(SPECTRUM, JSON, "{\"type\": \"dedicated\", \"phoneNumber\": \"+14155550132\"}"),
            new Request(CORTI, JSON, "{\"email\": \"a@example.com\", \"firstName\": \" \", \"lastName\": \"B\"}"),
            new Request(
                    CORTI,
                    JSON,
                    "{\"email\": \"a@example.com\", \"firstName\": \"A\", \"lastName\": \"B\", \"password\": \"short\"}"),
            new Request(CONNECT, JSON, "{\"name\": \"A\", \"email\": \"a@example.com\"}"),
            new Request(PRELUDE, JSON, "{\"identifiers\": []}"),
            new Request(PRELUDE, JSON, "{\"identifiers\": [" + identifier("phone_number", "a@example.com") + "]}"));

    @ParameterizedTest
    @FieldSource("RIGHT_REQUESTS")
    void aRightRequestPasses(Request request) {
        assertThatCode(() -> check(request)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @FieldSource("WRONG_REQUESTS")
    void aWrongRequestDoesNot(Request request) {
        assertThatThrownBy(() -> check(request)).isInstanceOf(AssertionError.class);
    }

    private void check(Request request) {
        served.assertRequest("POST", request.path(), request.mediaType(), JsonSchema.parse(request.body()));
    }

    @Test
    void headersAreHeldAgainstTheDocumentToo() {
        assertThatCode(() -> {
                    served.assertHeaders(
                            "POST",
                            SPECTRUM,
                            200,
                            Map.of("partyline-outcome", "updated", "etag", "\"2\"", "Date", "today"));
                    served.assertHeaders("POST", SPECTRUM, 401, Map.of("WWW-Authenticate", "Basic realm=\"spectrum\""));
                    served.assertHeaders("DELETE", CONNECT + "/{userId}", 204, Map.of());
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> served.assertHeaders("POST", SPECTRUM, 200, Map.of()))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> served.assertHeaders(
                        "POST", SPECTRUM, 200, Map.of("Partyline-Outcome", "deleted", "ETag", "\"1\"")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> served.assertHeaders(
                        "POST", SPECTRUM, 200, Map.of("Partyline-Outcome", "created", "ETag", "W/\"1\"")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> served.assertHeaders("POST", PRELUDE, 401, Map.of()))
                .isInstanceOf(AssertionError.class);
    }

    private record Page(Published page, String json) {}

    static final List<Page> RIGHT_BY_THE_PAGES = List.of(
            new Page(Published.SPECTRUM_REQUEST, "{\"type\": \"shared\", \"phoneNumber\": \"+14155550132\"}"),
            new Page(Published.SPECTRUM_ANSWER, "{\"succeed\": true, \"data\": " + ROW + "}"),
            new Page(
                    Published.CORTI_REQUEST,
                    "{\"email\": \"a@example.com\", \"firstName\": \"A\", \"lastName\": \"B\"}"),
            new Page(Published.CORTI_ANSWER, MEMBER),
            new Page(Published.CONNECT_REQUEST, "{\"name\": \"A\"}"),
            new Page(Published.CONNECT_ANSWER, SUBSCRIBER),
            new Page(Published.PRELUDE_REQUEST, "{\"identifiers\": []}"),
            new Page(Published.PRELUDE_ANSWER, USER),
            new Page(
                    Published.PRELUDE_BAD_REQUEST,
                    prelude(400, "invalid_id", "bad_request").body()),
            new Page(
                    Published.PRELUDE_FORBIDDEN,
                    prelude(403, "session_disabled", "forbidden").body()),
            new Page(
                    Published.PRELUDE_NOT_FOUND,
                    prelude(404, "app_not_found", "not_found").body()),
            new Page(
                    Published.PRELUDE_CONFLICT,
                    prelude(409, "conflict", "conflict").body()));

    static final List<Page> WRONG_BY_THE_PAGES = List.of(
            new Page(Published.SPECTRUM_REQUEST, "{\"type\": \"shared\", \"phoneNumber\": \"+1\"}"),
            new Page(
                    Published.SPECTRUM_ANSWER,
                    "{\"succeed\": true, \"data\": " + ROW.replace("\"meta\": null,", "") + "}"),
            new Page(Published.SPECTRUM_ANSWER, "{\"succeed\": true, \"data\": " + ROW + ", \"more\": 1}"),
            new Page(Published.CORTI_REQUEST, "{\"email\": \"a@example.com\", \"firstName\": \"A\"}"),
            new Page(Published.CORTI_ANSWER, MEMBER.replace("30.123456Z", "30")),
            new Page(Published.CONNECT_REQUEST, "{}"),
            new Page(Published.CONNECT_ANSWER, SUBSCRIBER.replace("\"customers\": []", "\"customers\": null")),
            new Page(Published.PRELUDE_REQUEST, "{\"identifiers\": [" + identifier("fax", "+14155550132") + "]}"),
            new Page(Published.PRELUDE_ANSWER, USER.replace("usr_", "")),
            new Page(
                    Published.PRELUDE_BAD_REQUEST,
                    prelude(400, "invalid_id", "conflict").body()),
            new Page(
                    Published.PRELUDE_FORBIDDEN,
                    prelude(403, "forbidden", "forbidden").body()),
            new Page(Published.PRELUDE_NOT_FOUND, "{\"code\": \"app_not_found\", \"status\": \"not_found\"}"),
            new Page(
                    Published.PRELUDE_CONFLICT,
                    prelude(409, "invalid_id", "conflict").body()));

    @ParameterizedTest
    @FieldSource("RIGHT_BY_THE_PAGES")
    void whatAPageHasPasses(Page page) {
        assertThatCode(() -> page.page().assertAccepts(page.json())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @FieldSource("WRONG_BY_THE_PAGES")
    void whatAPageDoesNotHaveDoesNot(Page page) {
        assertThatThrownBy(() -> page.page().assertAccepts(page.json())).isInstanceOf(AssertionError.class);
    }

    private static Answer spectrum(int status, String body) {
        return new Answer("POST", SPECTRUM, status, JSON, body);
    }

    private static Answer prelude(int status, String code, String word) {
        return new Answer(
                "POST",
                PRELUDE,
                status,
                JSON,
                "{\"code\": \"%s\", \"status\": \"%s\", \"message\": \"No.\"}".formatted(code, word));
    }

    private static String error(String code, String more) {
        return "{\"succeed\": false, \"error\": {\"code\": \"%s\", \"message\": \"No.\"%s}}".formatted(code, more);
    }

    private static String problem(int status, String code, String more) {
        return "{\"type\": \"about:blank\", \"title\": \"No\", \"status\": %d, \"detail\": \"No.\", \"code\": \"%s\"%s}"
                .formatted(status, code, more);
    }

    private static String errors(String field) {
        return ", \"errors\": [" + fault(field, "too_long") + "]";
    }

    private static String fault(String field, String code) {
        return "{\"field\": \"%s\", \"code\": \"%s\", \"message\": \"is wrong\"}".formatted(field, code);
    }

    private static String page(String rows, String cursor) {
        return "{\"succeed\": true, \"data\": [%s], \"nextCursor\": %s}".formatted(rows, cursor);
    }

    private static String identifier(String type, String value) {
        return "{\"type\": \"%s\", \"value\": \"%s\"}".formatted(type, value);
    }
}
