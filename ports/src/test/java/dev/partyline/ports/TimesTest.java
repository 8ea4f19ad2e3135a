package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Instant ALMOST_A_SECOND = Instant.parse("2026-01-01T00:00:00.999999999Z");

    /** Every store can hold these. */
    @Test
    void E4_nowIsInWholeMicroseconds() {
        assertThat(Times.now(() -> ALMOST_A_SECOND)).isEqualTo(Instant.parse("2026-01-01T00:00:00.999999Z"));
    }

    @Test
    void E4_aTimeThatIsLongerThanAllTimeEndsWithIt() {
        for (Duration time : List.of(
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.between(ALMOST_A_SECOND, Instant.MAX).plusNanos(1),
                Duration.ofSeconds(Instant.MAX.getEpochSecond() - ALMOST_A_SECOND.getEpochSecond(), 999_999_999))) {
            assertThat(Times.after(ALMOST_A_SECOND, time)).isEqualTo(Instant.MAX);
        }
        assertThat(Times.before(Samples.NOW, Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(Instant.MIN);
    }

    @Test
    void E4_noTimeIsNegative() {
        assertThat(Times.after(Samples.NOW, Duration.ofSeconds(1))).isEqualTo(Samples.LATER);
        assertThat(Times.before(Samples.LATER, Duration.ofSeconds(1))).isEqualTo(Samples.NOW);
        assertThat(Times.after(Samples.NOW, Duration.ofSeconds(-1))).isEqualTo(Samples.NOW);
        assertThat(Times.before(Samples.NOW, Duration.ofSeconds(Long.MIN_VALUE)))
                .isEqualTo(Samples.NOW);
    }
}
