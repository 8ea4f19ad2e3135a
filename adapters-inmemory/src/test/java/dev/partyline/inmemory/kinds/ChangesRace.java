package dev.partyline.inmemory.kinds;

import static dev.partyline.inmemory.kinds.People.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.history.Racers;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change.Happened;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.PoolLine;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sixteen threads change one user. */
class ChangesRace {
    private static final int ROUNDS = 50;

    private final Racers racers = new Racers();
    private final UserRegistry registry = UserRegistry.of(
            InMemoryUserStore.withLines(InMemoryPhonePool.of(
                    List.of(PoolLine.unlimited(Line.of("+14155550900").get())))),
            People.TENANTS);
    private final People people = new People(registry);

    private static JsonObject member(int number) {
        return JsonObject.of(Map.of("member" + number, new JsonString("set")));
    }

    /** Each sets another member: if one change undid another, a member would be missing. */
    private <U extends User> void noneIsLost(
            U user,
            BiFunction<UserId, Integer, Either<ChangeRefusal, ? extends ChangeRequest<U>>> patch,
            Function<U, Set<String>> members) {
        List<Either<ChangeRefusal, Outcome<U>>> answers =
                racers.race(number -> people.change(patch.apply(user.id(), number)));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isInstanceOf(Outcome.Updated.class));
        assertThat(answers)
                .extracting(answer -> answer.get().user().version())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(2, Racers.COUNT + 1).boxed().toList());
        @SuppressWarnings("unchecked")
        U last = (U) registry.find(user.tenant(), user.id()).orElseThrow();
        assertThat(members.apply(last)).hasSize(Racers.COUNT);
    }

    @Test
    void L4_noneOfManyChangesAtOnceIsLost() {
        noneIsLost(
                people.shared("+14155550132"),
                (id, number) -> patch(id, GivenSharedUserPatch.NONE.withMeta(Setting.to(member(number)))),
                (SharedUser user) ->
                        user.profile().meta().orElseThrow().value().members().keySet());
        noneIsLost(
                people.subscriber("ada@example.com"),
                (id, number) -> patch(id, GivenSubscriberUserPatch.NONE.withMetadata(Setting.to(member(number)))),
                (SubscriberUser user) -> user.metadata().value().members().keySet());
        noneIsLost(
                people.app("ada@example.com"),
                (id, number) -> patch(
                        id,
                        GivenAppUserPatch.NONE.withProfile(Setting.to(
                                Map.of("member" + number, Optional.of("set"), "city", Optional.<String>empty())))),
                (AppUser user) -> user.profile().values().value().members().keySet());
    }

    @ParameterizedTest
    @EnumSource
    void L7_ofManyChangesOfOneVersionOneIsMade(UserKind kind) {
        User user = people.oneOf(kind);
        for (long version = 1; version <= ROUNDS; version++) {
            long seen = version;
            List<Either<ChangeRefusal, ? extends Outcome<? extends User>>> answers =
                    racers.race(number -> registry.change(People.named(kind, user.id(), "Name " + seen + " " + number)
                            .ifVersion(seen)));
            assertThat(answers).filteredOn(Either::isRight).hasSize(1);
            assertThat(answers)
                    .filteredOn(Either::isLeft)
                    .allMatch(answer -> answer.getLeft().equals(new Refusal.Stale(seen + 1)));
        }
    }

    /** Some change it, some deactivate it, some erase it: what happened is one story. */
    @RepeatedTest(ROUNDS)
    void X1_changesAndTheEndOfAUserFollowOneAnother() {
        SharedUser user = people.shared("+14155550132");
        racers.race(number -> switch (number % 4) {
            case 0 -> registry.deactivate(user.tenant(), user.id());
            case 1 -> registry.erase(Erasure.of(user.tenant(), user.id()));
            default -> registry.change(People.named(UserKind.SHARED, user.id(), "Name " + number));
        });
        registry.deactivate(user.tenant(), user.id());
        ErasedUser erased = registry.erase(Erasure.of(user.tenant(), user.id())).get();
        assertThat(registry.findInAnyState(user.tenant(), user.id())).isEqualTo(Optional.<AnyUser>of(erased));
        List<Event> history = registry.history(user.tenant(), user.id());
        assertThat(history)
                .extracting(Event::version)
                .isEqualTo(LongStream.rangeClosed(1, erased.version()).boxed().toList());
        assertThat(history.subList(1, history.size() - 2)).allMatch(event -> event.happened() == Happened.UPDATED);
    }
}
