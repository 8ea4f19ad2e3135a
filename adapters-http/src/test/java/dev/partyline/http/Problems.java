package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Problem details (RFC 9457), in which the Corti and Connect APIs refuse. */
final class Problems {
    private Problems() {}

    /** This status and code, a title, and of other members exactly these. */
    static JsonNode assertProblem(Reply reply, int status, String code, String... otherMembers) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(status);
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        JsonNode problem = Reply.parse(reply.body());
        assertThat(problem.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("type", "title", "status", "detail", "code"), Stream.of(otherMembers))
                                .toList());
        assertThat(problem.path("type").stringValue()).isEqualTo("about:blank");
        assertThat(problem.path("title").stringValue()).isNotBlank();
        assertThat(problem.path("detail").stringValue()).isNotBlank();
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("code").stringValue()).isEqualTo(code);
        return problem;
    }

    /** 400 invalid_request with exactly these codes by field. */
    static void assertInvalid(Reply reply, Map<String, String> codes) {
        JsonNode errors = assertProblem(reply, 400, "invalid_request", "errors").path("errors");
        Map<String, String> actual = new LinkedHashMap<>();
        errors.forEach(error -> {
            assertThat(error.propertyNames()).containsExactlyInAnyOrder("field", "code", "message");
            assertThat(error.path("message").stringValue()).isNotBlank();
            assertThat(actual.put(
                            error.path("field").stringValue(),
                            error.path("code").stringValue()))
                    .as("another fault of the same field")
                    .isNull();
        });
        assertThat(actual).isEqualTo(codes);
    }

    static void assertInvalid(Reply reply, String field, String code) {
        assertInvalid(reply, Map.of(field, code));
    }
}
