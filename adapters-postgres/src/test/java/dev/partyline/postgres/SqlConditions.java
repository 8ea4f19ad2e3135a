package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.Operation;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.ImmediateAdmission;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Span;
import dev.partyline.ports.driven.Version;
import dev.partyline.testkit.contract.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What keeps users, records and changes apart that are alike in all but one thing: each condition of the SQL. The
 * contract of a store asks for less, since ids and changes are not alike by chance.
 */
abstract class SqlConditions {
    private static final OptionalInt LIMIT = OptionalInt.of(10);
    private static final Instant NOW = Instant.EPOCH;
    private static final Instant LATER = NOW.plusSeconds(1);

    /** How many events have values. */
    private static final String VALUES = "SELECT count(*) FROM partyline_version v"
            + " WHERE num_nonnulls(v.phone, v.line, v.placed_by, v.data) > 0";

    /** A line of the pool that is not to be given. */
    private static final Line CLOSED = SampleTenants.POOL.get(0);

    private final HikariDataSource source;
    private final PostgresLines lines;
    private final PostgresUserStore store;
    private final SampleTenants here = new SampleTenants(project -> project);
    private final SampleTenants there = new SampleTenants(project -> project);

    SqlConditions(SharedDatabase database) {
        source = database.emptied();
        lines = new PostgresLines(source);
        store = PostgresUserStore.own(source);
        lines.offer(SampleTenants.pool(10));
    }

    private AnyUser made(Change change) {
        Commit commit = store.commit(change);
        assertThat(commit).isInstanceOf(Commit.Done.class);
        return ((Commit.Done) commit).user();
    }

    private void isOutdated(Change change) {
        assertThat(store.commit(change)).isEqualTo(new Commit.Outdated());
    }

    private static ChangeId another() {
        return new ChangeId(UUID.randomUUID());
    }

    private static Change.AdmitOnALine admit(SampleTenants tenants, int who) {
        return new Change.AdmitOnALine(tenants.admission(who, LIMIT), Optional.empty());
    }

    /** The same admission by an attempt that is not named by the user's id. */
    private static Change.AdmitOnALine byAnother(SampleTenants tenants, int who) {
        SharedAdmission admission = tenants.admission(who, LIMIT);
        return new Change.AdmitOnALine(
                new SharedAdmission(
                        at(1, another(), admission.candidate()),
                        admission.at(),
                        Optional.empty(),
                        Optional.empty(),
                        LIMIT,
                        admission.wish()),
                Optional.empty());
    }

    private static SharedUserCandidate at(long version, ChangeId placedBy, SharedUserCandidate user) {
        return new SharedUserCandidate(
                user.id(),
                version,
                user.project(),
                user.phone(),
                placedBy,
                user.profile(),
                user.createdAt(),
                user.identifiedBy(),
                PhoneClaims.of(user.phone(), PhoneIdentity.CANONICAL));
    }

    private static CustomerUser customer(SampleTenants tenants, int who) {
        return tenants.customer(who).as(new UserId(new UUID(2, who)), NOW);
    }

    private static Change admit(User user, Optional<IdempotencyClaim> claim) {
        return new Change.Admit(
                ChangeId.of(user.id()), user, NOW, Optional.empty(), Optional.empty(), OptionalInt.empty(), claim);
    }

    private static IdempotencyClaim claim(TenantId tenant, int key, Optional<IdempotencyRecord> forgotten) {
        return new IdempotencyClaim(tenant, create(key), fingerprint("a"), NOW, forgotten);
    }

    private static RequestKey create(int key) {
        return new RequestKey(Operation.CREATE, SampleTenants.key(key));
    }

    private static Fingerprint fingerprint(String request) {
        return Fingerprint.of(request, List.of());
    }

    private Optional<IdempotencyRecord> recordOf(TenantId tenant, RequestKey key) {
        return store.look(Question.of(tenant, List.of()).withRequestKey(Optional.of(key)))
                .remembered();
    }

    @Test
    void E6_whoWasAdmittedByAnotherChangeWasNotAdmittedByItsOwn() {
        made(byAnother(here, 1));
        assertThat(store.settle(admit(here, 1).version())).isEmpty();
    }

    @Test
    void E6_whoWasAdmittedByItsOwnChangeWasSoThoughOthersWereNot() {
        AnyUser user = made(admit(here, 1));
        made(byAnother(here, 2));
        made(byAnother(there, 1));
        assertThat(store.settle(admit(here, 1).version())).contains(user);
    }

