package dev.partyline.http;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.server.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each operation was asked for, with which outcome, and how long it took. Names no tenant and no user. */
final class Metrics implements Observer {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    private record Labels(Operation operation, String outcome, String code) {
        static Labels of(Operation operation, Answer answer) {
            String name = answer.outcome();
            if (answer.status() < 400) {
                return new Labels(operation, name.isEmpty() ? "answered" : name, "none");
            }
            return new Labels(
                    operation,
                    answer.status() < 500 || name.equals("pool_exhausted") ? "refused" : "failed",
                    name.isEmpty() ? "none" : name);
        }
    }

    MeterRegistry registry() {
        return registry;
    }

    @Override
    public void answered(Operation operation, Answer answer, Duration duration) {
        timers.computeIfAbsent(Labels.of(operation, answer), this::timer).record(duration);
    }

    private Timer timer(Labels labels) {
        return Timer.builder("partyline.requests")
                .description("Requests that were answered")
                .tag("api", labels.operation().api())
                .tag("operation", labels.operation().name())
                .tag("outcome", labels.outcome())
                .tag("code", labels.code())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** All of it, as Prometheus reads it. */
    Answer page() {
        return new Answer(200, Map.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8"), registry.scrape());
    }
}
