package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** What the reference document says of a user's row (seed 000), checked member by member. */
final class UserRows {
    private static final String PHONE = "\\+[1-9][0-9]{6,14}";
    private static final String UTC = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z";

    private UserRows() {}

    static void assertRow(JsonNode row) {
        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "projectId",
                        "type",
                        "firstName",
                        "lastName",
                        "email",
                        "phoneNumber",
                        "assignedPhoneNumber",
                        "meta",
                        "createdAt");
        assertThat(text(row, "id")).isNotEmpty();
        assertThat(text(row, "projectId")).isNotEmpty();
        assertThat(text(row, "type")).isIn("shared", "dedicated");
        for (String optional : new String[] {"firstName", "lastName", "email"}) {
            JsonNode value = row.get(optional);
            assertThat(value.isString() || value.isNull())
                    .as("%s is text or null", optional)
                    .isTrue();
        }
        assertThat(text(row, "phoneNumber")).matches(PHONE);
        assertThat(text(row, "assignedPhoneNumber")).matches(PHONE);
        assertThat(row.get("meta").isNull()).as("meta is null").isTrue();
        assertThat(text(row, "createdAt")).matches(UTC).satisfies(Instant::parse);
    }

    private static String text(JsonNode row, String member) {
        JsonNode value = row.get(member);
        assertThat(value.isString()).as("%s is text", member).isTrue();
        return value.stringValue();
    }
}
