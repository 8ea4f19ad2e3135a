package dev.partyline.benchmarks;

import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What JMH found out about a class of benchmarks. A score is the median of its iterations: one that something else got
 * in the way of counts little.
 */
record Scores(Collection<RunResult> results) {
    /** Of calls that take nanoseconds. */
    static Scores ofCalls(Class<?> benchmark) throws RunnerException {
        return run(options(benchmark)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1)));
    }

    /** Of so many calls at a time in each of so many threads. */
    static Scores ofBatches(Class<?> benchmark, int threads, int batch) throws RunnerException {
        return run(options(benchmark).threads(threads).warmupBatchSize(batch).measurementBatchSize(batch));
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\.")
                .forks(1)
                .shouldDoGC(true)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
    }

    private static Scores run(ChainedOptionsBuilder options) throws RunnerException {
        return new Scores(new Runner(options.build()).run());
    }

    double of(String method) {
        return median(find(method).getPrimaryResult());
    }

    /** The bytes that a call allocates. */
    double allocated(String method) {
        return median(Objects.requireNonNull(find(method).getSecondaryResults().get("gc.alloc.rate.norm")));
    }

    private RunResult find(String method) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow();
    }

    private static double median(Result<?> result) {
        return result.getStatistics().getPercentile(50);
    }
}
