package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.ports.UserRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final Database database = new Database();

    @AfterEach
    void close() {
        database.close();
    }

    /** I3: forgotten 24 hours after its first use, and never earlier. */
    @Test
    void I3_answersAreForgottenWhileTheApplicationRuns() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        database.application(Requests.tenants())
                .withPropertyValues("partyline.housekeeping.interval=1ms")
                .withBean(InstantSource.class, () -> now::get)
                .run(context -> {
                    Housekeeping housekeeping = context.getBean(Housekeeping.class);
                    context.getBean(UserRegistry.class)
                            .create(Requests.subscriber(1)
                                    .withIdempotencyKey(IdempotencyKey.of("k").get()));
                    housekeeping.turn();
                    assertThat(answers()).isOne();
                    now.set(NOON.plus(Duration.ofHours(25)));
                    while (answers() > 0) {
                        Thread.onSpinWait();
                    }
                });
    }

    @Test
    void itCanBeLeftToAnotherApplication() {
        database.application("partyline.housekeeping.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Housekeeping.class));
    }

    @Test
    void aTurnGoesOnUntilNothingIsDue() {
        AtomicInteger due = new AtomicInteger(3);
        aTurn(() -> due.getAndUpdate(left -> Math.max(0, left - 1)));
        assertThat(due).hasValue(0);
    }

    /** What never ends would keep a connection for good. */
    @Test
    void aTurnIsBounded() {
        AtomicInteger sweeps = new AtomicInteger();
        aTurn(sweeps::incrementAndGet);
        assertThat(sweeps).hasValue(100);
    }

    @Test
    void aFailureEndsItsTurnOnly() {
        AtomicInteger turns = new AtomicInteger();
        Housekeeping housekeeping = new Housekeeping(
                () -> {
                    if (turns.incrementAndGet() == 1) {
                        throw new IllegalStateException("once");
                    }
                    return 0;
                },
                Duration.ofMillis(1));
        housekeeping.start();
        while (turns.get() < 3) {
            Thread.onSpinWait();
        }
        housekeeping.stop();
        assertThat(housekeeping.isRunning()).isFalse();
    }

    @Test
    void theTimeSinceTheLastTurnIsAGauge() {
        database.application()
                .run(context -> assertThat(context.getBean(MeterRegistry.class)
                                .get("partyline.housekeeping.age")
                                .timeGauge()
                                .value())
                        .isNotNegative());
    }

    private int answers() {
        return database.outside().queryForList("SELECT 1 FROM partyline_answer").size();
    }

    /** One turn, of housekeeping that would take the next one in an hour. */
    private static void aTurn(IntSupplier sweep) {
        Housekeeping housekeeping = new Housekeeping(sweep, Duration.ofHours(1));
        housekeeping.start();
        housekeeping.turn();
        housekeeping.stop();
    }
}
