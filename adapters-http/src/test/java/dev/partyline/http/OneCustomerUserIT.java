package dev.partyline.http;

import static dev.partyline.http.OtherSystems.customerUser;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.Problems.assertInvalid;
import static dev.partyline.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.UserSystems.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Changing customer users, and the customers that they are members of, through the started jar. */
class OneCustomerUserIT {
    private static UserSystems systems;

    /** Of one customer, and of another one of the same project. */
    private static UserClient client;

    private static UserClient clinic;

    @BeforeAll
    static void start() throws Exception {
        systems = UserSystems.start();
        client = systems.client(Api.CORTI);
        clinic = systems.corti("consoleproject", "fabrikamclinic", "t0ken");
    }

    @AfterAll
    static void stop() {
        systems.close();
    }

    private static JsonNode changed(Reply reply, String... fields) {
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(200);
        assertThat(reply.header("Partyline-Fields")).contains(String.join(", ", fields));
        return reply.json();
    }

    @Test
    void L4_aMemberIsLeftOrSetAndOnlyThePasswordIsCleared() throws Exception {
        String id = client.created(customerUser().with("password", "a password of 30 characters"));
        JsonNode before = client.found(id);

        JsonNode after = changed(
                client.patch(id, "{\"firstName\": \"Eva\", \"enabled\": false, \"emailVerified\": true}"),
                "firstName",
                "emailVerified",
                "enabled");

        assertThat(after.path("firstName").stringValue()).isEqualTo("Eva");
        assertThat(after.path("enabled").booleanValue()).isFalse();
        assertThat(after.path("emailVerified").booleanValue()).isTrue();
        assertThat(after.path("lastName")).isEqualTo(before.path("lastName"));
        assertThat(after.path("email")).isEqualTo(before.path("email"));
        changed(client.patch(id, "{\"password\": null}"), "password");
        Reply set = client.patch(id, "{\"password\": \"another password of it\"}");
        assertThat(changed(set, "password").has("password")).isFalse();
        assertThat(set.header("ETag")).contains("\"4\"");
    }

    /** Made by libxcrypt and OpenSSL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS",
                "$2b$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS",
                "$2y$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS",
                "$argon2id$v=19$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$pbkdf2-sha256$i=1$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog"
            })
    void C7_passwordsAreCheckedWithTheHashThatWasGiven(String hash) throws Exception {
        String id = client.created(customerUser().with("passwordHash", hash));

        assertThat(client.patch(id, "{\"password\": \"correct horse battery staple\"}")
                        .header("Partyline-Outcome"))
                .contains("returned");
        changed(client.patch(id, "{\"password\": \"correct horse battery stable\"}"), "password");
    }

    @Test
    void V12_everyFaultIsToldAtOnce() throws Exception {
        String id = client.created();

        assertInvalid(
                client.ifMatch("x")
                        .patch(
                                id,
                                "{\"email\": null, \"firstName\": \" \", \"lastName\": null, \"password\": \"short\","
                                        + " \"enabled\": null, \"emailVerified\": \"true\", \"customerId\": \"x\","
                                        + " \"passwordHash\": \"$2b$\"}"),
                Map.of(
                        "email", "required",
                        "firstName", "blank",
                        "lastName", "required",
                        "password", "too_short",
                        "enabled", "required",
                        "emailVerified", "not_boolean",
                        "customerId", "unknown_member",
                        "passwordHash", "unknown_member",
                        "If-Match", "malformed"));
    }

    @Test
    void C4_anEmailIsChangedWithItsKeyInTheWholeProject() throws Exception {
        NewUser mine = customerUser();
        NewUser theirs = customerUser();
        String id = client.created(mine);
        String other = clinic.created(theirs);
        String fresh = freshEmail();

        assertProblem(
                client.patch(id, "{\"email\": \"" + email(theirs).toUpperCase(Locale.ROOT) + "\"}"),
                409,
                "email_already_in_use");
        changed(client.patch(id, "{\"email\": \"" + fresh + "\"}"), "email");

        assertThat(client.ids("?email=" + fresh)).containsExactly(id);
        assertThat(client.ids("?email=" + email(mine))).isEmpty();
        changed(clinic.patch(other, "{\"email\": \"" + email(mine) + "\"}"), "email");
    }

    private static String email(NewUser user) {
        return String.valueOf(user.members().get("email"));
    }

    @Test
    void aUserIsFoundInItsCustomerOnly() throws Exception {
        NewUser user = customerUser();
        String id = client.created(user);

        assertProblem(clinic.get(id), 404, "user_not_found");
        assertProblem(clinic.get(id, "?deactivated=true"), 404, "user_not_found");
        assertProblem(clinic.patch(id, "{\"enabled\": false}"), 404, "user_not_found");
        assertProblem(clinic.delete(id), 404, "user_not_found");
        assertProblem(clinic.erase(id), 404, "user_not_found");
        assertThat(clinic.ids("?email=" + email(user))).isEmpty();
        assertThat(client.ids("?email=" + email(user))).containsExactly(id);
        assertThat(client.get(id).header("ETag")).contains("\"1\"");
        client.delete(id);
        assertProblem(clinic.get(id, "?deactivated=true"), 404, "user_not_found");
        assertProblem(clinic.erase(id), 404, "user_not_found");
    }

    @Test
    void C5_ofACustomerThatTheProjectDoesNotHaveNothingIsFound() throws Exception {
        String id = client.created();
        UserClient nobodys = systems.corti("consoleproject", "nobody", "t0ken");

        assertProblem(nobodys.get(id), 404, "customer_not_found");
        assertProblem(nobodys.patch(id, "{}"), 404, "customer_not_found");
        assertProblem(nobodys.delete(id), 404, "customer_not_found");
        assertProblem(nobodys.erase(id), 404, "customer_not_found");
        assertProblem(nobodys.list(""), 404, "customer_not_found");
        assertProblem(systems.corti("consoleproject", "contosohospital", "x").get(id), 401, "unauthorized");
    }

    @Test
    void L5_pagesHaveTheUsersOfTheCustomerAndMissNobody() throws Exception {
        List<String> mine = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            mine.add(client.created());
            theirs.add(clinic.created());
            theirs.add(clinic.created());
        }

        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = client.list("?limit=4" + cursor);
            List<String> ids = page.json()
                    .path("data")
                    .valueStream()
                    .map(row -> row.path("id").stringValue())
                    .toList();
            assertThat(ids).hasSizeLessThanOrEqualTo(4);
            listed.addAll(ids);
            JsonNode next = page.json().path("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(mine).doesNotContainAnyElementsOf(theirs);
        assertThat(clinic.ids("?limit=500")).containsSubsequence(theirs).doesNotContainAnyElementsOf(mine);
    }
}