    /** A change of the same name made another version, another user, or a user of another tenant. */
    @Test
    void E6_aChangeIsNamedByAllOfItsVersion() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        SharedUser other = (SharedUser) made(admit(here, 2));
        made(admit(there, 1));
        Change.Replace change = replace(user);
        made(change);
        ChangeId by = change.id();
        assertThat(store.settle(change.version())).isPresent();
        assertThat(store.settle(new Version(user.tenant(), user.id(), 3, by))).isEmpty();
        assertThat(store.settle(new Version(user.tenant(), other.id(), 2, by))).isEmpty();
        assertThat(store.settle(new Version(there.project.id(), user.id(), 2, by)))
                .isEmpty();
        assertThat(store.settle(new Version(user.tenant(), other.id(), 2, ChangeId.of(other.id()))))
                .as("a change that is named by the user's id, but made none but its first version")
                .isEmpty();
    }

    @Test
    void E6_eachChangeThatIsRefusedStaysSo() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        List<Change.Replace> refused = List.of(replace(user), replace(user), replace(user));
        for (int round = 1; round <= 2; round++) {
            refused.forEach(change ->
                    assertThat(store.settle(change.version())).as("made").isEmpty());
        }
        refused.forEach(this::isOutdated);
        made(replace(user));
        refused.forEach(change -> assertThat(store.settle(change.version())).isEmpty());
        assertThat(store.settle(replace(user).version())).isEmpty();
        assertThat(Databases.number(source, "SELECT max(cardinality(refused)) FROM partyline_version"))
                .as("each once, and none once the version is made")
                .isEqualTo(3);
    }

    /** B3: in milliseconds, and until the end of the transaction. */
    @Test
    void B3_aBatchWaitsForNobodyWhoTakesLong() {
        String timeout = "(SELECT setting::bigint FROM pg_settings WHERE name = 'lock_timeout')";
        long before = Databases.number(source, "SELECT " + timeout);
        assertThat(Databases.number(
                        source,
                        "SELECT " + timeout + " FROM partyline_not_for_long() AS f (length) WHERE f.length > 0"))
                .isEqualTo(200);
        assertThat(Databases.number(source, "SELECT " + timeout)).isEqualTo(before);
    }

    /** Another user of the tenant is there, and the user of this id in another tenant. */
    @Test
    void E6_whoWasSettledAsNotMadeIsNotMadeThoughOthersAre() {
        made(admit(here, 1));
        made(admit(there, 2));
        assertThat(store.settle(admit(here, 2).version())).isEmpty();
        isOutdated(admit(here, 2));
    }

    /** Whose creation was settled as not made is no user, though its version has a row. */
    @Test
    void E6_whoWasNeverAdmittedIsNotChanged() {
        SharedUserCandidate never = here.admission(1, LIMIT).candidate();
        assertThat(store.settle(admit(here, 1).version())).isEmpty();
        SharedUser nobody = at(0, never.placedBy(), never).on(SampleTenants.POOL.get(0));
        isOutdated(replace(nobody));
        isOutdated(new Change.Deactivate(another(), nobody, NOW, Optional.empty()));
        isOutdated(new Change.Confirm(nobody, Optional.empty(), claim(nobody.tenant(), 1, Optional.empty())));
    }

    /** Users of the same ids in another tenant, and another user of the tenant, were deactivated as well. */
    @Test
    void T2_anErasureLeavesOthersAsTheyAre() {
        List<DeactivatedUser> gone = new ArrayList<>();
        for (SampleTenants tenants : List.of(there, here)) {
            for (int who = 1; who <= 2; who++) {
                SharedUser user = (SharedUser) made(admit(tenants, who));
                made(new Change.Confirm(user, Optional.empty(), claim(user.tenant(), who, Optional.empty())));
                Instant at = tenants == here ? NOW : LATER;
                made(new Change.Deactivate(another(), user, at, Optional.empty()));
                gone.add(new DeactivatedUser(user, at));
            }
        }
        List<String> before = contents(there);
        made(new Change.Erase(another(), gone.get(2), LATER, Optional.empty()));
        assertThat(contents(there)).isEqualTo(before);
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_former"))
                .as("who is remembered")
                .isEqualTo(3);
        assertThat(Databases.number(
                        source,
                        "SELECT count(*) FROM partyline_answer WHERE erased_at IS NOT NULL"
                                + " AND deactivated_at = '1970-01-01T00:00:00Z'"))
                .isEqualTo(1);
    }

    private static Change.Replace replace(SharedUser user) {
        return new Change.Replace(another(), user, nextOf(user), NOW, Set.of(), Optional.empty());
    }

    private static SharedUser nextOf(SharedUser user) {
        return user.with(Profile.EMPTY, user.identifiedBy());
    }

    /** Two tenants have users of the same ids, with the same values, and records under the same keys. */
    @Test
    void T2_aChangeLeavesTheSameUsersOfAnotherTenantAsTheyAre() {
        live(there, false);
        List<String> before = contents(there);
        assertThat(before).hasSizeGreaterThan(10);
        live(here, true);
        assertThat(contents(there)).isEqualTo(before);
        store.settle(admit(here, 4).version());
        assertThat(contents(there)).isEqualTo(before);
    }

    /** Users of both kinds, and, if they live long, all that can become of them. */
    private void live(SampleTenants tenants, boolean isLong) {
        TenantId console = tenants.consoleProject.id();
        CustomerUser customer = customer(tenants, 1);
        made(admit(customer, Optional.of(claim(console, 1, Optional.empty()))));
        made(admit(customer(tenants, 3), Optional.empty()));
        SharedUser user = (SharedUser) made(admit(tenants, 1));
        SharedUser second = (SharedUser) made(admit(tenants, 2));
        Instant later = NOW.plusSeconds(1);
        made(new Change.Deactivate(another(), second, later, Optional.empty()));
        Key.SharedPhone phone = new Key.SharedPhone(second.project(), second.phone());
        SharedAdmission revival = new SharedAdmission(
                at(3, another(), tenants.admission(2, LIMIT).candidate()),
                later,
                Optional.of(new DeactivatedUser(second, later)),
                Optional.of(new LastHolder(phone, Optional.of(new DeactivatedUser(second, later)))),
                LIMIT,
                tenants.admission(2, LIMIT).wish());
        if (isLong) {
            made(new Change.AdmitOnALine(revival, Optional.empty()));
            assertThat(store.look(inOneTrip(tenants.admission(5, LIMIT))).admitted())
                    .isPresent();
            made(replace(user));
            CustomerUser renamed = Versions.at(2, tenants.customer(2).as(customer.id(), NOW));
            made(new Change.Replace(another(), customer, renamed, later, Set.of(), Optional.empty()));
            IdempotencyRecord forgotten = recordOf(console, create(1)).orElseThrow();
            made(new Change.Confirm(renamed, Optional.empty(), claim(console, 1, Optional.of(forgotten))));
            made(new Change.Deactivate(another(), renamed, later, Optional.empty()));
            made(new Change.Deactivate(another(), customer(tenants, 3), later, Optional.empty()));
        }
    }

    /** All rows of the sample's tenants, which have one name. */
    private List<String> contents(SampleTenants tenants) {
        String name = tenants.project.id().toString();
        List<String> rows = new ArrayList<>();
        for (String table :
                List.of("user", "version", "changed", "key", "phone_on_line", "former", "quota", "answer")) {
            rows.addAll(new JdbcTemplate(source)
                    .queryForList(
                            "SELECT t::text FROM partyline_" + table + " t WHERE t.tenant LIKE '%" + name
                                    + "' ORDER BY 1",
                            String.class));
        }
        return rows;
    }

    /** The record that stands is another one in one thing only. */
    @Test
    void I3_onlyTheRecordThatWasFoundIsForgotten() {
        CustomerUser user = customer(here, 1);
        TenantId tenant = user.tenant();
        made(admit(user, Optional.of(claim(tenant, 1, Optional.empty()))));
        made(new Change.Confirm(user, Optional.empty(), claim(tenant, 2, Optional.empty())));
        IdempotencyRecord stands = recordOf(tenant, create(1)).orElseThrow();
        Optional<IdempotencyRecord> underAnotherKey = recordOf(tenant, create(2));
        List<IdempotencyRecord> others = List.of(
                new IdempotencyRecord(tenant, stands.key(), fingerprint("b"), NOW, stands.outcome()),
                new IdempotencyRecord(tenant, stands.key(), stands.fingerprint(), NOW.plusSeconds(1), stands.outcome()),
                new IdempotencyRecord(
                        tenant, stands.key(), stands.fingerprint(), NOW, new Outcome.Created<>(customer(here, 2))));
        others.forEach(other ->
                isOutdated(admit(customer(here, 3), Optional.of(claim(tenant, 1, Optional.of(other))))));
        assertThat(recordOf(tenant, create(1))).contains(stands);
        made(admit(customer(here, 3), Optional.of(claim(tenant, 1, Optional.of(stands)))));
        assertThat(recordOf(tenant, create(2)))
                .as("under another key, of the same request and time")
                .isPresent()
                .isEqualTo(underAnotherKey);
    }

    /** S4: three are there, and three are allowed. */
    @Test
    void S4_whoIsNotCountedYetCountsInOneTrip() {
        made(new Change.AdmitOnALine(here.admission(1, OptionalInt.empty()), Optional.empty()));
        for (int who = 2; who <= 3; who++) {
            Question unlimited = inOneTrip(here.admission(who, OptionalInt.empty()));
            assertThat(store.look(unlimited).admitted()).isPresent();
        }
        Facts facts = store.look(inOneTrip(here.admission(4, OptionalInt.of(3))));
        assertThat(facts.admitted()).isEmpty();
        assertThat(facts.sharedUsers()).isEqualTo(3);
    }

    @Test
    void S4_onlyActiveSharedUsersOfTheTenantAreCounted() {
        made(admit(dedicated(1), Optional.empty()));
        made(new Change.AdmitOnALine(there.admission(1, OptionalInt.empty()), Optional.empty()));
        made(admit(there, 8));
        deactivated(
                (SharedUser) made(new Change.AdmitOnALine(here.admission(7, OptionalInt.empty()), Optional.empty())));
        assertThat(store.look(inOneTrip(here.admission(1, OptionalInt.of(1)))).admitted())
                .isPresent();
        made(new Change.AdmitOnALine(here.admission(2, OptionalInt.of(2)), Optional.empty()));
        made(new Change.AdmitOnALine(here.admission(3, OptionalInt.empty()), Optional.empty()));
        Facts facts = store.look(inOneTrip(here.admission(1, LIMIT)));
        assertThat(facts.holders()).hasSize(1);
        assertThat(facts.sharedUsers()).isEqualTo(3);
        made(admit(there, 7));
        Facts others = store.look(inOneTrip(there.admission(8, LIMIT)));
        assertThat(others.holders()).hasSize(1);
        assertThat(others.sharedUsers()).as("one of them is not counted yet").isEqualTo(3);
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_user WHERE NOT counted AND kind = 0"))
                .as("who is not counted, after a look")
                .isEqualTo(1);
    }

    /** One is not counted yet, nor is one that was deactivated. */
    @Test
    void L9_activeUsersAreThoseOfTheTenant() {
        made(admit(there, 1));
        made(admit(there, 2));
        made(admit(here, 1));
        made(new Change.AdmitOnALine(here.admission(2, OptionalInt.empty()), Optional.empty()));
        deactivated(
                (SharedUser) made(new Change.AdmitOnALine(here.admission(3, OptionalInt.empty()), Optional.empty())));
        for (int round = 1; round <= 2; round++) {
            assertThat(store.activeUsers(here.project.id())).isEqualTo(Map.of(UserKind.SHARED, 2));
        }
        assertThat(Databases.number(
                        source, "SELECT count(*) FROM partyline_user WHERE NOT counted AND deactivated_at IS NULL"))
                .as("who would be counted one by one each time")
                .isZero();
    }

    @Test
    void T2_aListingByChangeIsOfOneTenant() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        made(replace((SharedUser) made(admit(there, 2))));
        made(replace(user));
        assertThat(store.list(Listing.of(user.tenant(), 10).within(Span.OF_CHANGE))
                        .rows())
                .containsExactly(nextOf(user));
    }

    /** Two were created when two others were changed, and one later. */
    @Test
    void L5_aPageByChangeHasWhoWasNotChanged() {
        Map<Integer, Instant> created = Map.of(1, LATER, 2, LATER, 5, NOW, 6, NOW, 9, LATER.plusSeconds(1));
        created.forEach((who, at) ->
                made(admit(here.customer(who).as(new UserId(new UUID(2, who)), at), Optional.empty())));
        for (int who : List.of(5, 6)) {
            CustomerUser before = customer(here, who);
            CustomerUser after = Versions.at(2, here.customer(who + 10).as(before.id(), NOW));
            made(new Change.Replace(another(), before, after, LATER, Set.of(), Optional.empty()));
        }
        for (int size = 1; size <= 6; size++) {
            assertThat(idsByChange(size)).as("pages of %s", size).containsExactly(1L, 2L, 5L, 6L, 9L);
        }
    }

    private List<Long> idsByChange(int size) {
        Listing listing = Listing.of(here.consoleProject.id(), size).within(Span.OF_CHANGE);
        List<Long> ids = new ArrayList<>();
        Page page = store.list(listing);
        page.rows().forEach(user -> ids.add(user.id().value().getLeastSignificantBits()));
        while (page.next().isPresent()) {
            page = store.list(listing.from(page.next().orElseThrow()));
            page.rows().forEach(user -> ids.add(user.id().value().getLeastSignificantBits()));
        }
        return ids;
    }

    /** Two tenants have users of one id, with other phones. */
    @Test
    void T2_aPhoneLeadsToTheUserOfItsTenant() {
        SharedUser user = (SharedUser) made(after(Optional.empty(), 1, 3));
        SharedUser other = (SharedUser) made(admit(there, 3));
        assertThat(other.id()).isEqualTo(user.id());
        assertThat(store.usersOf(user.phone())).containsExactly(user);
        assertThat(store.usersOf(other.phone())).containsExactly(other);
        assertThat(store.find(user.phone(), user.line())).contains(user);
        assertThat(store.find(other.phone(), other.line())).contains(other);
    }

    @Test
    void S4_soManyUsersAreMadePartOfTheCountAtOnce() {
        for (int who = 1; who <= 3; who++) {
            made(new Change.AdmitOnALine(here.admission(who, OptionalInt.empty()), Optional.empty()));
        }
        String adopt = "SELECT partyline_adopt('" + here.project.id().text() + "', 2)";
        for (int adopted : List.of(2, 1, 0)) {
            assertThat(Databases.number(source, adopt)).isEqualTo(adopted);
            Leaks.assertNone(source);
        }
    }

    /** With the phone of this number. */
    private DedicatedUser dedicated(int who) {
        return new DedicatedUser(
                new UserId(new UUID(4, who)),
                1,
                here.project.id(),
                PhoneNumber.of(SampleTenants.phone(who)).get(),
                SampleTenants.OWNED.get(0),
                Profile.EMPTY,
                NOW,
                PhoneClaims.of(PhoneNumber.of(SampleTenants.phone(who)).get(), PhoneIdentity.CANONICAL));
    }

    @Test
    void D4_whoIsADedicatedUserMayBeASharedOneAsWell() {
        made(admit(dedicated(1), Optional.empty()));
        assertThat(store.look(inOneTrip(here.admission(1, LIMIT))).admitted()).isPresent();
    }

    private List<Boolean> admittedTogether(SharedAdmission... admissions) {
        return store.lookAll(Stream.of(admissions).map(SqlConditions::inOneTrip).toList()).stream()
                .map(facts -> facts.admitted().isPresent())
                .toList();
    }

    /** All or none: the others go alone. */
    @Test
    void E6_whoWasSettledAsNotMadeIsNotAdmittedWithOthers() {
        assertThat(store.settle(admit(here, 2).version())).isEmpty();
        assertThat(admittedTogether(here.admission(1, LIMIT), here.admission(2, LIMIT))
                        .get(1))
                .isFalse();
        assertThat(store.find(here.project.id(), admit(here, 2).version().user()))
                .isEmpty();
        Leaks.assertNone(source);
    }

    @Test
    void S4_whoIsNotCountedYetCountsInABatch() {
        for (int who = 1; who <= 2; who++) {
            made(new Change.AdmitOnALine(here.admission(who, OptionalInt.empty()), Optional.empty()));
        }
        OptionalInt three = OptionalInt.of(3);
        assertThat(admittedTogether(here.admission(3, three), here.admission(4, three)))
                .isNotEqualTo(List.of(true, true));
        assertThat(store.activeUsers(here.project.id()).getOrDefault(UserKind.SHARED, 0))
                .isLessThanOrEqualTo(3);
        Leaks.assertNone(source);
    }

    /** B1: the one before it may have to have what is left. */
    @Test
    void B1_nobodyIsAdmittedBeforeWhoMayHaveToWait() {
        lines.offer(SampleTenants.pool(1).subList(0, 1));
        assertThat(admittedTogether(here.admission(1, LIMIT), here.admission(2, LIMIT), there.admission(3, LIMIT)))
                .containsExactly(true, false, false);
        lines.offer(SampleTenants.pool(10));
        OptionalInt two = OptionalInt.of(2);
        assertThat(admittedTogether(here.admission(4, two), here.admission(5, two), there.admission(6, LIMIT)))
                .containsExactly(true, false, false);
        assertThat(admittedTogether(here.admission(7, two), there.admission(6, LIMIT)))
                .as("whose quota is full, or who is there, takes nothing")
                .containsExactly(false, admitsTogether());
        Leaks.assertNone(source);
    }

    /** Those before it are admitted, and those behind it are not: it may be new, and have what they would take. */
    @Test
    void I5_aBatchLeavesWhoClaimsATakenKeyToItself() {
        SharedAdmission taking = here.admission(1, LIMIT);
        made(new Change.AdmitOnALine(taking, Optional.of(claim(here.project.id(), 1, Optional.empty()))));
        SharedAdmission late = here.admission(3, LIMIT);
        Question claiming = inOneTrip(late)
                .withRequestKey(Optional.of(create(1)))
                .admittingIfNobody(late, Optional.of(claim(here.project.id(), 1, Optional.empty())));
        List<Facts> facts = store.lookAll(
                List.of(inOneTrip(here.admission(2, LIMIT)), claiming, inOneTrip(here.admission(4, LIMIT))));
        assertThat(facts).extracting(each -> each.admitted().isPresent()).containsExactly(true, false, false);
        assertThat(facts.get(1).remembered()).isPresent();
        Leaks.assertNone(source);
    }

    /** Phones that two other tenants, a dedicated user and a deactivated user have, and counts that are not theirs. */
    @Test
    void B1_whatIsAnothersIsInNobodysWay() {
        made(admit(there, 1));
        made(admit(new SampleTenants(project -> project), 1));
        made(admit(dedicated(2), Optional.empty()));
        store.activeUsers(here.project.id());
        deactivated((SharedUser) made(admit(here, 3)));
        SharedAdmission back =
                new SharedAdmission(withPhone(3, 6), NOW, Optional.empty(), Optional.empty(), LIMIT, LineWish.NONE);
        assertThat(admittedTogether(here.admission(1, LIMIT), here.admission(2, LIMIT), back))
                .containsExactly(true, true, true);
        assertThat(admittedTogether(
                        here.admission(7, OptionalInt.empty()),
                        here.admission(8, OptionalInt.empty()),
                        there.admission(9, LIMIT)))
                .as("some without a limit")
                .containsExactly(true, true, true);
        Leaks.assertNone(source);
    }

    /** Of the phone on other lines, and of other phones on all lines. */
    @Test
    void R5_formerPairsOfOthersAreInNoBatchsWay() {
        SharedUser gone = (SharedUser) made(admit(there, 1));
        long phone = Digits.of(here.admission(2, LIMIT).candidate().phone());
        SampleTenants.OWNED.forEach(line -> addFormerPair(phone, line, gone));
        SampleTenants.POOL.forEach(line -> addFormerPair(phone + 10, line, gone));
        assertThat(admittedTogether(here.admission(2, LIMIT), here.admission(3, LIMIT)))
                .containsExactly(true, true);
    }

    private void addFormerPair(long phone, Line line, SharedUser user) {
        Databases.execute(
                source,
                "INSERT INTO partyline_former_pair VALUES (%d, %d, '%s', '%s', now() + '1 day')"
                        .formatted(
                                phone,
                                Digits.of(line),
                                user.tenant().text(),
                                user.id().value()));
    }

    /** Its id would be taken before it is a user. */
    @Test
    void E6_whoIsLeftByABatchMakesNoVersion() {
        made(admit(here, 1));
        admittedTogether(here.admission(1, LIMIT), here.admission(2, LIMIT), here.admission(3, LIMIT));
        SharedAdmission taken =
                new SharedAdmission(withPhone(1, 6), NOW, Optional.empty(), Optional.empty(), LIMIT, LineWish.NONE);
        admittedTogether(taken, here.admission(4, LIMIT));
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_version"))
                .isEqualTo(Databases.number(source, "SELECT count(*) FROM partyline_user"));
    }

    /** Whether new users of several tenants are one step. */
    boolean admitsTogether() {
        return true;
    }

    @Test
    void P4_aBatchGetsNoLineThatTakesNobody() {
        lines.offer(SampleTenants.pool(10).subList(0, 2));
        int who = 0;
        for (LineState state : List.of(LineState.DRAINING, LineState.RETIRED, LineState.RESERVED, LineState.AT_RISK)) {
            lines.set(CLOSED, Optional.of(state), OptionalInt.empty());
            who += 10;
            List<Facts> facts = store.lookAll(List.of(
                    inOneTrip(there.admission(who, LIMIT)), inOneTrip(there.admission(who + 1, OptionalInt.of(100)))));
            assertThat(facts.stream().flatMap(each -> each.admitted().stream()).map(SharedUser::line))
                    .isNotEmpty()
                    .doesNotContain(CLOSED);
        }
        Leaks.assertNone(source);
    }

    /** R5: whoever left it has it until it has ended. */
    @Test
    void R5_aBatchGivesNobodyAFormerPairOfAnother() {
        lines.offer(SampleTenants.pool(10).subList(0, 1));
        SharedUser gone = (SharedUser) made(admit(there, 1));
        addFormerPair(Digits.of(gone.phone()) + 1, gone.line(), gone);
        assertThat(SampleTenants.phone(2))
                .as("the phone after that of the first one")
                .isEqualTo("+" + (Digits.of(gone.phone()) + 1));
        assertThat(admittedTogether(here.admission(2, LIMIT), here.admission(3, LIMIT)))
                .startsWith(false);
        assertThat(store.usersOf(here.admission(2, LIMIT).candidate().phone())).isEmpty();
        Leaks.assertNone(source);
    }

    @Test
    void S3_whoIsThereIsToldAsItIsNow() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        Change.Replace change = replace(user);
        made(change);
        assertThat(store.look(inOneTrip(here.admission(1, LIMIT))).holders()).containsValue(change.after());
    }

    @Test
    void P2_aSuggestedLineIsGivenThoughThePhoneIsOnAnother() {
        made(new Change.AdmitOnALine(preferring(CLOSED, there.admission(1, LIMIT)), Optional.empty()));
        made(new Change.AdmitOnALine(preferring(otherThan(CLOSED), there.admission(2, LIMIT)), Optional.empty()));
        SharedAdmission admission = here.admission(2, LIMIT);
        assertThat(suggesting(CLOSED, admission)).contains(CLOSED);
        made(new Change.Deactivate(another(), admission.candidate().on(CLOSED), NOW, Optional.empty()));
        assertThat(((SharedUser) made(new Change.AdmitOnALine(
                                preferring(CLOSED, here.admission(3, LIMIT)), Optional.empty())))
                        .line())
                .isEqualTo(CLOSED);
    }

    /** The line that was given in one trip. */
    private Optional<Line> suggesting(Line line, SharedAdmission admission) {
        LookOrAdmit step = new LookOrAdmit(
                inOneTrip(admission),
                new ImmediateAdmission(admission, Optional.empty()),
                Optional.of(Digits.of(line)));
        Optional<Facts> facts =
                new OwnTransaction(source).write(connection -> step.statement().query(connection, step::read));
        return facts.flatMap(Facts::admitted).map(SharedUser::line);
    }

    private static Question inOneTrip(SharedAdmission admission) {
        return Question.of(
                        admission.candidate().project(), admission.candidate().keys())
                .withSharedUsersCounted(admission.limit().isPresent())
                .admittingIfNobody(admission, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAINING", "RETIRED"})
    void P4_aLineThatTakesNobodyIsNeitherSuggestedNorPreferred(LineState state) {
        lines.setState(CLOSED, state);
        isNotGiven();
    }

    @Test
    void P4_aFullLineIsNeitherSuggestedNorPreferred() {
        lines.offer(SampleTenants.POOL.stream()
                .map(line -> new PoolLine(line, line.equals(CLOSED) ? 0 : 10))
                .toList());
        isNotGiven();
    }

    @Test
    void P2_aLineThatThePhoneIsOnIsNeitherSuggestedNorPreferred() {
        made(new Change.AdmitOnALine(preferring(CLOSED, there.admission(1, LIMIT)), Optional.empty()));
        made(new Change.AdmitOnALine(preferring(CLOSED, there.admission(2, LIMIT)), Optional.empty()));
        isNotGiven();
    }

    /** The phones 1 and 2 are given other lines than this one. */
    private void isNotGiven() {
        SharedUser preferring = (SharedUser)
                made(new Change.AdmitOnALine(preferring(CLOSED, here.admission(1, LIMIT)), Optional.empty()));
        assertThat(preferring.line()).as("the line that was preferred").isNotEqualTo(CLOSED);
        assertThat(suggesting(CLOSED, here.admission(2, LIMIT)))
                .as("the line that was suggested")
                .isPresent()
                .isNotEqualTo(Optional.of(CLOSED));
    }

    private static SharedAdmission preferring(Line line, SharedAdmission admission) {
        return new SharedAdmission(
                admission.candidate(),
                admission.at(),
                admission.revived(),
                admission.lastHolder(),
                admission.limit(),
                LineWish.preferring(line));
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAINING", "RETIRED"})
    void P4_aLineThatIsOfferedAgainIsOpenAgain(LineState state) {
        lines.setState(CLOSED, state);
        lines.offer(SampleTenants.pool(10).stream()
                .filter(line -> !line.line().equals(CLOSED))
                .toList());
        lines.offer(SampleTenants.pool(10));
        SharedUser user = (SharedUser)
                made(new Change.AdmitOnALine(preferring(CLOSED, here.admission(1, LIMIT)), Optional.empty()));
        assertThat(user.line()).isEqualTo(CLOSED);
    }

    /** A host that starts again undoes nothing. */
    @ParameterizedTest
    @EnumSource
    void P4_whatTheOperatorSaysOfALineStaysUntilItIsOfferedOtherwise(LineState state) {
        lines.set(CLOSED, Optional.of(state), OptionalInt.of(7));
        lines.offer(SampleTenants.pool(10));
        assertThat(lines.find(CLOSED)).contains(new LineUse(CLOSED, state, 7, 0));
        lines.offer(SampleTenants.pool(11));
        assertThat(lines.find(CLOSED)).contains(new LineUse(CLOSED, state, 11, 0));
        lines.offer(SampleTenants.pool(11).stream()
                .map(line -> line.in(LineState.RESERVED))
                .toList());
        assertThat(lines.find(CLOSED)).contains(new LineUse(CLOSED, LineState.RESERVED, 11, 0));
    }

    /** In one trip, which does not ask for it before it takes the line that is suggested. */
    @Test
    void R5_aPairThatAUserWasMovedAwayFromIsNotTakenWithTheLineThatIsSuggested() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        leaves(user, otherThan(user.line()));
        assertThatThrownBy(() -> suggesting(user.line(), there.admission(1, LIMIT)))
                .as("outdated")
                .hasMessageContaining("PL001");
        assertThat(suggesting(user.line(), there.admission(2, LIMIT))).contains(user.line());
    }

    @Test
    void R5_whoComesBackToAPairThatItLeftHasItAsBefore() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        SharedUser moved = leaves(user, otherThan(user.line()));
        assertThat(store.formerPairs(user.phone()))
                .containsExactly(new FormerPair(user.phone(), user.line(), user.project(), user.id(), LATER));
        SharedUser back = leaves(moved, user.line());
        assertThat(store.formerPairs(user.phone()))
                .containsExactly(new FormerPair(user.phone(), moved.line(), user.project(), user.id(), LATER));
        assertThat(store.find(user.phone(), user.line())).contains(back);
        Line third = SampleTenants.POOL.stream()
                .filter(line -> !line.equals(user.line()) && !line.equals(moved.line()))
                .findFirst()
                .orElseThrow();
        addFormerPair(Digits.of(user.phone()) + 10, user.line(), (SharedUser) made(admit(there, 2)));
        leaves(leaves(back, third), user.line());
        assertThat(store.formerPairs(user.phone()))
                .extracting(FormerPair::line)
                .containsExactlyInAnyOrder(moved.line(), third);
    }

    private SharedUser leaves(SharedUser user, Line line) {
        SharedUser after = moved(user, user.phone().e164(), line);
        return (SharedUser)
                made(new Change.Replace(after.placedBy(), user, after, NOW, LATER, Set.of(), false, Optional.empty()));
    }

    @Test
    void O2_anEventThatIsForgottenHoldsNoValues() {
        SharedUser user = (SharedUser) made(telling(here, 1, LineWish.NONE));
        made(new Change.Deactivate(another(), user, NOW, true, Optional.empty()));
        assertThat(Databases.number(source, VALUES)).isEqualTo(2);
        store.events().done(List.of(new EventId(user.tenant(), user.id(), 1)), NOW);
        store.events().done(List.of(new EventId(user.tenant(), user.id(), 2)), NOW);
        assertThat(store.events().forgetDone(LATER)).isEqualTo(2);
        assertThat(Databases.number(source, VALUES)).isZero();
    }

    /** Of one user: its events, and not those of others. Who made its first version is still known. */
    @Test
    void O5_onlyWhatIsDoneIsForgotten() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        SharedUser second = (SharedUser) made(admit(here, 2));
        SharedUser third = (SharedUser) made(byAnother(here, 3));
        SharedUser other = (SharedUser) made(admit(there, 1));
        made(replace(user));
        made(replace(other));
        store.events()
                .done(
                        List.of(
                                new EventId(user.tenant(), user.id(), 1),
                                new EventId(user.tenant(), user.id(), 2),
                                new EventId(third.tenant(), third.id(), 1)),
                        NOW);
        assertThat(store.events().forgetDone(LATER)).isEqualTo(3);
        store.settle(admit(here, 4).version());
        assertThat(store.events().notDone(10)).as("those that there are").isEqualTo(3);
        assertThat(store.events().of(user.tenant(), user.id())).isEmpty();
        assertThat(store.events().of(second.tenant(), second.id())).hasSize(1);
        assertThat(store.events().of(other.tenant(), other.id())).hasSize(2);
        assertThat(store.settle(admit(here, 1).version())).isPresent();
        assertThat(store.settle(admit(here, 3).version())).as("made by another").isEmpty();
        assertThat(store.settle(new Version(user.tenant(), user.id(), 2, ChangeId.of(user.id()))))
                .isEmpty();
        assertThat(store.settle(new Version(user.tenant(), user.id(), 1, another())))
                .isEmpty();
    }

    /** And none that has its user's id and its version in another tenant. */
    @Test
    void O3_theOldestEventIsHandedOutFirst() {
        SharedUser user = (SharedUser) made(admit(here, 2));
        made(new Change.Replace(another(), user, nextOf(user), LATER, Set.of(), Optional.empty()));
        store.events().done(List.of(new EventId(user.tenant(), user.id(), 1)), NOW);
        SharedUser older = (SharedUser) made(admit(here, 1));
        made(admit(there, 1));
        assertThat(store.events().lease(1, NOW, LATER)).extracting(Event::user).containsExactly(older.id());
    }

    /** A user that its own change made tells so itself: of its creation, no row is left. */
    @Test
    void O5_noMoreEventsAreForgottenAtOnceThanAreAskedFor() {
        for (int who = 1; who <= 3; who++) {
            SharedUser user = (SharedUser) made(admit(here, who));
            store.events().done(List.of(new EventId(user.tenant(), user.id(), 1)), NOW);
            store.events().done(List.of(new EventId(user.tenant(), user.id(), 1)), NOW.plusSeconds(60));
        }
        for (int forgotten : List.of(2, 1, 0)) {
            assertThat(Databases.number(source, "SELECT partyline_forget_events('1970-01-01T00:00:59Z', 2)"))
                    .isEqualTo(forgotten);
        }
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_version"))
                .isZero();
    }

    /** Three have ended: two on one line, and two of one phone. */
    @Test
    void R5_aSweepIsBounded() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        long phone = Digits.of(user.phone());
        addFormerPair(phone, SampleTenants.OWNED.get(0), user);
        addFormerPair(phone, SampleTenants.OWNED.get(1), user);
        addFormerPair(phone + 1, SampleTenants.OWNED.get(0), user);
        String end = "SELECT partyline_end_former_pairs(now() + interval '2 days', 1)";
        for (int left = 2; left >= 0; left--) {
            assertThat(Databases.number(source, end)).isEqualTo(1);
            assertThat(Databases.number(source, "SELECT count(*) FROM partyline_former_pair"))
                    .isEqualTo(left);
        }
        assertThat(Databases.number(source, end)).isZero();
    }

    /** Two tenants have users of one id, on other lines. */
    @Test
    void T2_anEventCarriesTheUserOfItsOwnTenant() {
        List<SharedUser> users = List.of((SharedUser) made(telling(here, 1, LineWish.preferring(CLOSED))), (SharedUser)
                made(telling(there, 1, LineWish.preferring(otherThan(CLOSED)))));
        users.forEach(user ->
                made(new Change.Replace(another(), user, nextOf(user), NOW, NOW, Set.of(), true, Optional.empty())));
        users.forEach(user -> assertThat(store.events().of(user.tenant(), user.id()))
                .extracting(Event::values)
                .containsExactly(Optional.of(user), Optional.of(nextOf(user))));
    }

    private static Change.AdmitOnALine telling(SampleTenants tenants, int who, LineWish wish) {
        SharedAdmission admission = tenants.admission(who, LIMIT);
        return new Change.AdmitOnALine(
                new SharedAdmission(
                        admission.candidate(), admission.at(), Optional.empty(), Optional.empty(), LIMIT, wish, true),
                Optional.empty());
    }

    /** In whichever of the ways an admission is made. */
    @Test
    void O2_whoDoesNotAskForValuesPaysForNone() {
        made(admit(here, 1));
        store.look(inOneTrip(here.admission(2, LIMIT)));
        store.lookAll(List.of(inOneTrip(here.admission(3, LIMIT)), inOneTrip(here.admission(4, LIMIT))));
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_version"))
                .isEqualTo(4);
        assertThat(Databases.number(source, VALUES)).isZero();
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_version v WHERE v.xmax <> 0"))
                .as("rows that were written twice")
                .isZero();
    }

    @Test
    void C6_noEventHoldsTheHashOfAPassword() {
        CustomerUser member = customer(here, 1).withPassword(new PasswordHash("a hash"));
        made(new Change.Admit(
                ChangeId.of(member.id()),
                member,
                NOW,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                true,
                Optional.empty()));
        made(new Change.Deactivate(another(), member, NOW, true, Optional.empty()));
        assertThat(Databases.number(source, VALUES)).isEqualTo(2);
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_version v WHERE v::text LIKE '%a hash%'"))
                .isZero();
    }

    /** A line that is retired stays so if others are offered, and does not drain. */
    @Test
    void P4_whatIsNotOfferedDrains() {
        lines.setState(SampleTenants.POOL.get(1), LineState.RETIRED);
        lines.offer(List.of(new PoolLine(SampleTenants.POOL.get(2), 10)));
        assertThat(new JdbcTemplate(source)
                        .queryForList(
                                "SELECT state || ' ' || (level IS NULL) FROM partyline_line ORDER BY line",
                                String.class))
                .containsExactly("1 true", "2 true", "0 false");
        lines.setState(CLOSED, LineState.OPEN);
        lines.offer(List.of(new PoolLine(SampleTenants.POOL.get(2), 10)));
        assertThat(lines.find(CLOSED)).map(LineUse::state).contains(LineState.OPEN);
    }

    /** A user of the pool gets another phone and another line in one step (K2). */
    @Test
    void P2_aUserMovesToAnotherPhoneAndLine() {
        SharedUser before = (SharedUser) made(admit(here, 1));
        SharedUser neighbour = (SharedUser)
                made(new Change.AdmitOnALine(preferring(before.line(), here.admission(2, LIMIT)), Optional.empty()));
        made(new Change.AdmitOnALine(preferring(before.line(), there.admission(3, LIMIT)), Optional.empty()));
        SharedUser after = moved(before, SampleTenants.phone(3), otherThan(before.line()));
        made(new Change.Replace(after.placedBy(), before, after, NOW, Set.of(), Optional.empty()));
        assertThat(store.find(before.phone(), before.line())).isEmpty();
        assertThat(store.find(after.phone(), after.line())).contains(after);
        assertThat(store.find(after.tenant(), after.id())).contains(after);
        assertThat(store.find(neighbour.phone(), neighbour.line())).contains(neighbour);
        Key.SharedPhone phone = new Key.SharedPhone(after.project(), after.phone());
        assertThat(store.look(Question.of(after.tenant(), List.of(phone))).holders())
                .containsEntry(phone, after);
        Leaks.assertNone(source);
    }

    /** The line takes nobody, or the phone is on it already. */
    @Test
    void P4_aUserDoesNotMoveToALineThatItCannotHave() {
        SharedUser user = (SharedUser) made(new Change.AdmitOnALine(
                preferring(SampleTenants.POOL.get(1), here.admission(1, LIMIT)), Optional.empty()));
        made(new Change.AdmitOnALine(
                preferring(SampleTenants.POOL.get(2), there.admission(1, LIMIT)), Optional.empty()));
        SharedUser onAnothers = moved(user, user.phone().e164(), SampleTenants.POOL.get(2));
        SharedUser onTheClosed = moved(user, user.phone().e164(), CLOSED);
        staysAsItIs(user, onAnothers);
        lines.setState(CLOSED, LineState.DRAINING);
        staysAsItIs(user, onTheClosed);
        lines.offer(SampleTenants.POOL.stream()
                .map(line -> new PoolLine(line, line.equals(CLOSED) ? 0 : 10))
                .toList());
        lines.setState(CLOSED, LineState.OPEN);
        staysAsItIs(user, onTheClosed);
    }

    @ParameterizedTest
    @EnumSource(names = {"AT_RISK", "RESERVED"})
    void P8_aUserMovesToALineThatIsNamed(LineState state) {
        SharedUser user = (SharedUser) made(new Change.AdmitOnALine(
                preferring(SampleTenants.POOL.get(1), here.admission(1, LIMIT)), Optional.empty()));
        lines.setState(CLOSED, state);
        assertThat(lines.choose(Set.of(), LineWish.naming(CLOSED))).contains(CLOSED);
        SharedUser after = moved(user, user.phone().e164(), CLOSED);
        made(new Change.Replace(after.placedBy(), user, after, NOW, Set.of(), Optional.empty()));
        lines.setState(CLOSED, LineState.DRAINING);
        made(replace(after));
    }

    private static List<LineWish> near() {
        Locality locality = Locality.of(CLOSED);
        return List.of(
                LineWish.near(new Nearness(locality.area(), Optional.empty(), true)),
                LineWish.near(new Nearness(Optional.empty(), locality.country(), true)));
    }

    private Optional<Line> given(int who, LineWish wish) {
        SharedAdmission admission = here.admission(who, LIMIT);
        Commit commit = store.commit(new Change.AdmitOnALine(
                new SharedAdmission(admission.candidate(), NOW, Optional.empty(), Optional.empty(), LIMIT, wish),
                Optional.empty()));
        return commit instanceof Commit.Done done ? Optional.of(((SharedUser) done.user()).line()) : Optional.empty();
    }

    /** The emptiest of the area and the country is one that the phone is on, or that is avoided. */
    @Test
    void P7_theEmptiestOfTheNearLinesIsPassedOverIfItWillNotDo() {
        for (int i = 1; i <= 10; i++) {
            Line line = i <= 2 ? CLOSED : SampleTenants.POOL.get(1 + i % 2);
            made(new Change.AdmitOnALine(preferring(line, there.admission(i, LIMIT)), Optional.empty()));
        }
        for (int i = 0; i < 2; i++) {
            LineWish wish = near().get(i);
            Question question = Question.of(here.project.id(), List.of())
                    .withLineFor(
                            List.of(PhoneNumber.of(SampleTenants.phone(1 + i)).get()), wish);
            assertThat(store.look(question).lineToBeHad()).isPresent().isNotEqualTo(Optional.of(CLOSED));
            assertThat(given(1 + i, wish)).isPresent().isNotEqualTo(Optional.of(CLOSED));
            LineWish avoiding = new LineWish(Optional.empty(), Optional.empty(), Optional.of(CLOSED), wish.near());
            assertThat(lines.choose(Set.of(), avoiding)).isPresent().isNotEqualTo(Optional.of(CLOSED));
            assertThat(given(3 + i, avoiding)).isPresent().isNotEqualTo(Optional.of(CLOSED));
            assertThat(lines.choose(Set.of(), wish)).contains(CLOSED);
        }
        assertThat(lines.choose(Set.of(), LineWish.avoiding(CLOSED))).isNotEqualTo(Optional.of(CLOSED));
        assertThat(lines.choose(Set.of(CLOSED), LineWish.preferring(CLOSED))).isNotEqualTo(Optional.of(CLOSED));
        assertThat(lines.choose(Set.of(), LineWish.preferring(otherThan(CLOSED))))
                .contains(otherThan(CLOSED));
    }

    @Test
    void P7_aPreferredLineIsNearToo() {
        made(new Change.AdmitOnALine(preferring(CLOSED, there.admission(9, LIMIT)), Optional.empty()));
        Nearness elsewhere = new Nearness(Optional.of("nowhere"), Optional.of("ZZ"), true);
        LineWish wish = new LineWish(Optional.empty(), Optional.of(CLOSED), Optional.empty(), elsewhere);
        assertThat(lines.choose(Set.of(), wish)).isEmpty();
        assertThat(given(1, wish)).isEmpty();
        for (LineWish near : near()) {
            LineWish preferring = new LineWish(Optional.empty(), Optional.of(CLOSED), Optional.empty(), near.near());
            assertThat(lines.choose(Set.of(), preferring)).contains(CLOSED);
            assertThat(given(near().indexOf(near) + 1, preferring)).contains(CLOSED);
        }
    }

    /** Former pairs of its next phone on another line, of another phone on its line, and its own. */
    @Test
    void K2_noFormerPairButThatOfAnotherOnItsLineTakesAUserFromThere() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        SharedUser gone = (SharedUser) made(admit(there, 2));
        SharedUser after = moved(user, SampleTenants.phone(3), otherThan(user.line()));
        long phone = Digits.of(after.phone());
        addFormerPair(phone, SampleTenants.OWNED.get(0), gone);
        addFormerPair(phone + 10, user.line(), gone);
        addFormerPair(phone, user.line(), user);
        staysAsItIs(user, after);
    }

    /** The user of this id in another tenant is at the version that is asked for. */
    @Test
    void K2_whoWasChangedMeanwhileIsToldSoAndTakesNoLine() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        made(admit(there, 1));
        made(replace(user));
        Change move = new Change.Move(
                user, at(2, another(), here.admission(1, LIMIT).candidate()), NOW, Set.of(), Optional.empty());
        isOutdated(move);
        Leaks.assertNone(source);
        SampleTenants.POOL.forEach(line -> lines.setState(line, LineState.DRAINING));
        isOutdated(move);
    }

    /** A place that the user's own host has given it is none of this pool. */
    @Test
    void K2_onlyWhoMovesIsCountedByThePool() {
        User user = here.admission(1, LIMIT).candidate().on(SampleTenants.OWNED.get(0));
        made(admit(user, Optional.empty()));
        made(admit(there.admission(1, LIMIT).candidate().on(SampleTenants.OWNED.get(1)), Optional.empty()));
        made(admit(dedicated(2), Optional.empty()));
        made(new Change.Move(
                (SharedUser) user,
                at(2, another(), here.admission(1, LIMIT).candidate()),
                NOW,
                Set.of(),
                Optional.empty()));
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_user u WHERE u.pooled"))
                .isEqualTo(1);
    }

    private void staysAsItIs(SharedUser user, SharedUser after) {
        isOutdated(new Change.Replace(after.placedBy(), user, after, NOW, Set.of(), Optional.empty()));
        assertThat(store.find(user.phone(), user.line())).contains(user);
        Leaks.assertNone(source);
    }

    private static SharedUser moved(SharedUser user, String phone, Line line) {
        return new SharedUser(
                user.id(),
                user.version() + 1,
                user.project(),
                PhoneNumber.of(phone).get(),
                line,
                another(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy(),
                PhoneClaims.of(PhoneNumber.of(phone).get(), PhoneIdentity.CANONICAL));
    }

    private static Line otherThan(Line line) {
        return SampleTenants.POOL.stream()
                .filter(other -> !other.equals(line))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void I6_onlyTheUserThatWasSeenIsConfirmed() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        SharedUser next = user.with(Profile.EMPTY, user.identifiedBy());
        isNotConfirmed(next);
        made(new Change.Replace(another(), user, next, NOW, Set.of(), Optional.empty()));
        isNotConfirmed(user);
        made(admit(there, 3));
        isNotConfirmed(here.admission(3, LIMIT).candidate().on(user.line()));
        made(admit(here, 2));
        isNotConfirmed(here.admission(3, LIMIT).candidate().on(user.line()));
    }

    private void isNotConfirmed(SharedUser user) {
        isOutdated(new Change.Confirm(user, Optional.empty(), claim(user.tenant(), 1, Optional.empty())));
    }

    @Test
    void L6_anOlderVersionIsNotDeactivated() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        Change.Replace change = replace(user);
        made(change);
        isOutdated(new Change.Deactivate(another(), user, NOW, Optional.empty()));
        made(new Change.Deactivate(another(), change.after(), NOW, Optional.empty()));
    }

    @Test
    void A2_aKeyThatStaysIsHeldAsBefore() {
        AppUser before = here.app(1, 2, null).as(new UserId(new UUID(3, 1)), here.app, NOW);
        AppUser after = at(2, here.app(1, 3, null).as(before.id(), here.app, NOW), List.of());
        made(admit(before, Optional.empty()));
        made(new Change.Replace(another(), before, after, NOW, Set.of(), Optional.empty()));
        assertThat(holders(before)).containsValues(after).hasSize(1);
        assertThat(holders(after)).containsValues(after).hasSize(2);
    }

    private Map<Key, User> holders(User user) {
        return store.look(Question.of(user.tenant(), user.keys())).holders();
    }

    /** A change that names the right version, and keys that its user never held. */
    @Test
    void A2_noChangeFreesTheKeyOfAnother() {
        AppUser user = here.app(1, 2, null).as(new UserId(new UUID(3, 1)), here.app, NOW);
        AppUser other = here.app(5, 6, null).as(new UserId(new UUID(3, 2)), here.app, NOW);
        made(admit(user, Optional.empty()));
        made(admit(other, Optional.empty()));
        AppUser after = at(2, here.app(1, 7, null).as(user.id(), here.app, NOW), List.of());
        made(new Change.Replace(another(), at(1, user, other.identifiers()), after, NOW, Set.of(), Optional.empty()));
        assertThat(holders(other)).containsValues(other).hasSize(2);
        made(new Change.Deactivate(another(), at(2, after, other.identifiers()), NOW, Optional.empty()));
        assertThat(holders(other)).containsValues(other).hasSize(2);
    }

    private static AppUser at(long version, AppUser user, List<Identifier> more) {
        return new AppUser(
                user.id(),
                version,
                user.app(),
                Stream.concat(user.identifiers().stream(), more.stream()).toList(),
                user.externalId(),
                user.profile(),
                user.createdAt());
    }

    @Test
    void R1_aDeactivationLeavesOthersOnTheLine() {
        SharedUser user = (SharedUser)
                made(new Change.AdmitOnALine(preferring(CLOSED, here.admission(1, LIMIT)), Optional.empty()));
        SharedUser other = (SharedUser)
                made(new Change.AdmitOnALine(preferring(CLOSED, here.admission(2, LIMIT)), Optional.empty()));
        made(new Change.Deactivate(another(), user, NOW, Optional.empty()));
        assertThat(store.find(user.phone(), CLOSED)).isEmpty();
        assertThat(store.find(other.phone(), CLOSED)).contains(other);
    }

    @Test
    void L3_onlyTheDeactivationThatWasSeenIsRevived() {
        SharedUser user = (SharedUser) made(admit(here, 1));
        isOutdated(revival(user));
        made(new Change.Deactivate(another(), user, NOW, Optional.empty()));
        SharedUser revived = (SharedUser) made(revival(user));
        made(new Change.Deactivate(another(), revived, NOW, Optional.empty()));
        isOutdated(revival(user));
        made(revival(revived));
    }

    /** By an attempt of its own each time. */
    private Change revival(SharedUser user) {
        DeactivatedUser former = new DeactivatedUser(user, NOW);
        return new Change.AdmitOnALine(
                new SharedAdmission(
                        at(
                                former.version() + 1,
                                another(),
                                here.admission(1, LIMIT).candidate()),
                        NOW,
                        Optional.of(former),
                        Optional.empty(),
                        LIMIT,
                        LineWish.NONE),
                Optional.empty());
    }

    @Test
    void L3_theLastHolderOfAnotherKeyOrTenantIsNone() {
        deactivated((SharedUser) made(admit(there, 1)));
        deactivated((SharedUser) made(admit(here, 2)));
        made(after(Optional.empty(), 1, 1));
    }

    @Test
    void L3_aLastHolderIsTheOneThatWasSeen() {
        DeactivatedUser last = deactivated((SharedUser) made(admit(here, 1)));
        DeactivatedUser other = deactivated((SharedUser) made(admit(here, 2)));
        isOutdated(after(Optional.of(other), 1, 3));
        isOutdated(after(Optional.empty(), 1, 3));
        made(after(Optional.of(last), 1, 3));
    }

    /** It holds another phone by now. In the other tenant the user of this id is deactivated. */
    @Test
    void L3_aLastHolderThatIsActiveAgainIsNone() {
        deactivated((SharedUser) made(admit(there, 1)));
        SharedUser user = (SharedUser) made(admit(here, 1));
        deactivated(user);
        SharedUser revived = (SharedUser) made(revival(user));
        SharedUser elsewhere = moved(revived, SampleTenants.phone(4), revived.line());
        made(new Change.Replace(elsewhere.placedBy(), revived, elsewhere, NOW, Set.of(), Optional.empty()));
        made(after(Optional.empty(), 1, 3));
    }

    /** Of two users of one tenant, and two of the same ids and phones in another. */
    @Test
    void T2_aLookTellsWhoHeldTheKeyLastInItsTenant() {
        List<DeactivatedUser> former = new ArrayList<>();
        for (SampleTenants tenants : List.of(here, there)) {
            for (int who = 1; who <= 2; who++) {
                former.add(deactivated((SharedUser) made(admit(tenants, who))));
            }
        }
        for (DeactivatedUser user : former) {
            Key phone = user.user().keys().get(0);
            assertThat(store.look(Question.of(user.tenant(), List.of(phone)).withFormerRecalled(true))
                            .former())
                    .isEqualTo(Map.of(phone, user));
        }
    }

    private DeactivatedUser deactivated(SharedUser user) {
        made(new Change.Deactivate(another(), user, NOW, Optional.empty()));
        return new DeactivatedUser(user, NOW);
    }

    /** A new user of this number, with the phone that somebody else is the last holder of. */
    private Change after(Optional<DeactivatedUser> last, int phone, int who) {
        SharedUserCandidate candidate = withPhone(phone, who);
        return new Change.AdmitOnALine(
                new SharedAdmission(
                        candidate,
                        NOW,
                        Optional.empty(),
                        Optional.of(new LastHolder(new Key.SharedPhone(candidate.project(), candidate.phone()), last)),
                        LIMIT,
                        LineWish.NONE),
                Optional.empty());
    }

    private SharedUserCandidate withPhone(int phone, int who) {
        SharedUserCandidate of = here.admission(phone, LIMIT).candidate();
        UserId id = here.admission(who, LIMIT).candidate().id();
        return new SharedUserCandidate(
                id,
                1,
                of.project(),
                of.phone(),
                ChangeId.of(id),
                of.profile(),
                of.createdAt(),
                of.identifiedBy(),
                PhoneClaims.of(of.phone(), PhoneIdentity.CANONICAL));
    }

    @Test
    void L1_whoWasDeactivatedIsNotTheHolderInOneTrip() {
        deactivated((SharedUser) made(admit(here, 1)));
        SharedAdmission admission =
                new SharedAdmission(withPhone(1, 2), NOW, Optional.empty(), Optional.empty(), LIMIT, LineWish.NONE);
        assertThat(store.look(inOneTrip(admission)).admitted()).isPresent();
    }

    @AfterEach
    void nothingLeaks() {
        Leaks.assertNone(source);
    }

    @Test
    void P4_aCapacityBelowTheUsersOfALineKeepsThem() {
        lines.offer(List.of(new PoolLine(CLOSED, 2)));
        SharedUser user = (SharedUser) made(admit(here, 1));
        made(admit(here, 2));
        lines.offer(List.of(new PoolLine(CLOSED, 1)));
        assertThat(lines.usersOf(CLOSED)).contains(2);
        assertThat(store.commit(admit(here, 3))).isEqualTo(new Commit.NoLine());
        deactivated(user);
        assertThat(store.commit(admit(here, 3))).isEqualTo(new Commit.NoLine());
    }

    /** An operator closed the line by hand, and did not think of its level. */
    @ParameterizedTest
    @ValueSource(strings = {"state = 1", "capacity = 0"})
    void P4_aLineThatWasClosedByHandIsNotGiven(String closed) {
        lines.offer(List.of(new PoolLine(CLOSED, 10)));
        Databases.execute(source, "UPDATE partyline_line SET " + closed);
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_line WHERE level = 0"))
                .as("lines that look empty")
                .isEqualTo(1);
        assertThat(store.commit(admit(here, 1))).isEqualTo(new Commit.NoLine());
        assertThat(admittedTogether(here.admission(1, LIMIT), here.admission(2, LIMIT)))
                .containsExactly(false, false);
        Question question = Question.of(here.project.id(), List.of())
                .withLineFor(List.of(PhoneNumber.of(SampleTenants.phone(1)).get()), LineWish.NONE);
        assertThat(store.look(question).lineToBeHad()).isEmpty();
        PostgresPhonePool pool = new PostgresPhonePool(source);
        assertThat(pool.choose(Set.of(), LineWish.NONE)).isEmpty();
        for (LineWish near : near()) {
            assertThat(pool.choose(Set.of(), near)).isEmpty();
            assertThat(given(1, near)).isEmpty();
        }
        assertThat(pool.lease(new PhonePool.LeaseRequest(admit(here, 1).version(), Set.of(), LineWish.NONE)))
                .isEqualTo(new PhonePool.Lease.Exhausted());
        lines.set(CLOSED, Optional.of(LineState.OPEN), OptionalInt.of(10));
        made(admit(here, 1));
    }

    @Test
    void P5_onlyThePlaceThatIsReopenedLapses() {
        PostgresPhonePool pool = new PostgresPhonePool(source);
        for (int who = 1; who <= 2; who++) {
            PhonePool.LeaseRequest request =
                    new PhonePool.LeaseRequest(admit(here, who).version(), Set.of(), LineWish.NONE);
            assertThat(pool.lease(request)).isInstanceOf(PhonePool.Lease.Granted.class);
            pool.confirm(request.place());
        }
        pool.reopen(admit(here, 1).version().by());
        assertThat(Databases.number(source, "SELECT count(*) FROM partyline_place WHERE lapses_at IS NOT NULL"))
                .isEqualTo(1);
        for (int who = 1; who <= 2; who++) {
            pool.release(admit(here, who).version().by());
        }
    }

    /** The oldest first, and each alone, though others have its key or its tenant. */
    @Test
    void I3_aSweepIsBounded() {
        CustomerUser user = customer(here, 1);
        made(admit(user, Optional.of(claim(user.tenant(), 1, Optional.empty()))));
        CustomerUser other = customer(there, 1);
        for (int second = 1; second <= 2; second++) {
            made(new Change.Confirm(user, Optional.empty(), claim(user.tenant(), 1 + second, second)));
        }
        made(admit(other, Optional.of(claim(other.tenant(), 1, 3))));
        String forget = "SELECT partyline_forget('1970-01-01T00:00:03Z', 1)";
        for (int left = 3; left >= 0; left--) {
            assertThat(Databases.number(source, forget)).isEqualTo(1);
            assertThat(Databases.number(
                            source,
                            "SELECT count(*) FROM partyline_answer WHERE first_use > '1970-01-01T00:00:0" + (3 - left)
                                    + "Z'"))
                    .isEqualTo(left);
            assertThat(Databases.number(source, "SELECT count(*) FROM partyline_answer"))
                    .isEqualTo(left);
        }
        assertThat(Databases.number(source, forget)).isZero();
    }

    private static IdempotencyClaim claim(TenantId tenant, int key, int second) {
        return new IdempotencyClaim(tenant, create(key), fingerprint("a"), NOW.plusSeconds(second), Optional.empty());
    }
}
