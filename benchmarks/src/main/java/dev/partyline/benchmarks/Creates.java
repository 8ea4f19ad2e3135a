package dev.partyline.benchmarks;

import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** {@link CreateBenchmark} and {@link RecreateBenchmark}. */
final class Creates {
    private Creates() {}

    static List<Row> measure() throws RunnerException {
        Scores one = created(1);
        Scores two = created(2);
        Scores again = Scores.ofCalls(RecreateBenchmark.class);
        String floor = "putIfAbsent of a new record";
        return List.of(
                Row.against(
                        floor,
                        "create to 1M, 1 thread",
                        "ns",
                        one.of("partyline"),
                        one.of("floor"),
                        Goal.ratioAtMost(2.5)),
                Row.alone("– allocated", "bytes", bytes(one, "partyline"), Goal.atMost(700, "at most 700 bytes")),
                Row.alone("– allocated by the floor", "bytes", bytes(one, "floor"), Goal.NONE),
                Row.against(
                        floor,
                        "create to 1M, 2 threads",
                        "ns",
                        two.of("partyline"),
                        two.of("floor"),
                        Goal.ratioAtMost(2.5)),
                Row.against(
                        "itself, 1 thread",
                        "create to 1M, 2 threads",
                        "ns",
                        two.of("partyline"),
                        one.of("partyline"),
                        Goal.atMost(1 / 1.6, "1.6 times as fast")),
                Row.against(
                        "ConcurrentHashMap.get",
                        "create again, 1M users",
                        "ns",
                        again.of("partyline"),
                        again.of("floor"),
                        Goal.ratioAtMost(8)));
    }

    /** JMH takes the whole batch for one call. */
    private static double bytes(Scores batches, String method) {
        return batches.allocated(method) / CreateBenchmark.USERS;
    }

    private static Scores created(int threads) throws RunnerException {
        return Scores.ofBatches(CreateBenchmark.class, threads, CreateBenchmark.USERS / threads);
    }
}
