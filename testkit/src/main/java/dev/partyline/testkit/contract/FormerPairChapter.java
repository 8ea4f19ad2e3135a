package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.laterThan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.FormerPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Phones on lines that users have given up, and that still lead to them (rule R5). */
interface FormerPairChapter extends StoreUnderTest {

    /** When former pairs end here. */
    private static Instant end(User user) {
        return laterThan(user).plus(Duration.ofHours(1));
    }

    private static Change.Replace leaving(User before, User after, Instant until) {
        return new Change.Replace(
                StoreUnderTest.another(),
                before,
                after,
                laterThan(before),
                until,
                Set.of(Field.ASSIGNED_PHONE_NUMBER),
                false,
                Optional.empty());
    }

    private static Change.Replace leaving(User before, User after) {
        return leaving(before, after, end(before));
    }

    private static FormerPair pair(LineUser before) {
        return new FormerPair(before.phone(), before.line(), before.project(), before.id(), end(before));
    }

    private static Key.PhoneOnLine key(LineUser user) {
        return new Key.PhoneOnLine(user.phone(), user.line());
    }

    /** A user of this kind that was moved to another line. */
    private Moved moved(UserKind kind) {
        Person person = Person.of(kind, 1);
        LineUser before = (LineUser) admitted(person.user());
        LineUser after = (LineUser) person.withThird(2).at(2).user();
        isDone(leaving(before, after));
        return new Moved(before, after);
    }

    /** A user, as it was and as it is. */
    record Moved(LineUser before, LineUser after) {}

    /** Another user that wants the phone and the line. */
    private static DedicatedUser claimant(LineUser pair, int id, int tenant) {
        return Person.of(UserKind.DEDICATED, id).withFirst(1).inTenant(tenant).onLine(pair.line());
    }

    private void isNobodys(LineUser pair) {
        assertThat(store().formerPairs(pair.phone()))
                .as("former pairs with the phone and the line")
                .noneMatch(former -> former.line().equals(pair.line()));
        DedicatedUser next = admitted(claimant(pair, 80, 1));
        assertThat(holderOf(key(pair), pair.tenant())).contains(next);
    }

    @Demand("A phone and a line that a user gives up are told as its former pair, with their end.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void R5_aPairThatIsGivenUpLeadsToItsUser(UserKind kind) {
        Moved user = moved(kind);
        assertThat(store().formerPairs(user.before().phone())).containsExactly(pair(user.before()));
        assertThat(store().formerPairs(Person.phone(2))).isEmpty();
        assertThat(store().find(user.before().phone(), user.before().line()))
                .as("to whom the pair belongs")
                .isEmpty();
        assertThat(store().find(user.after().phone(), user.after().line())).contains(user.after());
    }

    @Demand("A shared user that changes its phone leaves the former one on its line.")
    @Test
    default void R5_aPhoneThatIsGivenUpLeadsToItsUser() {
        SharedUser before = admitted(Person.shared(1));
        SharedUser after = Versions.at(
                2, before.withPhone(Person.phone(3), Person.shared(3).claims()));
        isDone(leaving(before, after));
        assertThat(store().formerPairs(before.phone())).containsExactly(pair(before));
        assertThat(store().formerPairs(after.phone())).isEmpty();
    }

    @Demand("Only what a user gives up is a former pair: a change that leaves its phone and line leaves none.")
    @Test
    default void R5_whoKeepsItsPairLeavesNone() {
        Person person = Person.of(UserKind.SHARED, 1);
        SharedUser before = admitted(person.asShared());
        isDone(leaving(before, person.withSecond(3).looking(1).at(2).user()));
        assertThat(store().formerPairs(before.phone())).isEmpty();
    }

    @Demand("A change leaves no former pair if it says that it ends at once.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void R5_aChangeMayLeaveNone(UserKind kind) {
        Person person = Person.of(kind, 1);
        LineUser before = (LineUser) admitted(person.user());
        isDone(leaving(before, person.withThird(2).at(2).user(), laterThan(before)));
        isNobodys(before);
    }

    @Demand("Until a former pair has ended, look tells its user as the holder of that phone on that line.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void R5_whoLooksIsToldOfTheUserOfAFormerPair(UserKind kind) {
        Moved user = moved(kind);
        assertThat(holderOf(key(user.before()), user.before().tenant())).contains(user.after());
        assertThat(holderOf(key(user.before()), Person.project(1)))
                .as("a phone on a line is a key across all tenants")
                .contains(user.after());
    }

