package dev.partyline.http;

import static dev.partyline.http.NewUser.dedicated;
import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.Refusals.assertInvalid;
import static dev.partyline.http.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a configuration can choose for a project, and what comes of it. */
class SpectrumChoicesIT {
    private static final String ONE = "+14155550900";
    private static final String OTHER = "+14155550901";
    private static final String OWN_LINE = "+14155550100";
    private static final String OTHER_OWN_LINE = "+14155550101";

    /** All that it can choose is left to be chosen. */
    private static final TestProject SILENT = TestProject.fresh();

    private static final TestProject EXPLICIT = TestProject.fresh()
            .choosing("sharedIdentity", "phone")
            .choosing("phoneIdentity", "canonical")
            .choosing("phoneNumbers", "e164")
            .choosing("emails", "published")
            .choosing("recreation", "fresh");
    private static final TestProject PHONE_OR_EMAIL = TestProject.fresh().choosing("sharedIdentity", "phone-or-email");
    private static final TestProject POSSIBLE = TestProject.owning(OWN_LINE).choosing("phoneNumbers", "possible");
    private static final TestProject VALID = TestProject.owning(OTHER_OWN_LINE).choosing("phoneNumbers", "valid");
    private static final TestProject SUBSCRIBER =
            TestProject.owning("+14155550102").choosing("phoneIdentity", "subscriber");
    private static final TestProject STRICT = TestProject.fresh().choosing("emails", "strict");

    private static StartedHost host;

