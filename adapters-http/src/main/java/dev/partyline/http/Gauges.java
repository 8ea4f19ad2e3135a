package dev.partyline.http;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.Usage;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolUse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the pool, the quotas and the readers of events have left, over all lines and all tenants. It is looked at when
 * somebody reads the metrics. If the store does not answer, there are no such numbers.
 */
final class Gauges {
    private static final int MOST_EVENTS = 10_000;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final UserRegistry registry;
    private final Supplier<PoolUse> pool;
    private final List<Project> limited;
    private volatile @Nullable Look last;

    /** A thread of its own, so that a database that is silent keeps nobody from the other figures. */
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "figures");
        thread.setDaemon(true);
        return thread;
    });

    private record Look(PoolUse pool, int eventsNotDone, long limits, long used, long atLimit) {}

    Gauges(UserRegistry registry, Supplier<PoolUse> pool, List<Project> projects, MeterRegistry meters) {
        this.registry = registry;
        this.pool = pool;
        this.limited = projects.stream()
                .filter(project -> project.maxSharedUsers().isPresent())
                .toList();
        gauge(meters, "partyline.pool.lines", "Lines of the pool that are open", look -> look.pool.lines());
        gauge(meters, "partyline.pool.lines.full", "Open lines that have no room", look -> look.pool.full());
        gauge(meters, "partyline.pool.users", "Users of all lines of the pool", look -> look.pool.users());
        gauge(meters, "partyline.quota.limit", "Shared users that projects with a limit may have", Look::limits);
        gauge(meters, "partyline.quota.users", "Shared users that projects with a limit have", Look::used);
        gauge(meters, "partyline.quota.projects.full", "Projects that have reached their limit", Look::atLimit);
        gauge(
                meters,
                "partyline.events.not.done",
                "Events that are not done, counted up to " + MOST_EVENTS,
                Look::eventsNotDone);
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Look> value) {
        Gauge.builder(name, this, gauges -> gauges.value(value))
                .description(description)
                .register(meters);
    }

    private double value(ToDoubleFunction<Look> value) {
        Look look = last;
        return look == null ? Double.NaN : value.applyAsDouble(look);
    }

    /** Looks at all of it, for a second at the most. */
    void look() {
        Future<Look> asked = asking.submit(this::ask);
        try {
            last = asked.get(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException nobodyKnows) {
            last = null;
            asked.cancel(true);
        } catch (InterruptedException stopped) {
            last = null;
            Thread.currentThread().interrupt();
        }
    }

    private Look ask() {
        List<Usage> usages = limited.stream()
                .map(project -> registry.usage(project.id()))
                .filter(Either::isRight)
                .map(Either::get)
                .toList();
        return new Look(
                pool.get(),
                registry.eventsNotDone(MOST_EVENTS),
                usages.stream()
                        .mapToLong(usage -> usage.maxSharedUsers().orElse(0))
                        .sum(),
                usages.stream().mapToLong(usage -> usage.of(UserKind.SHARED)).sum(),
                usages.stream().filter(Gauges::isAtLimit).count());
    }

    private static boolean isAtLimit(Usage usage) {
        return usage.maxSharedUsers().isPresent()
                && usage.of(UserKind.SHARED) >= usage.maxSharedUsers().getAsInt();
    }
}
