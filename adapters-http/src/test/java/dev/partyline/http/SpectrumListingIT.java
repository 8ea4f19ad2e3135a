package dev.partyline.http;

import static dev.partyline.http.NewUser.dedicated;
import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.Refusals.assertInvalid;
import static dev.partyline.http.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Listing and deleting users of Spectrum projects, as a client sees it. */
class SpectrumListingIT {
    private static final String OWN_LINE = "+14155550100";

    private static final TestProject PROJECT = TestProject.owning(OWN_LINE);
    private static final TestProject OTHER_PROJECT = TestProject.fresh();
    private static final TestProject EMPTY_PROJECT = TestProject.fresh();
    private static final TestProject OF_TWO_KINDS = TestProject.owning("+14155550102");
    private static final TestProject LARGE = TestProject.fresh();
    private static final TestProject GROWING = TestProject.fresh();
    private static final TestProject SHRINKING = TestProject.fresh();
    private static final TestProject OF_ONE = TestProject.admitting(1);

    private static StartedHost host;
    private static ProjectClient client;
    private static ProjectClient otherClient;

    @BeforeAll
    static void start() throws Exception {
        host = StartedHost.serving(
                List.of(PROJECT, OTHER_PROJECT, EMPTY_PROJECT, OF_TWO_KINDS, LARGE, GROWING, SHRINKING, OF_ONE),
                "+14155550900",
                "+14155550901");
        client = host.client(PROJECT);
        otherClient = host.client(OTHER_PROJECT);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** The ids of a page, each of whose rows has the shape of the reference document. */
    private static List<String> ids(Reply page) {
        assertThat(page.json().propertyNames()).containsExactlyInAnyOrder("succeed", "data", "nextCursor");
        page.data().forEach(UserRows::assertRow);
        return page.data().valueStream().map(row -> row.get("id").stringValue()).toList();
    }

    private static Optional<String> nextCursor(Reply page) {
        JsonNode cursor = page.json().get("nextCursor");
        return cursor.isNull() ? Optional.empty() : Optional.of(cursor.stringValue());
    }

    /** Runs between two pages. */
    @FunctionalInterface
    private interface Meanwhile {
        void happens() throws Exception;
    }

    /** The ids of all pages, in their order. */
    private static List<String> idsOfAllPages(ProjectClient project, String query, Meanwhile meanwhile)
            throws Exception {
        List<String> ids = new ArrayList<>();
        Reply page = project.list(query);
        ids.addAll(ids(page));
        for (Optional<String> cursor = nextCursor(page); cursor.isPresent(); cursor = nextCursor(page)) {
            meanwhile.happens();
            page = project.list(query + "&cursor=" + cursor.get());
            ids.addAll(ids(page));
        }
        return ids;
    }

    private static List<String> create(ProjectClient project, int count) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(project.create(shared(Phones.fresh())).id());
        }
        return ids;
    }

    @Test
    void whereThereIsNobodyThePageIsEmptyAndTheLast() throws Exception {
        Reply page = host.client(EMPTY_PROJECT).list("");

        assertThat(ids(page)).isEmpty();
        assertThat(nextCursor(page)).isEmpty();
    }

    @Test
    void aRowIsTheUserAsItWasCreated() throws Exception {
        JsonNode user = client.create(
                        shared(Phones.fresh()).named("Ada", "Lovelace").with("email", "a@b.co"))
                .user();

        assertThat(client.list("?limit=500").data().valueStream()).contains(user);
    }

    @Test
    void L5_usersAreListedByTypeInTheOrderOfTheirCreation() throws Exception {
        ProjectClient project = host.client(OF_TWO_KINDS);
        List<String> shared = new ArrayList<>();
        List<String> dedicated = new ArrayList<>();
        List<String> both = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            shared.addAll(create(project, 1));
            dedicated.add(
                    project.create(dedicated(Phones.fresh(), "+14155550102")).id());
            both.add(shared.get(i));
            both.add(dedicated.get(i));
        }

        assertThat(ids(project.list("?type=shared"))).isEqualTo(shared);
        assertThat(ids(project.list("?type=dedicated"))).isEqualTo(dedicated);
        assertThat(ids(project.list(""))).isEqualTo(both);
        assertThat(idsOfAllPages(project, "?limit=3", () -> {})).isEqualTo(both);
        assertThat(idsOfAllPages(project, "?limit=2&type=dedicated", () -> {})).isEqualTo(dedicated);
    }

    /** A plus sign is a space in a query, so it is escaped. */
    private static String query(String phone) {
        return "?phoneNumber=" + phone.replace("+", "%2B");
    }

    @Test
    void R2_aUserIsFoundByItsPhone() throws Exception {
        String phone = Phones.fresh();
        JsonNode shared = client.create(shared(phone)).user();
        JsonNode dedicated = client.create(dedicated(phone, OWN_LINE)).user();

        Reply found = client.list(query(phone));
        assertThat(found.data().valueStream()).containsExactly(shared);
        assertThat(nextCursor(found)).isEmpty();
        assertThat(client.list(query(phone) + "&assignedPhoneNumber=" + OWN_LINE.replace("+", "%2B"))
                        .data()
                        .valueStream())
                .containsExactly(dedicated);
        assertThat(ids(client.list(query(Phones.fresh())))).isEmpty();
        assertThat(ids(otherClient.list(query(phone)))).isEmpty();
        client.delete(shared.get("id").stringValue());
        assertThat(ids(client.list(query(phone)))).isEmpty();
    }

    @Test
    void V12_aLookupThatIsNotAcceptedNamesEachFault() throws Exception {
        assertInvalid(
                client.list("?phoneNumber=123&limit=1"), Map.of("phoneNumber", "not_e164", "limit", "unknown_member"));
        assertInvalid(client.list("?phoneNumber=+14155550132"), "phoneNumber", "not_e164");
        assertInvalid(client.list("?assignedPhoneNumber=%2B14155550100"), "phoneNumber", "required");
    }

    @Test
    void L5_aPageHas100UsersUnlessAskedAndAtMost500() throws Exception {
        ProjectClient large = host.client(LARGE);
        List<String> created = create(large, 501);

        assertThat(ids(large.list(""))).isEqualTo(created.subList(0, 100));
        assertThat(ids(large.list("?limit=500"))).isEqualTo(created.subList(0, 500));
        assertThat(ids(large.list("?limit=1"))).isEqualTo(created.subList(0, 1));
        assertThat(idsOfAllPages(large, "?limit=500", () -> {})).isEqualTo(created);
        assertThat(idsOfAllPages(large, "?limit=167", () -> {})).isEqualTo(created);
    }

    @Test
    void L5_pagesMissAndRepeatNothingWhileUsersAreCreated() throws Exception {
        ProjectClient growing = host.client(GROWING);
        List<String> before = create(growing, 20);
        List<String> meanwhile = new ArrayList<>();

        List<String> listed = idsOfAllPages(growing, "?limit=3", () -> {
            if (meanwhile.size() < 10) {
                meanwhile.addAll(create(growing, 2));
            }
        });

        assertThat(listed).doesNotHaveDuplicates().startsWith(before.toArray(String[]::new));
        assertThat(listed.subList(20, listed.size())).isEqualTo(meanwhile.subList(0, listed.size() - 20));
    }

    @Test
    void L5_pagesMissNobodyWhileOthersAreDeleted() throws Exception {
        ProjectClient shrinking = host.client(SHRINKING);
        List<String> before = create(shrinking, 12);
        List<String> doomed = new ArrayList<>(List.of(before.get(2), before.get(0), before.get(11)));

        List<String> listed = idsOfAllPages(shrinking, "?limit=3", () -> {
            if (!doomed.isEmpty()) {
                assertThat(shrinking.delete(doomed.remove(0)).status()).isEqualTo(204);
            }
        });

        assertThat(listed).isEqualTo(before.subList(0, 11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "1.0", "1e2", "x", "", "99999999999999999999", "+5", "%205", "٣"})
    void aLimitIsFrom1To500(String limit) throws Exception {
        assertInvalid(client.list("?limit=" + encoded(limit)), "limit", "out_of_range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shared", "both", "shared,dedicated"})
    void anUnknownTypeIsAFault(String type) throws Exception {
        assertInvalid(client.list("?type=" + type), "type", "unknown_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "!!", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoCursorIsAFault(String cursor) throws Exception {
        assertInvalid(client.list("?cursor=" + cursor), "cursor", "malformed");
    }

    @Test
    void V12_everyFaultOfAQueryIsReportedAtOnce() throws Exception {
        assertInvalid(
                client.list("?type=x&limit=0&cursor=x&order=asc"),
                Map.of(
                        "type", "unknown_type",
                        "limit", "out_of_range",
                        "cursor", "malformed",
                        "order", "unknown_member"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=1&limit=1", "?limit=%ff", "?%00=1"})
    void aQueryThatCantBeReadIsRefused(String query) throws Exception {
        Reply reply = client.list(query);

        assertRefused(reply, 400, "invalid_request", "fields");
    }

    @Test
    void T2_aListingHasNobodyOfAnotherProject() throws Exception {
        List<String> here = create(client, 3);
        List<String> there = create(otherClient, 3);

        assertThat(idsOfAllPages(client, "?limit=500", () -> {}))
                .containsAll(here)
                .doesNotContainAnyElementsOf(there);
        assertThat(idsOfAllPages(otherClient, "?limit=500", () -> {}))
                .containsAll(there)
                .doesNotContainAnyElementsOf(here);
    }

    @Test
    void T2_aCursorOfAnotherProjectFindsNobodyOfIt() throws Exception {
        List<String> there = create(otherClient, 3);
        String cursor = nextCursor(otherClient.list("?limit=1")).orElseThrow();

        assertThat(ids(client.list("?limit=500&cursor=" + cursor))).doesNotContainAnyElementsOf(there);
    }

    @Test
    void T2_anotherProjectsUserIsNotFoundLikeOneThatNeverWas() throws Exception {
        String there = otherClient.create(shared(Phones.fresh())).id();

        Reply others = client.delete(there);
        Reply nobodys = client.delete(UUID.randomUUID().toString());

        assertRefused(others, 404, "user_not_found");
        assertThat(nobodys.status()).isEqualTo(404);
        assertThat(nobodys.body()).isEqualTo(others.body());
        assertThat(ids(otherClient.list("?limit=500"))).contains(there);
    }

    @Test
    void L1_aDeletedUserIsNoLongerListedAndItsKeysAreFree() throws Exception {
        for (NewUser user : List.of(shared(Phones.fresh()), dedicated(Phones.fresh(), OWN_LINE))) {
            String id = client.create(user).id();

            Reply reply = client.delete(id);

            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.body()).isEmpty();
            assertThat(ids(client.list("?limit=500"))).doesNotContain(id);
            assertThat(client.create(user).outcome()).isEqualTo("created");
        }
    }

    @Test
    void L1_aDeletedUserFreesItsQuotaSlot() throws Exception {
        ProjectClient ofOne = host.client(OF_ONE);
        String id = ofOne.create(shared(Phones.fresh())).id();
        assertRefused(ofOne.create(shared(Phones.fresh())), 409, "shared_user_limit_reached", "limit");

        assertThat(ofOne.delete(id).status()).isEqualTo(204);

        assertThat(ofOne.create(shared(Phones.fresh())).outcome()).isEqualTo("created");
        assertRefused(ofOne.create(shared(Phones.fresh())), 409, "shared_user_limit_reached", "limit");
    }

    @Test
    void L2_whatIsNotActiveIsNotFound() throws Exception {
        String id = client.create(shared(Phones.fresh())).id();
        assertThat(client.delete(id).status()).isEqualTo(204);

        assertRefused(client.delete(id), 404, "user_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1", "%C3%A9", "+14155550132"})
    void L2_whatIsNoIdIsNotFound(String id) throws Exception {
        assertRefused(client.delete(id), 404, "user_not_found");
    }

    @Test
    void L3_whoeverIsCreatedAgainHasANewId() throws Exception {
        for (NewUser user : List.of(
                shared(Phones.fresh()).with("firstName", "Ada"),
                dedicated(Phones.fresh(), OWN_LINE).with("firstName", "Ada"))) {
            String former = client.create(user).id();
            assertThat(client.delete(former).status()).isEqualTo(204);

            Reply again = client.create(user.without("firstName"));

            assertThat(again.outcome()).isEqualTo("created");
            assertThat(again.id()).isNotEqualTo(former);
            assertThat(again.user().get("firstName").isNull()).isTrue();
        }
    }

    private static String encoded(String value) {
        return value.replace("+", "%2B").replace("٣", "%D9%A3");
    }
}
