package dev.partyline.benchmarks;

import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** {@link EmailAddressBenchmark}. */
final class Emails {
    /** The value and the Validation that it comes in, 16 bytes each. */
    private static final int THE_VALUE = 32;

    private Emails() {}

    static List<Row> measure() throws RunnerException {
        Scores scores = Scores.ofCalls(EmailAddressBenchmark.class);
        return List.of(
                Row.against(
                        "java.util.regex",
                        "EmailAddress, published pattern (V5)",
                        "ns",
                        scores.of("partyline"),
                        scores.of("floor"),
                        Goal.atMost(1.0 / 8, "8 times as fast")),
                Row.alone(
                        "– allocated",
                        "bytes",
                        scores.allocated("partyline"),
                        // The profiler counts a few bytes of its own.
                        Goal.atMost(THE_VALUE + 0.5, "the value: %d bytes".formatted(THE_VALUE))));
    }
}
