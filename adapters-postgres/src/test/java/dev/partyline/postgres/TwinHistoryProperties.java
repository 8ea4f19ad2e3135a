package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.RunName;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

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
        Runs runs = runs(identity, recreation, limit, AtomicLong::get);
        for (Step step : steps) {
            assertThat(runs.postgres().answer(step)).isEqualTo(runs.memory().answer(step));
        }
        assertThat(Databases.number(
                        SOURCE,
                        "SELECT count(*) FROM partyline_line l WHERE l.users <> (SELECT count(*) FROM partyline_user u"
                                + " WHERE u.line = l.line AND u.deactivated_at IS NULL AND u.tenant = '"
                                + runs.project().text() + "')"))
                .as("P5")
                .isZero();
    }

    private record Runs(ProjectId project, Run memory, Run postgres) {}

    private static Runs runs(
            SharedIdentity identity, Recreation recreation, Optional<Integer> limit, ToLongFunction<AtomicLong> id) {
        SampleTenants tenants = new SampleTenants(
                project -> limited(project, limit).withSharedIdentity(identity).withRecreation(recreation));
        Databases.execute(SOURCE, "DELETE FROM partyline_line; DELETE FROM partyline_phone_on_line");
        new PostgresLines(SOURCE).offer(SampleTenants.pool(1));
        InMemoryPhonePool pool = InMemoryPhonePool.of(SampleTenants.POOL.stream()
                .map(line -> new dev.partyline.ports.driven.PoolLine(line, 1))
                .toList());
        return new Runs(
                tenants.project.id(),
                new Run(tenants, InMemoryUserStore.withLines(pool), id),
                new Run(tenants, STORE, id));
    }

    /** Those of the run in PostgreSQL, whose rows are carried out together, and those of the creates alone. */
    @Property
    void B1_aRunIsAnsweredAsItsCreatesAlone(
            @ForAll("creates") List<Step> creates,
            @ForAll boolean named,
            @ForAll SharedIdentity identity,
            @ForAll Recreation recreation,
            @ForAll("limits") Optional<Integer> limit) {
        Runs runs = runs(identity, recreation, limit, AtomicLong::incrementAndGet);
        dev.partyline.ports.Run run =
                named ? dev.partyline.ports.Run.named(RunName.of("a run").get()) : dev.partyline.ports.Run.unnamed();
        List<String> alone = creates.stream().map(runs.memory()::answer).toList();
        assertThat(inOrder(runs.postgres().run(run, creates))).isEqualTo(inOrder(alone));
    }

    /** The answers with each id as the number in which it comes first: stores differ in how many they leave unused. */
    private static String inOrder(List<String> answers) {
        Map<String, Integer> numbers = new HashMap<>();
        return ID.matcher(String.join("\n", answers))
                .replaceAll(id -> "#" + numbers.computeIfAbsent(id.group(), first -> numbers.size()));
    }

    private static Project limited(Project project, Optional<Integer> limit) {
        return limit.map(project::withMaxSharedUsers).orElse(project);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return steps(12);
    }

    @Provide
    Arbitrary<List<Step>> creates() {
        return steps(7);
    }

    private static Arbitrary<List<Step>> steps(int kinds) {
        return Combinators.combine(below(kinds), below(PEOPLE), below(PEOPLE), below(6))
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
     * One registry, with ids and a clock that another one has the like of. One id a step lets ids be compared as well:
     * stores may differ in how many they leave unused.
     */
    private static final class Run {
        private final SampleTenants tenants;
        private final UserRegistry registry;
        private final AtomicLong ids = new AtomicLong();
        private final MovableClock clock = new MovableClock(START);
        private final List<UserId> known = new ArrayList<>();

        /** @param id the next id, of the number of the step */
        Run(SampleTenants tenants, UserStore store, ToLongFunction<AtomicLong> id) {
            this.tenants = tenants;
            UnaryOperator<Long> mixed = number -> number * 0x9E3779B97F4A7C15L;
            this.registry = UserRegistry.of(
                    store, tenants, RegistryOptions.DEFAULT.withClock(clock).withIds(() -> {
                        long next = id.applyAsLong(ids);
                        return new UserId(new UUID(mixed.apply(next), next));
                    }));
        }

        String answer(Step step) {
            ids.incrementAndGet();
            return switch (step.what()) {
                case 0, 1, 2, 3, 4, 5, 6 -> known(registry.create(create(step)));
                case 7 -> {
                    clock.advance(Duration.ofSeconds(step.key() == 0 ? 86_400 : step.other()));
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

        /** What each of the creates is answered with, in a run of its own. */
        List<String> run(dev.partyline.ports.Run run, List<Step> creates) {
            List<String> answers = new ArrayList<>();
            registry.createAll(run, creates.stream().map(this::create).iterator())
                    .forEachRemaining(verdict -> answers.add(known(verdict.answer())));
            return answers;
        }

        private CreateRequest<?, ?> create(Step step) {
            CreateRequest<?, ?> request = unkeyed(step);
            return step.key() < 2 ? request.withIdempotencyKey(SampleTenants.key(step.key())) : request;
        }

        private CreateRequest<?, ?> unkeyed(Step step) {
            return switch (step.what()) {
                case 0, 1, 2 ->
                    tenants.shared(
                            step.who(),
                            step.key() == 3 ? "Ada" : null,
                            step.other() == 0 ? null : SampleTenants.email(step.other()));
                case 3 -> tenants.dedicated(step.who(), step.other() % 2);
                case 4 -> tenants.customer(step.who());
                case 5 -> tenants.subscriber(step.who(), step.other());
                default -> tenants.app(step.who(), step.other(), step.key() == 5 ? "external" : null);
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
