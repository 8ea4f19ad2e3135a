package dev.partyline.http;

import static dev.partyline.http.NewUser.dedicated;
import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.Refusals.assertInvalid;
import static dev.partyline.http.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Creating users of Spectrum projects, as a client sees it. */
class SpectrumApiIT {
    private static final String OWN_LINE = "+14155550100";
    private static final String OTHER_OWN_LINE = "+14155550101";
    private static final String OTHERS_LINE = "+14155550200";
    private static final String POOL_LINE = "+14155550900";
    private static final String OTHER_POOL_LINE = "+14155550901";

    private static final TestProject PROJECT = TestProject.owning(OWN_LINE, OTHER_OWN_LINE);
    private static final TestProject OTHER_PROJECT = TestProject.owning(OTHERS_LINE);
    private static final TestProject OF_TWO = TestProject.admitting(2).choosing("lines", List.of("+14155550300"));
    private static final TestProject OF_ONE = TestProject.admitting(1);
    private static final TestProject OF_NOBODY = TestProject.admitting(0).choosing("lines", List.of("+14155550301"));

    private static StartedHost host;
    private static ProjectClient client;
    private static ProjectClient otherClient;

    @BeforeAll
    static void start() throws Exception {
        host = StartedHost.serving(
                List.of(PROJECT, OTHER_PROJECT, OF_TWO, OF_ONE, OF_NOBODY), POOL_LINE, OTHER_POOL_LINE);
        client = host.client(PROJECT);
        otherClient = host.client(OTHER_PROJECT);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static void assertIs(JsonNode user, String member, String value) {
        assertThat(user.get(member).stringValue()).as(member).isEqualTo(value);
    }

    private static void assertProfile(JsonNode user, String first, String last, String email) {
        assertIs(user, "firstName", first);
        assertIs(user, "lastName", last);
        assertIs(user, "email", email);
    }

    @Test
    void S1_aNewSharedUserHasAnIdALineOfThePoolItsProfileAndItsTimeOfCreation() throws Exception {
        String phone = Phones.fresh();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);

        Reply reply = client.create(shared(phone).named("Ada", "Lovelace").with("email", "ada@example.com"));

        assertThat(reply.outcome()).isEqualTo("created");
        JsonNode user = reply.user();
        assertThat(UUID.fromString(reply.id())).hasToString(reply.id());
        assertIs(user, "projectId", PROJECT.id());
        assertIs(user, "type", "shared");
        assertProfile(user, "Ada", "Lovelace", "ada@example.com");
        assertIs(user, "phoneNumber", phone);
        assertThat(reply.line()).isIn(POOL_LINE, OTHER_POOL_LINE);
        assertThat(Instant.parse(user.get("createdAt").stringValue())).isBetween(before, Instant.now());
    }

    @Test
    void S1_noTwoUsersHaveTheSameId() throws Exception {
        assertThat(client.create(shared(Phones.fresh())).id())
                .isNotEqualTo(client.create(shared(Phones.fresh())).id());
    }

    @Test
    void S1_absentNamesAndEmailAreNull() throws Exception {
        JsonNode user = client.create(shared(Phones.fresh())).user();
        JsonNode withNulls = client.create(shared(Phones.fresh())
                        .named("Ada", "x")
                        .with("firstName", null)
                        .with("lastName", null)
                        .with("email", null))
                .user();

        for (String member : List.of("firstName", "lastName", "email", "meta")) {
            assertThat(user.get(member).isNull()).as(member).isTrue();
            assertThat(withNulls.get(member).isNull()).as(member).isTrue();
        }
    }

    @Test
    void S2_creatingItAgainReturnsTheSameUser() throws Exception {
        NewUser ada = shared(Phones.fresh()).named("Ada", "Lovelace").with("email", "ada@example.com");
        JsonNode created = client.create(ada).user();

        for (NewUser again : List.of(ada, ada.without("email"), ada.with("firstName", null))) {
            Reply reply = client.create(again);
            assertThat(reply.outcome()).isEqualTo("returned");
            assertThat(reply.user()).isEqualTo(created);
        }
    }