    @BeforeAll
    static void start() throws Exception {
        host = StartedHost.serving(
                List.of(SILENT, EXPLICIT, PHONE_OR_EMAIL, POSSIBLE, VALID, SUBSCRIBER, STRICT),
                ONE,
                OTHER,
                "+14155550902",
                "+14155550903");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static NewUser somebody() {
        return shared(Phones.fresh());
    }

    private static void delete(ProjectClient project, Reply created) throws Exception {
        assertThat(project.delete(created.id()).status()).isEqualTo(204);
    }

    @Test
    void S7_aProjectOfTheEarlierEditionKnowsAUserByPhoneOrEmailAndReturnsItUnchanged() throws Exception {
        ProjectClient project = host.client(PHONE_OR_EMAIL);
        String phone = Phones.fresh();
        NewUser ada = shared(phone).named("Ada", "Lovelace").with("email", "Ada@example.com");
        Reply created = project.create(ada);
        Reply grace = project.create(somebody().with("email", "grace@example.com"));
        assertThat(List.of(created.outcome(), grace.outcome())).containsOnly("created");

        for (NewUser again : List.of(
                ada.named("Augusta", "King"),
                shared(phone),
                ada.with("email", "other@example.com"),
                somebody().with("email", "Ada@example.com"),
                somebody().with("email", "aDA@EXAMPLE.COM").named("Augusta", "King"),
                ada.with("email", "grace@example.com"))) {
            Reply reply = project.create(again);
            assertThat(reply.outcome()).isEqualTo("returned");
            assertThat(reply.user()).isEqualTo(created.user());
        }
        assertThat(project.list("").data()).hasSize(2);

        delete(project, created);
        assertThat(project.create(somebody().with("email", "ada@example.com")).outcome())
                .isEqualTo("created");
    }

    @Test
    void S2_aProjectKnowsAUserByItsPhoneAloneUnlessItChoosesOtherwise() throws Exception {
        for (TestProject project : List.of(SILENT, EXPLICIT)) {
            for (int i = 0; i < 2; i++) {
                Reply reply = host.client(project).create(somebody().with("email", "same@example.com"));
                assertThat(reply.outcome()).isEqualTo("created");
            }
        }
    }

    @Test
    void V3_aProjectMayAskForPossibleOrForValidNumbers() throws Exception {
        String tooShort = "+1415555013";
        String nobodys = "+15551234567";
        String valid = "+12125550123";
        for (TestProject project : List.of(SILENT, EXPLICIT)) {
            for (String phone : List.of(tooShort, nobodys, valid)) {
                assertThat(host.client(project).create(shared(phone)).outcome()).isEqualTo("created");
            }
        }

        ProjectClient strict = host.client(POSSIBLE);
        assertInvalid(strict.create(shared(tooShort)), "phoneNumber", "not_possible");
        assertInvalid(strict.create(dedicated(tooShort, OWN_LINE)), "phoneNumber", "not_possible");
        assertThat(strict.create(shared(nobodys)).outcome()).isEqualTo("created");
        assertThat(strict.create(shared(valid)).outcome()).isEqualTo("created");

        ProjectClient strictest = host.client(VALID);
        assertInvalid(strictest.create(shared(tooShort)), "phoneNumber", "not_valid");
        assertInvalid(strictest.create(shared(nobodys)), "phoneNumber", "not_valid");
        assertInvalid(strictest.create(dedicated(nobodys, OTHER_OWN_LINE)), "phoneNumber", "not_valid");
        assertThat(strictest.create(shared(valid)).outcome()).isEqualTo("created");
    }

    @Test
    void V3_theNumberThatWasGivenIsJudged() throws Exception {
        assertInvalid(host.client(VALID).create(shared("+44007400123456")), "phoneNumber", "not_valid");
        assertInvalid(host.client(POSSIBLE).create(shared("+44007400123456")), "phoneNumber", "not_possible");
    }

    @Test
    void V2_aNumberOfAnAnswerIsTheSameUser() throws Exception {
        for (String given : List.of("+44007400123457", "+4308544", "+54111512345678", "+390000000000001")) {
            Reply created = host.client(SILENT).create(shared(given));
            Reply again = host.client(SILENT)
                    .create(shared(created.user().get("phoneNumber").stringValue()));

            assertThat(again.outcome()).isEqualTo("returned");
            assertThat(again.user()).isEqualTo(created.user());
        }
    }

    @Test
    void V15_aProjectMayTakeTheFormsOfANumberForOne() throws Exception {
        for (TestProject project : List.of(SILENT, EXPLICIT)) {
            ProjectClient two = host.client(project);
            assertThat(two.create(shared("+5215512345678")).outcome()).isEqualTo("created");
            assertThat(two.create(shared("+525512345678")).outcome()).isEqualTo("created");
        }

        ProjectClient one = host.client(SUBSCRIBER);
        Reply created = one.create(shared("+5511987654321"));
        Reply again = one.create(shared("+551187654321"));
        assertThat(created.outcome()).isEqualTo("created");
        assertThat(again.outcome()).isEqualTo("returned");
        assertThat(again.user()).isEqualTo(created.user());
        assertThat(one.create(dedicated("+22997123456", "+14155550102")).outcome())
                .isEqualTo("created");
        assertThat(one.create(dedicated("+2290197123456", "+14155550102")).outcome())
                .isEqualTo("returned");
    }

    @Test
    void V5_aProjectMayChooseTheStricterRuleOfEmails() throws Exception {
        NewUser unknownDomain = somebody().with("email", "ada@example.nosuchdomain");
        for (TestProject project : List.of(SILENT, EXPLICIT)) {
            assertThat(host.client(project).create(unknownDomain).outcome()).isEqualTo("created");
        }

        ProjectClient strict = host.client(STRICT);
        assertInvalid(strict.create(unknownDomain), "email", "not_an_email");
        assertInvalid(strict.create(somebody().with("email", "user!x@example.com")), "email", "not_an_email");
        assertThat(strict.create(somebody().with("email", "ada@example.com")).outcome())
                .isEqualTo("created");
    }

    @Test
    void L3_aProjectMayChooseToRevive() throws Exception {
        TestProject reviving =
                TestProject.owning(OWN_LINE).choosing("recreation", "revive").choosing("maxSharedUsers", 3);
        try (StartedHost own = StartedHost.serving(List.of(reviving), ONE, OTHER)) {
            ProjectClient project = own.client(reviving);
            String phone = Phones.fresh();
            Reply former = project.create(shared(phone).named("Ada", "Lovelace"));
            delete(project, former);
            // Now the former line has as many users as the other, and the other's turn would be next.
            Reply onOther = project.create(somebody());
            Reply onFormer = project.create(somebody());
            assertThat(List.of(onOther.line(), onFormer.line())).doesNotHaveDuplicates();

            Reply revived = project.create(shared(phone).with("firstName", "Augusta"));

            assertThat(revived.outcome()).isEqualTo("revived");
            for (String kept : List.of("id", "createdAt", "assignedPhoneNumber", "lastName")) {
                assertThat(revived.user().get(kept))
                        .as(kept)
                        .isEqualTo(former.user().get(kept));
            }
            assertThat(revived.user().get("firstName").stringValue()).isEqualTo("Augusta");
            assertThat(project.create(shared(phone)).outcome()).isEqualTo("returned");
            assertRefused(project.create(somebody()), 409, "shared_user_limit_reached", "limit");

            Reply dedicated = project.create(dedicated(phone, OWN_LINE).with("firstName", "Ada"));
            delete(project, dedicated);
            Reply again = project.create(dedicated(phone, OWN_LINE));
            assertThat(again.outcome()).isEqualTo("revived");
            assertThat(again.user()).isEqualTo(dedicated.user());
        }
    }

    @Test
    void L3_aProjectMayChooseToAvoidTheLastLine() throws Exception {
        TestProject avoiding = TestProject.fresh().choosing("recreation", "avoid-last-line");
        TestProject fresh = TestProject.fresh().choosing("recreation", "fresh");
        try (StartedHost own = StartedHost.serving(List.of(avoiding, fresh), ONE, OTHER)) {
            NewUser user = somebody();
            Reply former = own.client(avoiding).create(user);
            Reply onOther = own.client(fresh).create(somebody());
            assertThat(onOther.line()).isNotEqualTo(former.line());
            delete(own.client(avoiding), former);

            Reply again = own.client(avoiding).create(user);

            assertThat(again.outcome()).isEqualTo("created");
            assertThat(again.id()).isNotEqualTo(former.id());
            assertThat(again.line()).isEqualTo(onOther.line());
            // Whoever has not chosen so gets the line with the fewest users.
            assertThat(own.client(fresh).create(somebody()).line()).isEqualTo(former.line());
        }
    }
}