    @Demand("Until a former pair has ended, nobody else gets that phone on that line, in any tenant.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void R5_nobodyElseGetsAFormerPair(UserKind kind) {
        Moved user = moved(kind);
        for (int tenant : List.of(0, 1)) {
            DedicatedUser claimant = claimant(user.before(), 10 + tenant, tenant);
            isOutdated(admit(claimant), List.of(user.before(), user.after(), claimant));
            Person elsewhere = Person.of(UserKind.DEDICATED, 20 + tenant)
                    .withFirst(1)
                    .withThird(3 + tenant)
                    .inTenant(tenant);
            DedicatedUser other = admitted(elsewhere.asDedicated());
            isOutdated(
                    leaving(other, elsewhere.withThird(1).at(2).user()), List.of(user.before(), user.after(), other));
        }
    }

    @Demand("A former pair is no use of its line: its user is not told as one of the line or of the phone on it.")
    @Test
    default void R5_aFormerPairIsNoUseOfItsLine() {
        Moved user = moved(UserKind.SHARED);
        assertThat(linesOf(user.before().phone())).containsExactly(user.after().line());
        assertThat(store().usersOn(user.before().line(), Optional.empty(), 10)).isEmpty();
    }

    @Demand("The user itself may come back to its former pair, which ends it; what it leaves then is former.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void R5_theUserMayComeBack(UserKind kind) {
        Moved user = moved(kind);
        LineUser back = (LineUser) Person.of(kind, 1).at(3).user();
        isDone(leaving(user.after(), back));
        assertThat(store().formerPairs(back.phone())).containsExactly(pair(user.after()));
        assertThat(store().find(back.phone(), back.line())).contains(back);
        State.of(store(), List.of(user.before(), user.after(), back)).isSound();
    }

    @Demand("A former pair that is left again ends when the later change says.")
    @Test
    default void R5_thePairThatIsLeftAgainEndsLater() {
        Moved user = moved(UserKind.DEDICATED);
        Person person = Person.of(UserKind.DEDICATED, 1);
        LineUser back = (LineUser) person.at(3).user();
        isDone(leaving(user.after(), back, laterThan(back)));
        Instant later = end(back).plus(Duration.ofHours(1));
        isDone(leaving(back, person.withThird(2).at(4).user(), later));
        assertThat(store().formerPairs(back.phone()))
                .containsExactly(new FormerPair(back.phone(), back.line(), back.project(), back.id(), later));
        store().sweep(end(back));
        assertThat(store().formerPairs(back.phone())).hasSize(1);
    }

    @Demand("A sweep ends the former pairs whose end has come, and no others, and tells how much it did.")
    @Test
    default void R5_aSweepEndsWhatHasEndedAndNothingElse() {
        Moved user = moved(UserKind.SHARED);
        LineUser before = user.before();
        store().sweep(end(before).minusNanos(1_000));
        assertThat(store().formerPairs(before.phone())).containsExactly(pair(before));
        isOutdated(admit(claimant(before, 10, 1)), List.of(before, user.after()));
        assertThat(store().sweep(end(before))).isPositive();
        assertThat(store().find(before.tenant(), before.id())).contains(user.after());
        assertThat(holderOf(key(before), before.tenant())).isEmpty();
        isNobodys(before);
    }

    @Demand("A deactivation ends the former pairs of its user in the same step.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void R5_aDeactivationEndsFormerPairs(UserKind kind) {
        Moved user = moved(kind);
        deactivated(user.after());
        assertThat(holderOf(key(user.before()), user.before().tenant())).isEmpty();
        isNobodys(user.before());
    }

    @Demand("Of an erased user, no former pair is told.")
    @Test
    default void X2_noFormerPairOfAnErasedUserIsTold() {
        Moved user = moved(UserKind.SHARED);
        DeactivatedUser gone = deactivated(user.after());
        isDone(StoreUnderTest.erase(gone));
        assertThat(store().formerPairs(user.before().phone())).isEmpty();
    }

