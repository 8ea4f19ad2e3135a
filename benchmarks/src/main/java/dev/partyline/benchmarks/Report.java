package dev.partyline.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Everything in a short form, as a table of ratios to the floor: {@code java -jar benchmarks/target/benchmarks.jar}. */
final class Report {
    private final List<String> rows = new ArrayList<>();

    private Report() {}

    public static void main(String[] arguments) throws RunnerException {
        Report report = new Report();
        report.add(
                "PhoneNumber.of (V1, V2)", "libphonenumber parse + format", "ns", timed(PhoneNumberBenchmark.class, 1));
        report.add("EmailAddress.of (V5)", "java.util.regex", "ns", timed(EmailAddressBenchmark.class, 1));
        report.addCreates("create, 1 thread", created(1, "100", "1000"), 1);
        report.addCreates("create, 2 threads", created(2, "100", "1000"), 2);
        for (String lines : List.of("10", "1000", "100000")) {
            report.addCreates("create, " + lines + " lines", created(1, "100", lines), 1);
        }
        for (String projects : List.of("1", "1000", "100000")) {
            report.addCreates("create, " + projects + " tenants", created(1, projects, "1000"), 1);
        }
        report.add("create again, 1M users", "ConcurrentHashMap.get", "ns", timed(RecreateBenchmark.class, 1));
        report.add("memory of a user", "record, 3 indexes", "bytes", Memory.partyline(), Memory.floor());
        System.out.println("| work | floor | ours | floor's | ratio |");
        System.out.println("|---|---|---|---|---|");
        report.rows.forEach(System.out::println);
    }

    private static Collection<RunResult> timed(Class<?> benchmark, int threads) throws RunnerException {
        return run(options(benchmark, threads)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .forks(1));
    }

    private static Collection<RunResult> created(int threads, String projects, String lines) throws RunnerException {
        return run(options(CreateBenchmark.class, threads)
                .param("projects", projects)
                .param("lines", lines));
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark, int threads) {
        return new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\.")
                .threads(threads)
                .shouldDoGC(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    private void add(String work, String floor, String unit, Collection<RunResult> results) {
        add(work, floor, unit, score(results, "partyline"), score(results, "floor"));
    }

    /** From milliseconds a batch of each thread to nanoseconds a user. */
    private void addCreates(String work, Collection<RunResult> results, int threads) {
        double perUser = 1e6 / CreateBenchmark.BATCH / threads;
        add(
                work,
                "putIfAbsent of a new record",
                "ns",
                perUser * score(results, "partyline"),
                perUser * score(results, "floor"));
    }

    private static double score(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }

    private void add(String work, String floor, String unit, double ours, double theirs) {
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %.0f %s | %.0f %s | %.2f |",
                work,
                floor,
                ours,
                unit,
                theirs,
                unit,
                ours / theirs));
        System.err.println(rows.get(rows.size() - 1));
    }
}