    @Test
    void S3_whatIsSuppliedReplacesAndWhatIsOmittedOrNullStays() throws Exception {
        String phone = Phones.fresh();
        JsonNode created = client.create(shared(phone).named("Ada", "Lovelace").with("email", "ada@example.com"))
                .user();

        Reply named = client.create(shared(phone).with("firstName", "Augusta").with("email", null));
        assertThat(named.outcome()).isEqualTo("updated");
        assertProfile(named.user(), "Augusta", "Lovelace", "ada@example.com");

        Reply mailed = client.create(shared(phone).with("lastName", "King").with("email", "Ada@example.com"));
        assertThat(mailed.outcome()).isEqualTo("updated");
        assertProfile(mailed.user(), "Augusta", "King", "Ada@example.com");

        Reply emptied = client.create(shared(phone).with("lastName", ""));
        assertThat(emptied.outcome()).isEqualTo("updated");
        assertProfile(emptied.user(), "Augusta", "", "Ada@example.com");

        for (String kept : List.of("id", "assignedPhoneNumber", "createdAt", "phoneNumber")) {
            assertThat(emptied.user().get(kept)).as(kept).isEqualTo(created.get(kept));
        }
    }

    @Test
    void S4_theLimitIsAnsweredWith409AndDoesNotHoldForThoseWhoAreThere() throws Exception {
        ProjectClient ofTwo = host.client(OF_TWO);
        String first = Phones.fresh();
        assertThat(ofTwo.create(shared(first)).outcome()).isEqualTo("created");
        assertThat(ofTwo.create(dedicated(first, "+14155550300")).outcome()).isEqualTo("created");
        assertThat(ofTwo.create(shared(Phones.fresh())).outcome()).isEqualTo("created");

        JsonNode error = assertRefused(ofTwo.create(shared(Phones.fresh())), 409, "shared_user_limit_reached", "limit");

        assertThat(error.get("limit").intValue()).isEqualTo(2);
        assertThat(ofTwo.create(shared(first)).outcome()).isEqualTo("returned");
        assertThat(ofTwo.create(shared(first).with("firstName", "Ada")).outcome())
                .isEqualTo("updated");
    }

    @Test
    void S4_zeroAdmitsNobodyButDedicatedUsers() throws Exception {
        ProjectClient ofNobody = host.client(OF_NOBODY);

        JsonNode error =
                assertRefused(ofNobody.create(shared(Phones.fresh())), 409, "shared_user_limit_reached", "limit");

        assertThat(error.get("limit").intValue()).isZero();
        assertThat(ofNobody.create(dedicated(Phones.fresh(), "+14155550301")).outcome())
                .isEqualTo("created");
        assertThat(ofNobody.list("").data()).hasSize(1);
    }

    @Test
    void S5_theValuesComeBeforeTheUserThatIsThereAndBeforeTheLimit() throws Exception {
        ProjectClient ofOne = host.client(OF_ONE);
        String phone = Phones.fresh();
        JsonNode created = ofOne.create(shared(phone).with("firstName", "Ada")).user();

        assertInvalid(ofOne.create(shared(phone).named("Augusta", "x").with("email", "no")), "email", "not_an_email");
        assertInvalid(ofOne.create(shared(Phones.fresh()).with("email", "no")), "email", "not_an_email");

        assertThat(ofOne.create(shared(phone)).user()).isEqualTo(created);
    }

    @Test
    void V2_aPhoneIsTheSameHoweverItIsSpelled() throws Exception {
        JsonNode created = client.create(shared("+4407700900123")).user();

        assertIs(created, "phoneNumber", "+447700900123");
        assertThat(client.create(shared("+447700900123")).user()).isEqualTo(created);
        assertThat(client.create(dedicated("+4407700900123", OWN_LINE)).id())
                .isEqualTo(client.create(dedicated("+447700900123", OWN_LINE)).id());
    }

    @Test
    void D1_theLineMustBeOneThatTheProjectOwns() throws Exception {
        for (String line : List.of(OTHERS_LINE, POOL_LINE, "+14155559999")) {
            assertRefused(client.create(dedicated(Phones.fresh(), line)), 422, "line_not_owned");
        }
        assertThat(otherClient.create(dedicated(Phones.fresh(), OTHERS_LINE)).outcome())
                .isEqualTo("created");
    }

    @Test
    void D2_creatingADedicatedUserAgainReturnsItUnchanged() throws Exception {
        NewUser grace =
                dedicated(Phones.fresh(), OWN_LINE).named("Grace", "Hopper").with("email", "grace@example.com");
        Reply created = client.create(grace);
        assertThat(created.outcome()).isEqualTo("created");
        assertIs(created.user(), "type", "dedicated");
        assertIs(created.user(), "assignedPhoneNumber", OWN_LINE);
        assertProfile(created.user(), "Grace", "Hopper", "grace@example.com");

        Reply again = client.create(grace.named("G.", "H.").with("email", "gh@example.com"));

        assertThat(again.outcome()).isEqualTo("returned");
        assertThat(again.user()).isEqualTo(created.user());
    }

