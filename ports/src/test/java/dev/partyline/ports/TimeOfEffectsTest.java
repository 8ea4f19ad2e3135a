package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Change.Happened;
import dev.partyline.ports.driven.Commit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each effect happens at the one instant at which its call read the clock. */
class TimeOfEffectsTest {
    private static final SharedUser WITHOUT_A_NAME = Samples.SHARED_USER.with(Profile.EMPTY, SharedIdentity.PHONE);

    private static final SubscriberUser MEMBER = memberOf(Samples.SUBSCRIBER_USER, Samples.CUSTOMER);

    private static final NewSubscriberUser NEW_SUBSCRIBER_USER = NewSubscriberUser.of(
                    Samples.ACCOUNT,
                    GivenSubscriberUser.NONE
                            .withName(Samples.FIRST_NAME)
                            .withEmail(Samples.EMAIL)
                            .withMsisdn(Samples.PHONE))
            .get();

    private static final QuietTenants REVIVING = new QuietTenants() {
        @Override
        public Optional<Project> project(ProjectId id) {
            return Optional.of(Samples.PROJECT.withRecreation(Recreation.REVIVE));
        }
    };

    /** A store that always tells this, and records what it is given to commit. */
    private static final class Recording extends QuietStore {
        private final Facts facts;
        private final User user;
        private final List<Change> changes = new ArrayList<>();

        Recording(Facts facts, User user) {
            this.facts = facts;
            this.user = user;
        }

        @Override
        public Facts look(Question question) {
            return new Facts(
                    facts.holders(),
                    facts.sharedUsers(),
                    facts.former(),
                    question.id().map(id -> user),
                    facts.remembered(),
                    facts.lineToBeHad(),
                    facts.admitted());
        }

        @Override
        public Commit commit(Change change) {
            changes.add(change);
            return super.commit(change);
        }
    }

    /** It shows a later time whenever it is read, and never one at which a user of the store was created. */
    private static final class TickingClock implements InstantSource {
        private int reads;

        @Override
        public Instant instant() {
            return Samples.LATER.plusSeconds(reads++);
        }
    }

    /** A call of a registry whose store is as it says. */
    private record Call(Happened happened, String name, Facts facts, User found, Consumer<UserRegistry> made) {
        @Override
        public String toString() {
            return name + " is " + happened;
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
                creating(Happened.CREATED, Facts.NOTHING),
                creating(Happened.REVIVED, former(Samples.SHARED_USER)),
                creating(Happened.UPDATED, holding(WITHOUT_A_NAME)),
                creatingDedicated(Happened.CREATED, Facts.NOTHING),
                creatingDedicated(Happened.REVIVED, former(Samples.DEDICATED_USER)),
                new Call(
                        Happened.CREATED,
                        "a subscriber",
                        Facts.NOTHING,
                        MEMBER,
                        registry -> registry.create(NEW_SUBSCRIBER_USER).get()),
                onSubscriber(
                        Samples.SUBSCRIBER_USER,
                        registry -> registry.join(Samples.ACCOUNT.id(), Samples.ID, Samples.CUSTOMER)
                                .get()),
                onSubscriber(
                        MEMBER,
                        registry -> registry.leave(Samples.ACCOUNT.id(), Samples.ID, Samples.CUSTOMER)
                                .get()),
                deactivating(Samples.SHARED_USER),
                deactivating(MEMBER));
    }

    private static Call creating(Happened happened, Facts facts) {
        return new Call(
                happened,
                "a shared user",
                facts,
                Samples.SHARED_USER,
                registry -> registry.create(Samples.NEW_SHARED_USER).get());
    }

    private static Call creatingDedicated(Happened happened, Facts facts) {
        return new Call(
                happened,
                "a dedicated user",
                facts,
                Samples.DEDICATED_USER,
                registry -> registry.create(Samples.NEW_DEDICATED_USER).get());
    }

    private static Call onSubscriber(SubscriberUser user, Consumer<UserRegistry> made) {
        return new Call(Happened.UPDATED, "a subscriber of " + user.customers().size(), Facts.NOTHING, user, made);
    }

    private static Call deactivating(User user) {
        return new Call(
                Happened.DEACTIVATED,
                user.kind().name(),
                Facts.NOTHING,
                user,
                registry -> registry.deactivate(user.tenant(), user.id()).get());
    }

    private static Facts holding(User user) {
        return new Facts(
                Map.of(user.keys().get(0), user),
                0,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The next version of the user, as of this customer too. */
    private static SubscriberUser memberOf(SubscriberUser user, CustomerId customer) {
        return new SubscriberUser(
                user.id(),
                user.version() + 1,
                user.account(),
                user.name(),
                user.email(),
                user.msisdn(),
                user.identity(),
                user.metadata(),
                List.of(customer),
                user.createdAt(),
                Samples.NOW,
                user.keyed(),
                user.claims());
    }

    private static Facts former(User user) {
        return new Facts(
                Map.of(),
                0,
                Map.of(user.keys().get(0), new DeactivatedUser(user, Samples.NOW)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anEffectHappensWhenItsCallReadTheClock(Call call) {
        Recording store = new Recording(call.facts(), call.found());
        TickingClock clock = new TickingClock();

        call.made().accept(UserRegistry.of(store, REVIVING, RegistryOptions.DEFAULT.withClock(clock)));

        happenedOnce(call, store, clock);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void itHappensAtTheSameTimeIfThePoolIsApart(Call call) {
        Recording store = new Recording(call.facts(), call.found());
        TickingClock clock = new TickingClock();

        call.made().accept(UserRegistry.of(store, new QuietPool(), REVIVING, RegistryOptions.DEFAULT.withClock(clock)));

        happenedOnce(call, store, clock);
    }

    private static void happenedOnce(Call call, Recording store, TickingClock clock) {
        assertThat(store.changes).singleElement().isInstanceOfSatisfying(Change.Effective.class, change -> {
            assertThat(change.happened()).isEqualTo(call.happened());
            assertThat(change.at()).isEqualTo(Samples.LATER);
        });
        assertThat(clock.reads).isEqualTo(1);
    }

    @Test
    void aRequestThatChangesNothingHasNoEffectAlsoIfItsAnswerIsRecorded() {
        Recording store = new Recording(holding(Samples.SHARED_USER), Samples.SHARED_USER);

        UserRegistry registry = UserRegistry.of(store, REVIVING);
        assertThat(registry.create(Samples.NEW_SHARED_USER.withIdempotencyKey(Samples.KEY))
                        .isRight())
                .isTrue();

        assertThat(store.changes)
                .singleElement()
                .isInstanceOf(Change.Confirm.class)
                .isNotInstanceOf(Change.Effective.class);
    }
}
