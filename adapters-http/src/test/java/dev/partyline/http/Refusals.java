package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The shape of the refusals of the Spectrum API. */
final class Refusals {
    private Refusals() {}

    /** This status and code, a message, and of other members exactly these. */
    static JsonNode assertRefused(Reply reply, int status, String code, String... otherMembers) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(status);
        JsonNode json = reply.json();
        assertThat(json.propertyNames()).containsExactlyInAnyOrder("succeed", "error");
        assertThat(json.get("succeed").booleanValue()).isFalse();
        JsonNode error = json.get("error");
        assertThat(error.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("code", "message"), Stream.of(otherMembers))
                                .toList());
        assertThat(error.get("code").stringValue()).isEqualTo(code);
        assertThat(error.get("message").stringValue()).isNotBlank();
        return error;
    }

    /** 400 invalid_request, with exactly these codes by field. */
    static void assertInvalid(Reply reply, Map<String, String> codes) {
        JsonNode fields = assertRefused(reply, 400, "invalid_request", "fields").get("fields");
        fields.forEach(fault -> {
            assertThat(fault.propertyNames()).containsExactlyInAnyOrder("field", "code", "message");
            assertThat(fault.get("message").stringValue()).isNotBlank();
        });
        assertThat(fields.valueStream()
                        .collect(Collectors.toMap(
                                fault -> fault.get("field").stringValue(),
                                fault -> fault.get("code").stringValue())))
                .isEqualTo(codes);
    }

    static void assertInvalid(Reply reply, String field, String code) {
        assertInvalid(reply, Map.of(field, code));
    }
}