    @Demand("Every form of a phone that is given up leads to its user, and is nobody else's on that line.")
    @Test
    default void V15_everyFormOfAFormerPhoneLeadsToItsUser() {
        PhoneNumber old = PhoneFormChapter.OLD_FORM;
        PhoneNumber other = PhoneFormChapter.NEW_FORM;
        Person person = Person.of(UserKind.DEDICATED, 1);
        PhoneClaims claims = PhoneClaims.of(old, PhoneIdentity.CANONICAL);
        DedicatedUser before = admitted(Versions.at(1, person.asDedicated().withPhone(old, claims)));
        DedicatedUser after = person.withThird(2).at(2).asDedicated();
        isDone(leaving(before, Versions.at(2, after.withPhone(old, claims))));
        for (PhoneNumber form : List.of(old, other)) {
            assertThat(store().formerPairs(form))
                    .containsExactly(new FormerPair(form, before.line(), before.project(), before.id(), end(before)));
        }
        Person claimant = Person.of(UserKind.DEDICATED, 2).withThird(1).inTenant(1);
        User there =
                Versions.at(1, claimant.asDedicated().withPhone(other, PhoneClaims.of(other, PhoneIdentity.CANONICAL)));
        isOutdated(admit(there), List.of(before, there));
        store().sweep(end(before));
        admitted(there);
    }

    @Demand("If a user gives up a pair while others want it, nobody else gets it.")
    @Test
    default void R5_whileAPairIsGivenUpNobodyElseGetsIt() {
        for (int round = 1; round <= rounds(); round++) {
            int base = Race.CALLERS * round;
            Person person = Person.of(UserKind.DEDICATED, base).withThird(1);
            DedicatedUser before = admitted(person.asDedicated());
            User after = person.withThird(2).at(2).user();
            List<Commit> commits = Race.run(caller -> commit(
                    handle(caller),
                    caller == 0
                            ? leaving(before, after)
                            : admit(Person.of(UserKind.DEDICATED, base + caller)
                                    .withFirst(base)
                                    .inTenant(caller % 2)
                                    .onLine(before.line()))));
            assertThat(commits.get(0)).as(IS_MADE).isInstanceOf(Commit.Done.class);
            assertThat(commits.subList(1, Race.CALLERS)).as(IS_OUTDATED).containsOnly(new Commit.Outdated());
            assertThat(holderOf(key(before), before.tenant())).contains(after);
        }
    }

    @Demand("If the user comes back to its pair while the pair ends and others want it, one of them has it.")
    @Test
    default void R5_ofWhoComesBackAndWhoeverWantsItOneHasIt() {
        for (int round = 1; round <= rounds(); round++) {
            int base = Race.CALLERS * round;
            Person person = Person.of(UserKind.DEDICATED, base).withThird(1);
            DedicatedUser before = admitted(person.asDedicated());
            DedicatedUser after = person.withThird(2).at(2).asDedicated();
            isDone(leaving(before, after));
            DedicatedUser back = person.at(3).asDedicated();
            List<Boolean> won = Race.run(caller -> switch (caller) {
                case 0 -> commit(handle(0), leaving(after, back)) instanceof Commit.Done;
                case 1 -> handle(1).sweep(end(before)) < 0;
                default ->
                    commit(
                                    handle(caller),
                                    admit(Person.of(UserKind.DEDICATED, base + caller)
                                            .withFirst(base)
                                            .onLine(before.line())))
                            instanceof Commit.Done;
            });
            assertThat(won).filteredOn(one -> one).as("who has the pair").hasSizeLessThanOrEqualTo(1);
            Optional<User> holder = store().find(before.phone(), before.line());
            assertThat(holder.isPresent()).isEqualTo(won.contains(true));
            assertThat(store().formerPairs(before.phone()))
                    .as("a pair that is somebody's is not former")
                    .noneMatch(pair -> holder.isPresent() && pair.line().equals(before.line()));
            assertThat(holder.filter(back::equals).isPresent()).isEqualTo(won.get(0));
            store().sweep(end(back).plus(Duration.ofDays(1)));
            holder.ifPresent(this::deactivated);
        }
    }

    @Demand("If a user is deactivated while it leaves a pair, no former pair of it is left.")
    @Test
    default void R5_whoIsDeactivatedWhileItMovesLeavesNone() {
        for (int round = 1; round <= rounds(); round++) {
            Person person = Person.of(UserKind.DEDICATED, round).withThird(1);
            DedicatedUser before = admitted(person.asDedicated());
            DedicatedUser after = person.withThird(2).at(2).asDedicated();
            List<Commit> commits = Race.run(
                    2, caller -> commit(handle(caller), caller == 0 ? leaving(before, after) : deactivate(before)));
            assertThat(StoreUnderTest.winners(commits)).as("who won").hasSize(1);
            if (commits.get(0) instanceof Commit.Done) {
                deactivated(after);
            }
            assertThat(store().formerPairs(before.phone())).isEmpty();
            assertThat(holderOf(key(before), before.tenant())).isEmpty();
        }
    }
}
