package dev.partyline.inmemory.lincheck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Run by the profile {@code lincheck} only: Lincheck gives an execution up after a time, and so fails on a busy
 * machine.
 */
@Tag("lincheck")
class RegistryLincheckTest {
    private static final int SCENARIOS = Integer.getInteger("partyline.lincheck", 2);

    @Test
    void underStressEveryHistoryIsLinearizable() {
        stress().iterations(SCENARIOS).check(RegistryOperations.class);
    }

    @Test
    void inEveryInterleavingThatIsTriedEveryHistoryIsLinearizable() {
        interleavings().iterations(SCENARIOS).check(RegistryOperations.class);
    }

    @Test
    void underStressAQuotaThatIsNotCountedInTheStepIsFound() {
        assertThatThrownBy(() ->
                        stress().iterations(20).invocationsPerIteration(1_000).check(CheckThenAct.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    @Test
    void inSomeInterleavingAQuotaThatIsNotCountedInTheStepIsFound() {
        assertThatThrownBy(() -> interleavings()
                        .iterations(20)
                        .invocationsPerIteration(100)
                        .check(CheckThenAct.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    private static StressOptions stress() {
        return new StressOptions()
                .invocationsPerIteration(50 * SCENARIOS)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1);
    }

    private static ModelCheckingOptions interleavings() {
        return new ModelCheckingOptions()
                .invocationsPerIteration(20 * SCENARIOS)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1);
    }
}
