package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no line matters to is the same if the lines are in another system than the users. */
class TwoSystemsTest {
    private final MovableClock clock = new MovableClock(Surroundings.START);
    private final UserStore store = InMemoryUserStore.withoutLines();
    private final UserRegistry registry = UserRegistry.of(
            store,
            InMemoryPhonePool.of(
                    List.of(PoolLine.unlimited(Line.of("+14155550900").get()))),
            People.TENANTS,
            RegistryOptions.DEFAULT.withClock(clock));
    private final People people = new People(registry);

    @Test
    void X3_aSweepErasesThoseWhoseTimeHasCome() {
        SharedUser user = people.shared("+14155550132");
        registry.deactivate(user.tenant(), user.id());
        clock.advance(Duration.ofDays(31));
        registry.sweep();
        assertThat(registry.findInAnyState(user.tenant(), user.id()).orElseThrow())
                .isInstanceOf(ErasedUser.class);
    }

    @Test
    void L9_theActiveUsersAreCounted() {
        people.shared("+14155550132");
        people.dedicated("+14155550133");
        people.dedicated("+14155550134");
        assertThat(registry.usage(People.PROJECT.id()).get().of(UserKind.SHARED))
                .isOne();
        assertThat(registry.usage(People.PROJECT.id()).get().of(UserKind.DEDICATED))
                .isEqualTo(2);
    }

    @Test
    void V16_aStoreOfAnotherPlanIsNotWrittenUntilItIsMoved() {
        int other = NumberingPlan.NUMBER + 1;
        store.adoptPlan(other);
        assertThat(catchThrowableOfType(UnavailableException.class, () -> people.shared("+14155550132")))
                .isNotNull();
        assertThat(registry.adoptPlan()).isEqualTo(other);
        assertThat(store.plan()).isEqualTo(NumberingPlan.NUMBER);
        assertThat(people.shared("+14155550132")).isNotNull();
    }
}
