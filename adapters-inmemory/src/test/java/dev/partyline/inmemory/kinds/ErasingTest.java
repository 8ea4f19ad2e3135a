package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.testkit.contract.MovableClock;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a user that is erased, and of what happened to it. */
class ErasingTest {
    private static final IdempotencyKey KEY = IdempotencyKey.of("k1").get();

    private final MovableClock clock = new MovableClock(Surroundings.START);
    private final InMemoryUserStore store = InMemoryUserStore.withLines(InMemoryPhonePool.of(
            List.of(PoolLine.unlimited(Line.of("+14155550900").get()))));
    private final UserRegistry registry =
            UserRegistry.of(store, People.TENANTS, RegistryOptions.DEFAULT.withClock(clock));
    private final UserRegistry tellingValues =
            UserRegistry.of(store, People.ASKING_FOR_VALUES, RegistryOptions.DEFAULT.withClock(clock));
    private final People people = new People(registry);

    private ErasedUser erased(User user) {
        registry.deactivate(user.tenant(), user.id());
        return registry.erase(Erasure.of(user.tenant(), user.id())).get();
    }

    @ParameterizedTest
    @EnumSource
    void X1_whoIsActiveIsNotErased(UserKind kind) {
        User user = people.oneOf(kind);
        Erasure erasure = Erasure.of(user.tenant(), user.id());
        assertThat(registry.erase(erasure)).isEqualTo(Either.left(new Refusal.StillActive(user.id())));
        assertThat(registry.find(user.tenant(), user.id())).contains(user);
        ErasedUser erased = erased(user);
        assertThat(registry.erase(erasure)).as("erased again").isEqualTo(Either.right(erased));
        assertThat(registry.history(user.tenant(), user.id())).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void R4_whoIsDeactivatedOrErasedIsFoundByItsId(UserKind kind) {
        User user = people.oneOf(kind);
        DeactivatedUser former = registry.deactivate(user.tenant(), user.id()).get();
        assertThat(registry.find(user.tenant(), user.id())).isEmpty();
        assertThat(registry.findInAnyState(user.tenant(), user.id())).isEqualTo(Optional.of(former));
        ErasedUser erased = registry.erase(Erasure.of(user.tenant(), user.id())).get();
        assertThat(registry.findInAnyState(user.tenant(), user.id())).isEqualTo(Optional.of(erased));
        assertThat(registry.find(user.tenant(), user.id())).isEmpty();
    }

    /** All values that it ever had: by a create, and by changes under a key. Its events have carried all of them. */
    @ParameterizedTest
    @EnumSource
    void X2_noFieldOfTheStoreHoldsAValueOfAnErasedUser(UserKind kind) {
        User user = new People(tellingValues).oneOf(kind);
        tellingValues
                .change(People.named(kind, user.id(), "Grace").withIdempotencyKey(KEY))
                .get();
        tellingValues.change(People.named(kind, user.id(), "Dorothy")).get();
        tellingValues.leaseEvents(1, Duration.ofMinutes(1));
        Set<String> secrets =
                Set.of("ada@", "countess@", "Ada", "Byron", "Grace", "Dorothy", "London", "4155550132", "700000001");
        assertThat(Everything.in(tellingValues.history(user.tenant(), user.id())))
                .contains("Grace", "Dorothy");
        erased(user);
        assertThat(Everything.in(store))
                .isNotEmpty()
                .noneMatch(text -> secrets.stream().anyMatch(text::contains));
    }

    /** O2 */
    @ParameterizedTest
    @EnumSource
    void O5_noFieldOfTheStoreHoldsTheValuesOfAnEventThatIsForgotten(UserKind kind) {
        User user = new People(tellingValues).oneOf(kind);
        tellingValues.change(People.named(kind, user.id(), "Grace")).get();
        tellingValues.change(People.named(kind, user.id(), "Dorothy")).get();
        tellingValues.eventsDone(tellingValues.history(user.tenant(), user.id()).stream()
                .map(Event::id)
                .limit(2)
                .toList());
        assertThat(Everything.in(store)).contains("Grace", "Dorothy");
        clock.advance(Duration.ofDays(31));
        tellingValues.sweep();
        assertThat(Everything.in(store)).doesNotContain("Grace").contains("Dorothy");
    }

    @Test
    void X2_aReplayOfTheCreateMakesNobodyAndTellsNothing() {
        NewSharedUser request = NewSharedUser.of(People.PROJECT, "+14155550132", GivenProfile.NONE.withFirstName("Ada"))
                .get()
                .withIdempotencyKey(KEY);
        SharedUser user = registry.create(request).get().user();
        erased(user);
        assertThat(registry.create(request)).isEqualTo(Either.left(new Refusal.IdempotencyKeyReused()));
    }

    @Test
    void X2_aCreateForTheSamePhoneMakesAnotherUser() {
        SharedUser user = people.shared("+14155550132");
        AnyUser erased = erased(user);
        assertThat(people.shared("+14155550132").id()).isNotEqualTo(erased.id());
    }

    @Test
    void X2_anEventThatIsNotDoneIsStillHandedOut() {
        SharedUser user = people.shared("+14155550132");
        erased(user);
        for (long version = 1; version <= 3; version++) {
            List<Event> events = registry.leaseEvents(10, Duration.ofMinutes(1));
            assertThat(events).extracting(Event::version).containsExactly(version);
            registry.eventsDone(List.of(events.get(0).id()));
        }
        assertThat(registry.leaseEvents(10, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void X3_aSweepErasesThoseWhoseTimeHasCome() {
        SharedUser user = people.shared("+14155550132");
        User kept = people.app("ada@example.com");
        registry.deactivate(user.tenant(), user.id());
        registry.deactivate(kept.tenant(), kept.id());
        clock.advance(Duration.ofDays(30));
        registry.sweep();
        assertThat(registry.findInAnyState(user.tenant(), user.id()).orElseThrow())
                .isInstanceOf(DeactivatedUser.class);
        clock.advance(Duration.ofMillis(1));
        registry.sweep();
        assertThat(registry.findInAnyState(user.tenant(), user.id()).orElseThrow())
                .isInstanceOf(ErasedUser.class);
        assertThat(registry.findInAnyState(kept.tenant(), kept.id()).orElseThrow())
                .as("its tenant asks for nothing")
                .isInstanceOf(DeactivatedUser.class);
        registry.sweep();
        assertThat(registry.history(user.tenant(), user.id())).hasSize(3);
    }

    /** E3 */
    @ParameterizedTest
    @EnumSource
    void O2_anEventHoldsNoValueOfItsUser(UserKind kind) {
        User user = people.oneOf(kind);
        registry.change(People.named(kind, user.id(), "Grace")).get();
        List<Event> events = registry.history(user.tenant(), user.id());
        assertThat(events).extracting(Event::version).containsExactly(1L, 2L);
        assertThat(events.get(1).fields()).hasSize(1);
        assertThat(Everything.in(events))
                .noneMatch(text -> text.contains("Ada") || text.contains("Grace") || text.contains("@"))
                .noneMatch(text -> text.contains("4155550132") || text.contains("700000001"));
    }

    /** O5: both of its events are forgotten as well. */
    @Test
    void X3_aSweepTellsHowMuchItDid() {
        SharedUser user = people.shared("+14155550132");
        registry.deactivate(user.tenant(), user.id());
        registry.eventsDone(registry.history(user.tenant(), user.id()).stream()
                .map(Event::id)
                .toList());
        clock.advance(Duration.ofDays(31));
        assertThat(registry.sweep()).isEqualTo(3);
        assertThat(registry.sweep()).isZero();
    }
}
