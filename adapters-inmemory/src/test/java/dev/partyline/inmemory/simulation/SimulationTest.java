package dev.partyline.inmemory.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of the system properties {@code partyline.seeds} says how many seeds there are, {@code partyline.seed} which is the
 * first one: with {@code -Dpartyline.seed=N -Dpartyline.seeds=1} one is played again, and told whether it fails or not.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("partyline.seed", 0);
    private static final long SEEDS = Long.getLong("partyline.seeds", 20_000);

    /** So many seeds are enough to find any fault that was put there on purpose. */
    private static final long SEEDS_FOR_A_FAULT = 30_000;

    private static final int TRACES = 200;

    /**
     * Of the traces of the first seeds. Whoever changes what a seed plays records it anew; a JDK must not change it.
     */
    private static final String HASH_OF_TRACES = "dc3483d376cfa748115117e7f507145de7841e85292029216f7737e1798f42c9";

    @Tag("once")
    @Test
    void E6_whateverFailsEveryHistoryIsOneThatTheRulesAllow() {
        OptionalLong wrong = LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .filter(seed -> Simulation.fault(seed, Optional.empty()).isPresent())
                .findFirst();
        wrong.ifPresent(seed -> {
            throw new AssertionError("seed " + seed + "\n" + Simulation.trace(seed, Optional.empty()));
        });
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("dev.partyline.inmemory.simulation.PlantedPortFault#all")
    void E6_aFaultThatIsPutThereOnPurposeIsFound(PlantedPortFault fault) {
        assertThat(LongStream.range(0, SEEDS_FOR_A_FAULT)
                        .anyMatch(seed ->
                                Simulation.fault(seed, Optional.of(fault)).isPresent()))
                .isTrue();
    }

    @Test
    void E6_aSeedIsTheSameHistoryOnEveryJdk() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (long seed = 0; seed < TRACES; seed++) {
            digest.update(Simulation.trace(seed, Optional.empty()).getBytes(UTF_8));
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(HASH_OF_TRACES);
    }
}
