package dev.partyline.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.history.ForwardingStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the store tells of a change whose commit was lost: the truth, or that nobody can tell. Each was found by the simulation. */
class SettledChangesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(1);
    private static final Project PROJECT = Project.of(
                    ProjectId.parse("00000000-0000-4000-8000-000000000001").orElseThrow())
            .withRecreation(Recreation.REVIVE);
    private static final App APP = App.of(new AppId("app"));
    private static final Line LINE = Line.of("+12025550100").get();
    private static final String PHONE = "+14155550132";
    private static final String ID = "11111111-2222-4333-8444-000000000001";

    private final UserStore store = new InMemoryUserStore();

    @Test
    void E6_anotherUserUnderTheGivenIdIsNotTheOneThatWasLost() {
        AppUser mine = app("Ada");
        AppUser others = app("Bob");
        done(admit(others));
        assertThat(store.settle(admit(mine))).isFalse();
        assertThat(store.settle(admit(others))).isTrue();
    }

    @Test
    void E6_aDeactivationOfAFormerValueAtTheSameInstantIsAnother() {
        SharedUser user = shared(1);
        SharedUser named = named(user, "Ada");
        done(admit(user));
        done(new Change.Replace(user, named));
        done(new Change.Deactivate(named, LATER));
        assertThat(store.settle(new Change.Deactivate(user, LATER))).isFalse();
        assertThat(store.settle(new Change.Deactivate(named, LATER))).isTrue();
    }

    @Test
    void E6_whetherADeactivatedUserIsBackOrWasNeverGoneIsTold() {
        SharedUser user = shared(1);
        done(admit(user));
        assertThat(store.settle(new Change.Deactivate(user, NOW))).isFalse();
        done(new Change.Deactivate(user, NOW));
        done(revive(shared(2), new DeactivatedUser(user, NOW)));
        assertUntold(new Change.Deactivate(user, NOW));
    }

    /** A dedicated user comes back as it was, place and all. */
    @Test
    void E6_aDedicatedUserThatWasGoneAndIsBackIsNotTakenForOneThatNeverWent() {
        DedicatedUser user = dedicated();
        done(admit(user));
        assertThat(store.settle(new Change.Deactivate(user, NOW))).isFalse();
        done(new Change.Deactivate(user, NOW));
        done(revive(user, new DeactivatedUser(user, NOW)));
        assertUntold(new Change.Deactivate(user, NOW));
    }

    @Test
    void E6_aDedicatedUserThatMayHaveComeAndGoneInOneInstantIsNotTakenForOneThatStayedAway() {
        DedicatedUser user = dedicated();
        DeactivatedUser gone = new DeactivatedUser(user, NOW);
        done(admit(user));
        done(new Change.Deactivate(user, NOW));
        assertThat(store.settle(revive(user, gone))).isFalse();
        done(revive(user, gone));
        done(new Change.Deactivate(user, NOW));
        assertUntold(revive(user, gone));
    }

    @Test
    void E6_anUpdateThatSomebodyMayHaveTakenBackIsNotTakenForOneThatWasNotMade() {
        SharedUser user = shared(1);
        SharedUser named = named(user, "Ada");
        done(admit(user));
        assertThat(store.settle(new Change.Replace(user, named))).isFalse();
        done(new Change.Replace(user, named));
        assertThat(store.settle(new Change.Replace(user, named))).isTrue();
        done(new Change.Replace(named, user));
        assertUntold(new Change.Replace(user, named));
    }

    @Test
    void E6_anAdmissionIsToldAlsoWhereItsUserWasRevivedSince() {
        SharedUser user = shared(1);
        done(admit(user));
        done(new Change.Deactivate(user, NOW));
        done(revive(shared(2), new DeactivatedUser(user, NOW)));
        assertThat(store.settle(admit(user))).isTrue();
        assertUntold(revive(shared(3), new DeactivatedUser(user, NOW)));
    }

    @Test
    void I1_whatSomebodyElseDidIsNotAnsweredUnderThisKey() {
        SharedUser user = shared(1);
        SharedUser named = named(user, "Ada");
        Change update = new Change.Replace(user, named);
        done(admit(user));
        Change.Answer mine = answer(update, named, NOW);
        assertThat(store.settle(mine)).isFalse();
        done(update);
        assertThat(store.settle(mine)).isFalse();
    }

    @Test
    void I3_whatMayHaveBeenForgottenIsNotTakenForWhatWasNotAnswered() {
        SharedUser user = shared(1);
        done(admit(user));
        Change.Answer mine = answer(new Change.Replace(user, user), user, NOW);
        done(mine);
        assertThat(store.settle(mine)).isTrue();
        SharedUser named = named(user, "Ada");
        Change.Answer next = answer(new Change.Replace(user, named), named, NOW.plus(Duration.ofHours(24)));
        done(new Change.Answer(next.change(), next.record(), Optional.of(mine.record())));
        assertUntold(mine);
    }

    /** I5: between the look and the record, the user that is about to be returned is deactivated. */
    @Test
    void I5_anAnswerIsNotOlderThanItsRecord() {
        Project project = PROJECT.withRecreation(Recreation.FRESH);
        NewSharedUser request = request(project, PHONE, null);
        InMemoryPhonePool pool = InMemoryPhonePool.of(List.of(PoolLine.unlimited(LINE)));
        UserRegistry plain = registry(store, pool, project);
        UserId first = plain.create(request).get().user().id();
        UserStore overtaken = new ForwardingStore(store) {
            @Override
            public Commit commit(Change change) {
                plain.deactivate(PROJECT.id(), first);
                return super.commit(change);
            }
        };
        Outcome<SharedUser> answer = registry(overtaken, pool, project)
                .create(request.withIdempotencyKey(IdempotencyKey.of("key").get()))
                .get();
        assertThat(answer).isInstanceOf(Outcome.Created.class);
        assertThat(answer.user().id()).isNotEqualTo(first);
    }

    /**
     * Between the look and the record, somebody comes to hold the phone, which comes before the email by which another was found: who asks
     * then is told that the phone is held and that nothing was answered yet.
     */
    @Test
    void S7_anAnswerByEmailIsNotOlderThanTheHolderOfThePhone() {
        Project earlier = Project.of(PROJECT.id()).withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL);
        InMemoryPhonePool pool = InMemoryPhonePool.of(List.of(PoolLine.unlimited(LINE)));
        UserRegistry plain = registry(store, pool, earlier);
        UserId byEmail = plain.create(request(earlier, "+14155550133", "ada@example.org"))
                .get()
                .user()
                .id();
        List<UserId> byPhone = new ArrayList<>();
        UserStore overtaken = new ForwardingStore(store) {
            @Override
            public Commit commit(Change change) {
                byPhone.add(
                        plain.create(request(earlier, PHONE, null)).get().user().id());
                return super.commit(change);
            }
        };
        Outcome<SharedUser> answer = registry(overtaken, pool, earlier)
                .create(request(earlier, PHONE, "ada@example.org")
                        .withIdempotencyKey(IdempotencyKey.of("key").get()))
                .get();
        assertThat(answer).isInstanceOf(Outcome.Returned.class);
        assertThat(answer.user().id()).isNotEqualTo(byEmail).isEqualTo(byPhone.get(0));
    }

    private static NewSharedUser request(Project project, String phone, @Nullable String email) {
        return NewSharedUser.of(project, phone, new GivenProfile(null, null, email))
                .get();
    }

    private static UserRegistry registry(UserStore store, InMemoryPhonePool pool, Project project) {
        return UserRegistry.over(store, pool, (owner, line) -> true, id -> Optional.of(project));
    }

    private void done(Change change) {
        assertThat(store.commit(change)).isEqualTo(Commit.DONE);
    }

    private void assertUntold(Change change) {
        assertThatThrownBy(() -> store.settle(change))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        failure -> assertThat(failure.effect()).isEqualTo(UnavailableException.Effect.UNKNOWN));
    }

    private static Change.Admit admit(User user) {
        return new Change.Admit(user, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    private static Change.Admit revive(User user, DeactivatedUser last) {
        return new Change.Admit(user, Optional.of(last), Optional.empty(), OptionalInt.empty());
    }

    private static Change.Answer answer(Change change, SharedUser user, Instant firstUse) {
        return new Change.Answer(
                Optional.of(change),
                new IdempotencyRecord(
                        PROJECT.id(),
                        IdempotencyKey.of("key").get(),
                        new Fingerprint("00"),
                        firstUse,
                        new Outcome.Returned<>(user)),
                Optional.empty());
    }

    private static SharedUser shared(long place) {
        NewSharedUser request = NewSharedUser.of(PROJECT, PHONE, new GivenProfile("Eve", null, null))
                .get();
        return new SharedUser(
                UserId.parse(ID).orElseThrow(),
                new PlaceId(new UUID(0, place)),
                PROJECT.id(),
                request.phone(),
                LINE,
                request.profile(),
                NOW,
                SharedIdentity.PHONE);
    }

    private static SharedUser named(SharedUser user, String firstName) {
        return user.withProfile(NewSharedUser.of(PROJECT, PHONE, new GivenProfile(firstName, null, null))
                .get()
                .profile());
    }

    private static DedicatedUser dedicated() {
        NewDedicatedUser request = NewDedicatedUser.of(PROJECT, PHONE, LINE.e164(), new GivenProfile(null, null, null))
                .get();
        return new DedicatedUser(
                UserId.parse(ID).orElseThrow(), PROJECT.id(), request.phone(), LINE, request.profile(), NOW);
    }

    private static AppUser app(String name) {
        return NewAppUser.of(
                        APP,
                        new GivenAppUser(
                                List.of(new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, PHONE)),
                                Map.of("name", name),
                                ID,
                                null))
                .get()
                .as(UserId.parse(ID).orElseThrow(), NOW);
    }
}