    @Test
    void D3_theSamePhoneWithAnotherLineIsAnotherUser() throws Exception {
        String phone = Phones.fresh();
        Reply one = client.create(dedicated(phone, OWN_LINE).with("firstName", "one"));

        Reply other = client.create(dedicated(phone, OTHER_OWN_LINE));

        assertThat(other.outcome()).isEqualTo("created");
        assertThat(other.id()).isNotEqualTo(one.id());
        assertThat(other.user().get("firstName").isNull()).isTrue();
    }

    @Test
    void D4_aPhoneCanBeASharedAndADedicatedUserAtOnce() throws Exception {
        String phone = Phones.fresh();

        Reply shared = client.create(shared(phone));
        Reply dedicated = client.create(dedicated(phone, OWN_LINE));

        assertThat(List.of(shared.outcome(), dedicated.outcome())).containsOnly("created");
        assertThat(shared.id()).isNotEqualTo(dedicated.id());
        assertThat(client.create(shared(phone)).id()).isEqualTo(shared.id());
    }

    @Test
    void T1_theSamePhoneAndEmailInTwoProjectsAreTwoUsers() throws Exception {
        NewUser user = shared(Phones.fresh()).with("email", "same@example.com");

        Reply here = client.create(user.with("firstName", "here"));
        Reply there = otherClient.create(user.with("firstName", "there"));

        assertThat(there.outcome()).isEqualTo("created");
        assertThat(there.id()).isNotEqualTo(here.id());
        assertThat(client.create(user).user()).isEqualTo(here.user());
    }

    @Test
    void V9_theCaseOfAProjectsIdMakesNoDifference() throws Exception {
        String upper = PROJECT.id().toUpperCase(Locale.ROOT);
        String phone = Phones.fresh();
        String id = client.create(shared(phone)).id();

        Reply reply = client.at(upper).create(shared(phone));
        assertThat(reply.id()).isEqualTo(id);
        assertIs(reply.user(), "projectId", PROJECT.id());

        ProjectClient shouting = client.as(ProjectClient.basic(upper, PROJECT.secret()));
        assertThat(shouting.create(shared(phone)).id()).isEqualTo(id);
        assertThat(shouting.at(upper).delete(id.toUpperCase(Locale.ROOT)).status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @EnumSource
    void everyEncodingSaysTheSame(Encoding encoding) throws Exception {
        NewUser ada = shared(Phones.fresh())
                .named("Zoë ✈ 𝄞", "O'Brien & \"Söhne\" 100% +1=2")
                .with("email", "a+b@example.com");
        NewUser grace = dedicated(Phones.fresh(), OWN_LINE).with("firstName", "Grace");

        Reply created = client.create(ada, encoding);
        Reply dedicated = client.create(grace, encoding);

        assertThat(List.of(created.outcome(), dedicated.outcome())).containsOnly("created");
        for (Encoding other : Encoding.values()) {
            Reply again = client.create(ada, other);
            assertThat(again.outcome()).as(other.name()).isEqualTo("returned");
            assertThat(again.user()).isEqualTo(created.user());
            assertThat(client.create(grace, other).user()).isEqualTo(dedicated.user());
        }
        assertProfile(created.user(), "Zoë ✈ 𝄞", "O'Brien & \"Söhne\" 100% +1=2", "a+b@example.com");
    }

    @Test
    void theLastSlashIsOptional() throws Exception {
        String body = Encoding.JSON.write(shared(Phones.fresh()));
        String id = client.post("application/json", body).id();

        assertThat(client.post("/users", "application/json", body.getBytes(UTF_8))
                        .id())
                .isEqualTo(id);
        assertThat(Reply.to(client.request("GET", "/users?limit=1")).data()).hasSize(1);
        assertThat(client.delete(id + "/").status()).isEqualTo(204);
    }

    @Test
    void theCallOfTheEarlierEditionWorksWithRealValues() throws Exception {
        String phone = Phones.fresh();
        JsonNode answer =
                PastedCall.answerTo("""
                curl --request POST \\
                --url %s/projects/%s/users/ \\
                --user %s:%s \\
                --header 'Content-Type: application/json' \\
                --data '
                {
                "type": "shared",
                "phoneNumber": "%s",
                "firstName": "J.",
                "lastName": "Smith",
                "email": "jsmith@example.com"
                }
                '""".formatted(host.url(), PROJECT.id(), PROJECT.id(), PROJECT.secret(), phone));

        assertThat(answer.get("succeed").booleanValue()).isTrue();
        UserRows.assertRow(answer.get("data"));
        assertProfile(answer.get("data"), "J.", "Smith", "jsmith@example.com");
        assertIs(answer.get("data"), "phoneNumber", phone);
    }
}
