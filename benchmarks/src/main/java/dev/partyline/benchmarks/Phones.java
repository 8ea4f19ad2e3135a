package dev.partyline.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.partyline.domain.value.PhoneNumber;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.RunnerException;

/** {@link PhoneNumberBenchmark}, and what each text of the mix costs by itself. */
final class Phones {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 500;
    private static final int TIMES = 9;

    /** Where the numbers go, so that none is optimised away. */
    private final Object[] kept = new Object[64];

    private Phones() {}

    static List<Row> measure() throws RunnerException {
        Phones phones = new Phones();
        String[] texts = PhoneTexts.mix();
        phones.ofNinetyNinePercent(texts, phones::nanoseconds);
        Scores scores = Scores.ofCalls(PhoneNumberBenchmark.class);
        return List.of(
                Row.against(
                        "libphonenumber, parse + format",
                        "PhoneNumber of E.164 (V1, V2)",
                        "ns",
                        scores.of("partyline"),
                        scores.of("floor"),
                        Goal.atMost(1.0 / 50, "50 times as fast")),
                Row.alone(
                        "– for 99 % of the mix",
                        "ns",
                        phones.ofNinetyNinePercent(texts, phones::nanoseconds),
                        Goal.atMost(100, "at most 100 ns")),
                Row.alone(
                        "– for 99 % of the mix, allocated",
                        "bytes",
                        phones.ofNinetyNinePercent(texts, phones::bytes),
                        Goal.atMost(64, "at most 64 bytes")));
    }

    /** What 99 % of the texts cost at most. */
    private double ofNinetyNinePercent(String[] texts, ToDoubleFunction<String> cost) {
        double[] costs = Arrays.stream(texts).mapToDouble(cost).sorted().toArray();
        return costs[costs.length * 99 / 100];
    }

    /** The best of several times: what gets in the way of one is not the text's. */
    private double nanoseconds(String text) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            call(text);
            best = Math.min(best, System.nanoTime() - start);
        }
        return (double) best / CALLS;
    }

    private double bytes(String text) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        call(text);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private void call(String text) {
        for (int i = 0; i < CALLS; i++) {
            kept[i % kept.length] = PhoneNumber.of(text);
        }
    }
}
