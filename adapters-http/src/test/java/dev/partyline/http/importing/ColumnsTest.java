package dev.partyline.http.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.body.Members;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ColumnsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static Members row(String json) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        JSON.readTree(json).properties().forEach(member -> values.put(member.getKey(), member.getValue()));
        return new Members(values);
    }

    private static void assertRow(String api, String row, String body) {
        assertThat(JSON.<JsonNode>valueToTree(new Columns(api).members(row(row)).values()))
                .isEqualTo(JSON.readTree(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "phone_number", "Phone Number", "phoneNumber", "MSISDN", "Mobile-Phone"})
    void aNameCountsWithoutItsCaseSpacesAndSigns(String name) {
        assertRow(
                "spectrum",
                "{\"" + name + "\": \"+14155550132\"}",
                "{\"type\": \"shared\", \"phoneNumber\": \"+14155550132\"}");
    }

    @Test
    void ofSeveralNamesTheFirstThatHasAValueCounts() {
        assertRow(
                "spectrum",
                "{\"mobile\": \"+14155550133\", \"phone\": \"+14155550132\", \"phone number\": null}",
                "{\"type\": \"shared\", \"phoneNumber\": \"+14155550132\"}");
    }

    @Test
    void aRowWithALineIsADedicatedUserUnlessItSaysWhatItIs() {
        assertRow(
                "spectrum",
                "{\"phone\": \"+14155550132\", \"assigned_number\": \"+14155550100\", \"given_name\": \"Ada\"}",
                """
                {"type": "dedicated", "phoneNumber": "+14155550132", "assignedPhoneNumber": "+14155550100",
                 "firstName": "Ada"}
                """);
        assertRow(
                "spectrum",
                "{\"type\": \"shared\", \"line\": \"x\"}",
                "{\"type\": \"shared\", \"assignedPhoneNumber\": \"x\"}");
    }

    @ParameterizedTest
    @CsvSource({"enabled, true, true", "enabled, FALSE, false", "blocked, true, false", "disabled, false, true"})
    void aTruthValueMayBeAWord(String name, String word, boolean enabled) {
        assertRow("corti", "{\"" + name + "\": \"" + word + "\"}", "{\"enabled\": " + enabled + "}");
        assertRow(
                "corti",
                "{\"" + name + "\": " + word.toLowerCase(java.util.Locale.ROOT) + "}",
                "{\"enabled\": " + enabled + "}");
    }

    @Test
    void aCustomerUserKeepsWhatItHas() {
        assertRow("corti", """
                {"email": "ada@example.com", "given_name": "Ada", "family_name": "Lovelace", "email_verified": true,
                 "enabled": "maybe", "password": "sixteen or more of them"}
                """, """
                {"email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace", "emailVerified": true,
                 "enabled": "maybe", "password": "sixteen or more of them"}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"passwordHash", "password_hash", "hashed_password", "Password Digest", "encrypted_password"})
    void C7_theHashOfAPasswordMayBeAColumn(String name) {
        assertRow("corti", "{\"" + name + "\": \"$2b$\"}", "{\"passwordHash\": \"$2b$\"}");
    }

    @Test
    void aSubscriberIsNamedByItsNameOrByBothNames() {
        assertRow("connect", "{\"First Name\": \"Ada\", \"Surname\": \"Lovelace\"}", "{\"name\": \"Ada Lovelace\"}");
        assertRow("connect", "{\"firstName\": \"Ada\", \"display name\": \"A. L.\"}", "{\"name\": \"A. L.\"}");
        assertRow("connect", "{\"user_metadata\": {\"plan\": \"basic\"}}", "{\"metadata\": {\"plan\": \"basic\"}}");
    }

    @Test
    void anAppUserHasTheIdentifiersThatThereAre() {
        assertRow("prelude", """
                {"user_id": "auth0|1", "phone": "+14155550132", "email": "ada@example.com", "given_name": "Ada"}
                """, """
                {"identifiers": [{"type": "phone_number", "value": "+14155550132"},
                                 {"type": "email_address", "value": "ada@example.com"}],
                 "profile": {"first_name": "Ada"}, "external_id": "auth0|1"}
                """);
        assertRow(
                "prelude",
                "{\"identifiers\": [], \"profile\": {\"a\": \"b\"}, \"email\": \"ada@example.com\"}",
                "{\"identifiers\": [], \"profile\": {\"a\": \"b\"}}");
    }

    @Test
    void whatTheApiHasNothingForIsTold() {
        Columns columns = new Columns("spectrum");

        columns.members(row("{\"picture\": \"x\", \"phone\": \"+14155550132\"}"));
        columns.members(row("{\"created at\": \"x\", \"picture\": null}"));

        assertThat(columns.ignored()).containsExactly("created at", "picture");
    }
}
