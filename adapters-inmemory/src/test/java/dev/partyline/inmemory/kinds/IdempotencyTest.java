package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.contract.PlainHasher;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.inmemory.kinds.Command.Values;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.testkit.contract.MovableClock;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Idempotency keys, case by case. */
class IdempotencyTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Values PLAIN = new Values(0, 0, 0, 0, 1, 0, 0);

    private final MovableClock clock = new MovableClock(Surroundings.START);

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void I1_aReplayTellsTheUserAsItWasThoughItChangedOrIsGone(Wiring wiring) {
        UserRegistry registry = wiring.registry(clock);
        Create create = new Create(UserKind.SUBSCRIBER, 1, 1, false, PLAIN);
        Seen first = Seen.outcome(registry.create(Requests.subscriber(create)));
        UserId id = UserId.of(first.user().getOrDefault("id", "")).get();
        AccountId account = Surroundings.account(1).id();

        registry.join(account, id, CustomerId.of("c0").get());
        assertThat(Seen.outcome(registry.create(Requests.subscriber(create)))).isEqualTo(first);
        registry.deactivate(account, id);
        assertThat(Seen.outcome(registry.create(Requests.subscriber(create)))).isEqualTo(first);

        assertThat(first.what()).isEqualTo("created");
        assertThat(registry.find(account, id)).as("no second effect").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void I1_whatWasReturnedOrUpdatedIsReplayedToo(Wiring wiring) {
        UserRegistry registry = wiring.registry(clock);
        Create create = new Create(UserKind.SHARED, 0, 0, false, PLAIN);
        registry.create(Requests.shared(create));

        Seen returned = Seen.outcome(registry.create(Requests.shared(keyed(create, 1))));
        Seen updated = Seen.outcome(registry.create(Requests.shared(keyed(create.withName(2), 2))));
        registry.create(Requests.shared(create.withName(3)));

        assertThat(returned.what()).isEqualTo("returned");
        assertThat(updated.what()).isEqualTo("updated [FIRST_NAME]");
        assertThat(Seen.outcome(registry.create(Requests.shared(keyed(create, 1)))))
                .isEqualTo(returned);
        assertThat(Seen.outcome(registry.create(Requests.shared(keyed(create.withName(2), 2)))))
                .isEqualTo(updated);
        assertThat(Seen.outcome(registry.create(Requests.shared(create))).user())
                .as("the replays changed nothing, so this is the update")
                .containsEntry("firstName", Requests.name(1));
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void I2_oneKeyIsOneRequestsWhicheverTheKind(Wiring wiring) {
        UserRegistry registry = wiring.registry(clock);
        registry.create(Requests.shared(new Create(UserKind.SHARED, 0, 1, false, PLAIN)));

        assertThat(Seen.outcome(
                        registry.create(Requests.dedicated(new Create(UserKind.DEDICATED, 0, 1, false, PLAIN)))))
                .isEqualTo(Model.refused("idempotency_key_reused", ""));
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void I6_aRefusedRequestMayBeTriedAgainUnderItsKey(Wiring wiring) {
        UserRegistry registry = wiring.registry(clock);
        Create inTheWay = new Create(UserKind.APP, 0, 0, false, PLAIN);
        UserId id = registry.create(Requests.app(inTheWay)).get().user().id();
        Create create = keyed(inTheWay.withName(2), 1);

        assertThat(Seen.outcome(registry.create(Requests.app(create))))
                .isEqualTo(Model.refused("already_in_use", "IDENTIFIERS"));
        assertThat(Seen.outcome(registry.create(Requests.app(create.withName(3)))))
                .as("another request under the key that nothing was answered under")
                .isEqualTo(Model.refused("already_in_use", "IDENTIFIERS"));
        registry.deactivate(Surroundings.app(0).id(), id);

        assertThat(Seen.outcome(registry.create(Requests.app(create))).what()).isEqualTo("created");
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void I4_anotherTenantsKeyIsAnotherKey(Wiring wiring) {
        UserRegistry registry = wiring.registry(clock);
        for (int tenant = 0; tenant < 2; tenant++) {
            Values values = new Values(tenant, 0, 0, 0, tenant, 0, 0);
            assertThat(Seen.outcome(registry.create(
                                    Requests.customer(new Create(UserKind.CUSTOMER, tenant, 1, false, values))))
                            .what())
                    .isEqualTo("created");
            assertThat(Seen.outcome(registry.create(
                                    Requests.subscriber(new Create(UserKind.SUBSCRIBER, tenant, 1, false, values))))
                            .what())
                    .as("a tenant of another kind, with the same id")
                    .isEqualTo("created");
            assertThat(Seen.outcome(registry.create(Requests.app(new Create(UserKind.APP, tenant, 1, false, values))))
                            .what())
                    .isEqualTo("created");
        }
    }

    /** C6, C7, I2: 0 is no password, and 3 is a hash of 2. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "0, 1", "1, 0", "1, 2", "3, 3", "2, 3", "3, 2", "0, 3", "3, 0"})
    void I2_thePasswordIsPartOfWhatIsTheSame(int first, int second) {
        UserRegistry registry = Wiring.ONE_SYSTEM.registry(clock);
        Seen created = Seen.outcome(registry.create(Requests.customer(withPassword(first))));

        assertThat(Seen.outcome(registry.create(Requests.customer(withPassword(second)))))
                .isEqualTo(first == second ? created : Model.refused("idempotency_key_reused", ""));
    }

    private static Create withPassword(int password) {
        return new Create(UserKind.CUSTOMER, 0, 1, false, new Values(0, 0, 0, 0, 0, 0, password));
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void I3_theKeyCountsUntilADayAfterItsFirstUse(Wiring wiring) {
        UserRegistry registry = wiring.registry(clock);
        Create create = new Create(UserKind.SUBSCRIBER, 0, 1, false, PLAIN);
        Outcome<?> first = registry.create(Requests.subscriber(create)).get();

        setClock(DAY.minusNanos(1_000));
        assertThat(registry.create(Requests.subscriber(create)).get()).isEqualTo(first);
        setClock(DAY);
        Outcome<?> second = registry.create(Requests.subscriber(create)).get();
        assertThat(second.user().id()).isNotEqualTo(first.user().id());
        setClock(DAY.plus(DAY).minusNanos(1_000));
        assertThat(registry.create(Requests.subscriber(create)).get())
                .as("the replays are no uses from which it counts, the second first use is")
                .isEqualTo(second);
    }

    @Test
    void I3_theRecordsOfADayAreDroppedByTheNextUseOfAnyKeyAndNoSooner() throws ReflectiveOperationException {
        InMemoryUserStore store = InMemoryUserStore.withoutLines();
        UserRegistry registry = Wiring.over(store, clock, new PlainHasher(), PoolLine.unlimited(Wiring.POOL_LINE));
        IntStream.range(0, 100).forEach(i -> create(registry, "early" + i));
        setClock(Duration.ofHours(2));
        IntStream.range(0, 10).forEach(i -> create(registry, "late" + i));

        setClock(DAY.minusNanos(1_000));
        create(registry, "not yet");
        assertThat(kept(store)).isEqualTo(Set.of(111));
        setClock(Duration.ofHours(25));
        create(registry, "now");
        assertThat(kept(store)).isEqualTo(Set.of(12));
    }

    private void setClock(Duration sinceStart) {
        clock.advance(Duration.between(clock.instant(), Surroundings.START.plus(sinceStart)));
    }

    private static void create(UserRegistry registry, String key) {
        registry.create(Requests.subscriber(new Create(UserKind.SUBSCRIBER, 0, 0, false, PLAIN))
                .withIdempotencyKey(IdempotencyKey.of(key).get()));
    }

    /** The sizes of whatever the store keeps records in: one, where all of them hold the same. */
    private static Set<Integer> kept(InMemoryUserStore store) throws ReflectiveOperationException {
        Object answers = member(store, "answers");
        return Set.copyOf(java.util.List.of(
                ((Map<?, ?>) member(answers, "records")).size(), ((Collection<?>) member(answers, "byAge")).size()));
    }

    private static Object member(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    private static Create keyed(Create create, int key) {
        return new Create(create.kind(), create.tenant(), key, create.dry(), create.values());
    }
}
