package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.UserStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * The same history over the in-memory store and over this one: the same answers, but for the lines that were chosen.
 */
class TwinHistoryProperties {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PEOPLE = 3;

    private static final HikariDataSource SOURCE = Databases.fresh();
    private static final PostgresUserStore STORE = PostgresUserStore.own(SOURCE);

    @AfterContainer
    static void close() {
        SOURCE.close();
    }

    /** What is done, and with what. */
    record Step(int what, int who, int other, int key) {}

    @Property(tries = 150)
    void E1_aHistoryIsAnsweredAsInMemory(
            @ForAll("steps") List<Step> steps,
            @ForAll SharedIdentity identity,
            @ForAll Recreation recreation,
            @ForAll("limits") Optional<Integer> limit) {
        SampleTenants tenants = new SampleTenants(
                project -> limited(project, limit).withSharedIdentity(identity).withRecreation(recreation));
        Databases.execute(SOURCE, "DELETE FROM partyline_line; DELETE FROM partyline_phone_on_line");
        new PostgresLines(SOURCE).offer(SampleTenants.pool(1));
        InMemoryPhonePool pool = InMemoryPhonePool.of(SampleTenants.POOL.stream()
                .map(line -> new dev.partyline.ports.driven.PoolLine(line, 1))
                .toList());
        Run memory = new Run(tenants, InMemoryUserStore.withLines(pool));
        Run postgres = new Run(tenants, STORE);
        for (Step step : steps) {
            assertThat(postgres.answer(step)).isEqualTo(memory.answer(step));
        }
        assertThat(Databases.number(
                        SOURCE,
                        "SELECT count(*) FROM partyline_line l WHERE l.users <> (SELECT count(*) FROM partyline_user u"
                                + " WHERE u.line = l.line AND u.deactivated_at IS NULL AND u.tenant = '"
                                + tenants.project.id().text() + "')"))
                .as("P5")
                .isZero();
    }

    private static Project limited(Project project, Optional<Integer> limit) {
        return limit.map(project::withMaxSharedUsers).orElse(project);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(below(12), below(PEOPLE), below(PEOPLE), below(6))
                .as(Step::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Optional<Integer>> limits() {
        return Arbitraries.of(Optional.empty(), Optional.of(1), Optional.of(2), Optional.of(3));
    }

    private static Arbitrary<Integer> below(int bound) {
        return Arbitraries.integers().between(0, bound - 1);
    }

    /**
     * One registry, with ids and a clock that another one has the like of: one id a step, since stores may differ in
     * how many they leave unused.
     */
    private static final class Run {
        private final SampleTenants tenants;
        private final UserRegistry registry;
        private final AtomicLong ids = new AtomicLong();
        private final AtomicReference<Instant> now = new AtomicReference<>(START);
        private final List<UserId> known = new ArrayList<>();

        Run(SampleTenants tenants, UserStore store) {
            this.tenants = tenants;
            UnaryOperator<Long> mixed = number -> number * 0x9E3779B97F4A7C15L;
            this.registry = UserRegistry.of(
                    store,
                    tenants,
                    RegistryOptions.DEFAULT
                            .withClock(now::get)
                            .withIds(() -> new UserId(new UUID(mixed.apply(ids.get()), ids.get()))));
        }

        String answer(Step step) {
            ids.incrementAndGet();
            int who = step.who();
            Optional<Integer> key = Optional.of(step.key()).filter(number -> number < 2);
            return switch (step.what()) {
                case 0, 1, 2 -> {
                    var request = tenants.shared(
                            who,
                            step.key() == 3 ? "Ada" : null,
                            step.other() == 0 ? null : SampleTenants.email(step.other()));
                    yield known(registry.create(key.map(number -> request.withIdempotencyKey(SampleTenants.key(number)))
                            .orElse(request)));
                }
                case 3 -> {
                    var request = tenants.dedicated(who, step.other() % 2);
                    yield known(registry.create(key.map(number -> request.withIdempotencyKey(SampleTenants.key(number)))
                            .orElse(request)));
                }
                case 4 -> {
                    var request = tenants.customer(who);
                    yield known(registry.create(key.map(number -> request.withIdempotencyKey(SampleTenants.key(number)))
                            .orElse(request)));
                }
                case 5 -> {
                    var request = tenants.subscriber(who, step.other());
                    yield known(registry.create(key.map(number -> request.withIdempotencyKey(SampleTenants.key(number)))
                            .orElse(request)));
                }
                case 6 -> {
                    var request = tenants.app(who, step.other(), step.key() == 5 ? "external" : null);
                    yield known(registry.create(key.map(number -> request.withIdempotencyKey(SampleTenants.key(number)))
                            .orElse(request)));
                }
                case 7 -> {
                    now.updateAndGet(before -> before.plusSeconds(step.key() == 0 ? 86_400 : step.other()));
                    yield "later";
                }
                case 8 ->
                    registry.join(
                                    tenants.account.id(),
                                    any(step),
                                    CustomerId.of("c" + step.other()).get())
                            .fold(Object::toString, Rendering::of);
                case 9 ->
                    Rendering.of(registry.list(Listing.of(tenants.project.id(), 1 + step.other())
                            .withDeactivated()
                            .from(new dev.partyline.ports.driven.ListPosition(START, any(step)))));
                default -> {
                    UserId id = any(step);
                    StringBuilder answers = new StringBuilder();
                    for (TenantId tenant : List.of(
                            tenants.project.id(),
                            tenants.consoleProject.id(),
                            tenants.account.id(),
                            tenants.app.id())) {
                        answers.append(registry.deactivate(tenant, id).fold(Object::toString, Rendering::of));
                    }
                    yield answers.toString();
                }
            };
        }

        private UserId any(Step step) {
            return known.isEmpty()
                    ? new UserId(new UUID(0, 0))
                    : known.get((step.who() * PEOPLE + step.other()) % known.size());
        }

        private String known(
                io.vavr.control.Either<
                                ? extends dev.partyline.domain.answer.Refusal,
                                ? extends dev.partyline.domain.answer.Outcome<? extends dev.partyline.domain.user.User>>
                        answer) {
            answer.forEach(outcome -> known.add(outcome.user().id()));
            return Rendering.of(answer);
        }
    }
}
