package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the port says of a store and no history of requests shows: changes that were decided on what no longer holds. */
abstract class UserStoreBehaviour {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ProjectId PROJECT =
            ProjectId.parse("00000000-0000-4000-8000-000000000001").orElseThrow();
    private static final ProjectId OTHER =
            ProjectId.parse("00000000-0000-4000-8000-000000000002").orElseThrow();
    private static final Line LINE = Line.of("+12025550100").get();
    private static final Line OTHER_LINE = Line.of("+12025550101").get();
    private static final PhoneNumber PHONE = phone("+14155550132");
    private static final PhoneNumber OTHER_PHONE = phone("+14155550133");

    private final HikariDataSource source;
    private final PostgresUserStore store;

    UserStoreBehaviour(HikariDataSource source) {
        this.source = source;
        this.store = new PostgresUserStore(source);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void E4_aChangeThatIsGivenASecondTimeIsOutdated() {
        SharedUser user = shared(1, PROJECT, PHONE, LINE);
        SharedUser named = user.withProfile(profile("Ada", null));
        for (Change change : List.of(admit(user), new Change.Replace(user, named), deactivate(named))) {
            assertThat(store.commit(change)).isEqualTo(Commit.DONE);
            assertThat(store.commit(change)).isEqualTo(Commit.OUTDATED);
        }
    }

    @Test
    void A4_anIdThatIsTakenIsOutdatedAndOnlyInItsTenant() {
        SharedUser user = admitted(shared(1, PROJECT, PHONE, LINE));
        SharedUser sameId = shared(1, PROJECT, OTHER_PHONE, OTHER_LINE);
        assertThat(store.commit(admit(sameId))).isEqualTo(Commit.OUTDATED);
        store.commit(deactivate(user));
        assertThat(store.commit(admit(sameId))).isEqualTo(Commit.OUTDATED);
        assertThat(store.linesOf(OTHER_PHONE)).isEmpty();
        assertThat(store.commit(admit(shared(1, OTHER, OTHER_PHONE, OTHER_LINE))))
                .isEqualTo(Commit.DONE);
    }

    @Test
    void S2_aPhoneThatIsTakenIsOutdatedAndLeavesNothingBehind() {
        SharedUser user = admitted(shared(1, PROJECT, PHONE, LINE));
        SharedUser second = shared(2, PROJECT, PHONE, OTHER_LINE);
        assertThat(store.commit(admit(second))).isEqualTo(Commit.OUTDATED);
        assertThat(store.find(PROJECT, second.id())).isEmpty();
        assertThat(store.find(PHONE, OTHER_LINE)).isEmpty();
        assertThat(listed()).containsExactly(user);
        store.commit(deactivate(user));
        assertThat(store.commit(admit(second))).isEqualTo(Commit.DONE);
    }

    @Test
    void P2_aPhoneOnALineThatIsTakenInAnotherTenantIsOutdated() {
        admitted(shared(1, PROJECT, PHONE, LINE));
        assertThat(store.commit(admit(shared(2, OTHER, PHONE, LINE)))).isEqualTo(Commit.OUTDATED);
        assertThat(store.commit(admit(dedicated(3, OTHER, PHONE, LINE)))).isEqualTo(Commit.OUTDATED);
        assertThat(store.commit(admit(shared(2, OTHER, PHONE, OTHER_LINE)))).isEqualTo(Commit.DONE);
        assertThat(store.linesOf(PHONE)).containsExactlyInAnyOrder(LINE, OTHER_LINE);
    }

    @Test
    void S4_anAdmissionAtTheLimitIsOutdatedAndLeavesNothingBehind() {
        admitted(shared(1, PROJECT, PHONE, LINE));
        Change second = new Change.Admit(
                shared(2, PROJECT, OTHER_PHONE, LINE), Optional.empty(), Optional.empty(), OptionalInt.of(1));
        assertThat(store.commit(second)).isEqualTo(Commit.OUTDATED);
        assertThat(store.linesOf(OTHER_PHONE)).isEmpty();
        assertThat(store.commit(admit(shared(2, PROJECT, OTHER_PHONE, LINE)))).isEqualTo(Commit.DONE);
    }

    @Test
    void S4_whatWasRefusedDoesNotCount() {
        admitted(shared(1, PROJECT, PHONE, LINE));
        store.commit(admit(shared(2, PROJECT, PHONE, OTHER_LINE)));
        store.commit(deactivate(shared(3, PROJECT, OTHER_PHONE, LINE)));
        assertThat(look(question(List.of(), true, false)).sharedUsers()).isOne();
    }

    @Test
    void L3_whoIsNotDeactivatedAsGivenIsNotRevived() {
        SharedUser user = admitted(shared(1, PROJECT, PHONE, LINE));
        store.commit(deactivate(user));
        DeactivatedUser former = new DeactivatedUser(user, NOW);
        SharedUser again = placed(user, 9);
        assertThat(store.commit(revive(again, new DeactivatedUser(user, NOW.plusSeconds(1)))))
                .isEqualTo(Commit.OUTDATED);
        assertThat(store.commit(revive(again, new DeactivatedUser(placed(user, 8), NOW))))
                .isEqualTo(Commit.OUTDATED);
        assertThat(store.commit(revive(shared(2, PROJECT, PHONE, LINE), former)))
                .as("another id")
                .isEqualTo(Commit.OUTDATED);
        assertThat(store.commit(revive(again, former))).isEqualTo(Commit.DONE);
        assertThat(store.commit(revive(placed(user, 10), former))).isEqualTo(Commit.OUTDATED);
        assertThat(store.find(PROJECT, user.id())).contains(again);
    }

    @Test
    void S3_aReplacementOfWhatIsNotThereAnyMoreIsOutdated() {
        SharedUser user = admitted(shared(1, PROJECT, PHONE, LINE));
        SharedUser ada = user.withProfile(profile("Ada", null));
        SharedUser grace = user.withProfile(profile("Grace", null));
        assertThat(store.commit(new Change.Replace(user, ada))).isEqualTo(Commit.DONE);
        assertThat(store.commit(new Change.Replace(user, grace))).isEqualTo(Commit.OUTDATED);
        assertThat(store.find(PROJECT, user.id())).contains(ada);
        store.commit(deactivate(ada));
        assertThat(store.commit(new Change.Replace(ada, grace))).isEqualTo(Commit.OUTDATED);
    }

    @Test
    void S7_aReplacementTakesItsNewKeysAndFreesTheOthers() {
        SharedUser user = admitted(byEmail(shared(1, PROJECT, PHONE, LINE), "ada@example.com"));
        SharedUser changed = byEmail(user, "bob@example.com");
        assertThat(store.commit(new Change.Replace(user, changed))).isEqualTo(Commit.DONE);
        assertThat(holderOf(emailKey("bob@example.com"))).contains(changed);
        assertThat(holderOf(emailKey("ada@example.com"))).isEmpty();
        SharedUser second = byEmail(shared(2, PROJECT, OTHER_PHONE, LINE), "ada@example.com");
        assertThat(store.commit(admit(second))).isEqualTo(Commit.DONE);
    }

    @Test
    void S7_aReplacementWhoseNewKeyIsAnothersIsOutdatedAndLeavesNothingBehind() {
        SharedUser user = admitted(byEmail(shared(1, PROJECT, PHONE, LINE), "ada@example.com"));
        SharedUser second = admitted(byEmail(shared(2, PROJECT, OTHER_PHONE, LINE), "bob@example.com"));
        assertThat(store.commit(new Change.Replace(user, byEmail(user, "bob@example.com"))))
                .isEqualTo(Commit.OUTDATED);
        assertThat(holderOf(emailKey("ada@example.com"))).contains(user);
        assertThat(holderOf(emailKey("bob@example.com"))).contains(second);
    }

    @Test
    void R1_aReplacementOnAnotherLineIsFoundThereAndNoMoreWhereItWas() {
        DedicatedUser user = dedicated(1, PROJECT, PHONE, LINE);
        store.commit(admit(user));
        DedicatedUser moved = dedicated(1, PROJECT, PHONE, OTHER_LINE);
        assertThat(store.commit(new Change.Replace(user, moved))).isEqualTo(Commit.DONE);
        assertThat(store.find(PHONE, OTHER_LINE)).contains(moved);
        assertThat(store.find(PHONE, LINE)).isEmpty();
        assertThat(store.linesOf(PHONE)).containsExactly(OTHER_LINE);
        assertThat(store.commit(admit(dedicated(2, OTHER, PHONE, LINE)))).isEqualTo(Commit.DONE);
    }

    @Test
    void L1_aDeactivationOfWhatIsNotThereAnyMoreIsOutdated() {
        SharedUser user = admitted(shared(1, PROJECT, PHONE, LINE));
        assertThat(store.commit(deactivate(user.withProfile(profile("Ada", null)))))
                .isEqualTo(Commit.OUTDATED);
        assertThat(store.commit(deactivate(placed(user, 9)))).isEqualTo(Commit.OUTDATED);
        assertThat(store.find(PROJECT, user.id())).contains(user);
    }

    @Test
    void L3_theLastHolderIsTheOneThatWasDeactivatedLast() {
        Key key = new Key.SharedPhone(PROJECT, PHONE);
        Question question = question(List.of(key), false, true);
        for (int id = 1; id <= 2; id++) {
            SharedUser user = admitted(shared(id, PROJECT, PHONE, LINE));
            assertThat(look(question).holders()).isEqualTo(Map.of(key, user));
            store.commit(deactivate(user));
            assertThat(look(question).former()).isEqualTo(Map.of(key, new DeactivatedUser(user, NOW)));
            assertThat(look(question).holders()).isEmpty();
        }
    }

    @Test
    void whatWasNotAskedForIsNotAnswered() {
        SharedUser user = admitted(shared(1, PROJECT, PHONE, LINE));
        store.commit(deactivate(user));
        admitted(shared(2, PROJECT, OTHER_PHONE, LINE));
        List<Key> keys = List.of(new Key.SharedPhone(PROJECT, PHONE));
        assertThat(look(Question.of(PROJECT, keys)))
                .isEqualTo(new Facts(Map.of(), 0, Map.of(), false, Optional.empty()));
    }

    @Test
    void P5_aPlaceThatWasSettledAsNobodysIsNobodysForGood() {
        SharedUser user = shared(1, PROJECT, PHONE, LINE);
        assertThat(store.settle(PROJECT, user.id(), user.place())).isFalse();
        assertThat(store.commit(admit(user))).isEqualTo(Commit.OUTDATED);
        assertThat(store.settle(PROJECT, user.id(), user.place())).isFalse();
        assertThat(store.commit(admit(placed(user, 9)))).isEqualTo(Commit.DONE);
    }

    @Test
    void P5_aPlaceIsSettledAsItsUsersWhileThatIsActive() {
        SharedUser user = admitted(shared(1, PROJECT, PHONE, LINE));
        assertThat(store.settle(PROJECT, user.id(), user.place())).isTrue();
        assertThat(store.settle(PROJECT, user.id(), user.place())).isTrue();
        assertThat(store.settle(OTHER, user.id(), user.place()))
                .as("another tenant")
                .isFalse();
        assertThat(store.settle(PROJECT, user.id(), new PlaceId(new UUID(0, 9))))
                .as("another place")
                .isFalse();
        store.commit(deactivate(user));
        assertThat(store.settle(PROJECT, user.id(), user.place())).isFalse();
    }

    /** A revived user has another place: what comes late for the former one does not touch it. */
    @Test
    void P5_theFormerPlaceOfARevivedUserIsNobodys() {
        SharedUser user = admitted(shared(1, PROJECT, PHONE, LINE));
        store.commit(deactivate(user));
        SharedUser again = placed(user, 9);
        store.commit(revive(again, new DeactivatedUser(user, NOW)));
        assertThat(store.settle(PROJECT, user.id(), user.place())).isFalse();
        assertThat(store.settle(PROJECT, user.id(), again.place())).isTrue();
    }

    /** What {@link PostgresUserStore#admit} does in one step. */
    @Nested
    class Allocating {
        private final PostgresLines pool = new PostgresLines(source);

        Allocating() {
            pool.offer(List.of(new PoolLine(LINE, 1)));
        }

        @Test
        void E4_anAdmissionThatIsGivenASecondTimeIsOutdatedAndTakesNoLine() {
            SharedAdmission admission = admission(1, PHONE, OptionalInt.empty());
            assertThat(store.admit(admission, Optional.empty())).isInstanceOf(Admitted.Done.class);
            assertThat(store.admit(admission, Optional.empty())).isInstanceOf(Admitted.Outdated.class);
            assertThat(pool.usersOf(LINE)).contains(1);
        }

        @Test
        void S5_thatThereIsNoLineIsSaidOnlyWhereNothingElseStandsInTheWay() {
            store.admit(admission(1, PHONE, OptionalInt.empty()), Optional.empty());
            assertThat(store.admit(admission(2, PHONE, OptionalInt.empty()), Optional.empty()))
                    .isInstanceOf(Admitted.Outdated.class);
            assertThat(store.admit(admission(3, OTHER_PHONE, OptionalInt.of(1)), Optional.empty()))
                    .isInstanceOf(Admitted.Outdated.class);
            assertThat(store.admit(admission(4, OTHER_PHONE, OptionalInt.empty()), Optional.empty()))
                    .isInstanceOf(Admitted.NoLine.class);
        }

        @Test
        void S5_anAdmissionThatFoundNoLineLeavesNothingBehind() {
            SharedUser first = done(store.admit(admission(1, PHONE, OptionalInt.empty()), Optional.empty()));
            SharedAdmission second = admission(2, OTHER_PHONE, OptionalInt.of(2));
            assertThat(store.admit(second, Optional.empty())).isInstanceOf(Admitted.NoLine.class);
            assertThat(store.list(Listing.of(PROJECT, 10).withDeactivated()).rows())
                    .hasSize(1);
            store.commit(deactivate(first));
            assertThat(store.admit(second, Optional.empty())).isInstanceOf(Admitted.Done.class);
        }

        @Test
        void P5_anAdmissionToAPlaceThatWasSettledIsOutdated() {
            SharedAdmission admission = admission(1, PHONE, OptionalInt.empty());
            SharedUserCandidate candidate = admission.candidate();
            assertThat(store.settle(PROJECT, candidate.id(), candidate.place())).isFalse();
            assertThat(store.admit(admission, Optional.empty())).isInstanceOf(Admitted.Outdated.class);
            assertThat(pool.usersOf(LINE)).contains(0);
        }

        @Test
        void L1_aLineIsGivenBackOnce() {
            SharedUser user = done(store.admit(admission(1, PHONE, OptionalInt.empty()), Optional.empty()));
            assertThat(store.commit(deactivate(user))).isEqualTo(Commit.DONE);
            assertThat(store.commit(deactivate(user))).isEqualTo(Commit.OUTDATED);
            assertThat(pool.usersOf(LINE)).contains(0);
        }

        private SharedUser done(Admitted admitted) {
            return admitted.<Optional<SharedUser>>fold(
                            done -> Optional.of(done.user()), outdated -> Optional.empty(), noLine -> Optional.empty())
                    .orElseThrow();
        }

        private static SharedAdmission admission(int id, PhoneNumber phone, OptionalInt limit) {
            UserId userId = new UserId(new UUID(1, id));
            SharedUserCandidate candidate = new SharedUserCandidate(
                    userId, PlaceId.of(userId), PROJECT, phone, Profile.EMPTY, NOW, SharedIdentity.PHONE);
            return new SharedAdmission(candidate, Optional.empty(), Optional.empty(), limit, LineWish.NONE);
        }
    }

    private SharedUser admitted(SharedUser user) {
        assertThat(store.commit(admit(user))).isEqualTo(Commit.DONE);
        return user;
    }

    private static Question question(List<Key> keys, boolean countsSharedUsers, boolean recallsFormer) {
        return new Question(PROJECT, keys, countsSharedUsers, recallsFormer, Optional.empty(), Optional.empty());
    }

    private Facts look(Question question) {
        return store.look(question);
    }

    private Optional<User> holderOf(Key key) {
        return Optional.ofNullable(
                look(Question.of(PROJECT, List.of(key))).holders().get(key));
    }

    private List<User> listed() {
        return store.list(Listing.of(PROJECT, 10)).rows().stream()
                .map(row -> row.user())
                .toList();
    }

    private static Change admit(User user) {
        return new Change.Admit(user, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    private static Change revive(User user, DeactivatedUser former) {
        return new Change.Admit(user, Optional.of(former), Optional.empty(), OptionalInt.empty());
    }

    private static Change deactivate(User user) {
        return new Change.Deactivate(user, NOW);
    }

    private static SharedUser shared(int id, ProjectId project, PhoneNumber phone, Line line) {
        UserId userId = new UserId(new UUID(1, id));
        return new SharedUser(
                userId, PlaceId.of(userId), project, phone, line, Profile.EMPTY, NOW, SharedIdentity.PHONE);
    }

    private static SharedUser placed(SharedUser user, int place) {
        return new SharedUser(
                user.id(),
                new PlaceId(new UUID(0, place)),
                user.project(),
                user.phone(),
                user.line(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy());
    }

    private static SharedUser byEmail(SharedUser user, String email) {
        return user.withProfile(profile(null, email)).identifiedBy(SharedIdentity.PHONE_OR_EMAIL);
    }

    private static Key emailKey(String email) {
        return new Key.SharedEmail(PROJECT, new Key.Personal(email));
    }

    private static DedicatedUser dedicated(int id, ProjectId project, PhoneNumber phone, Line line) {
        return new DedicatedUser(new UserId(new UUID(1, id)), project, phone, line, Profile.EMPTY, NOW);
    }

    private static Profile profile(@Nullable String firstName, @Nullable String email) {
        return NewSharedUser.of(Project.of(PROJECT), "+14155550132", new GivenProfile(firstName, null, email))
                .get()
                .profile();
    }

    private static PhoneNumber phone(String number) {
        return PhoneNumber.of(number).get();
    }
}
