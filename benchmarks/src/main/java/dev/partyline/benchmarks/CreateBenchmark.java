package dev.partyline.benchmarks;

import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.ports.UserRegistry;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * New shared users in memory, to so many in all: one call of a benchmark is one user. The floor puts a new record with a random id into a
 * map.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@Warmup(iterations = 2, batchSize = CreateBenchmark.BATCH)
@Measurement(iterations = 4, batchSize = CreateBenchmark.BATCH)
public class CreateBenchmark {
    static final int BATCH = 500_000;

    /** Enough for two threads. */
    private static final int REQUESTS = 2 * BATCH;

    @Param({"100"})
    public int projects;

    @Param({"1000"})
    public int lines;

    private NewSharedUser[] requests = {};
    private UserRegistry registry = Cast.of(1, 1).registry();
    private ConcurrentHashMap<Object, Row> map = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    private record Row(UUID id, Object request) {}

    @Setup(Level.Trial)
    public void prepareRequests() {
        Cast cast = Cast.of(projects, lines);
        requests = IntStream.range(0, REQUESTS).mapToObj(cast::request).toArray(NewSharedUser[]::new);
    }

    @Setup(Level.Iteration)
    public void empty() {
        registry = Cast.of(projects, lines).registry();
        map = new ConcurrentHashMap<>();
        next.set(0);
        System.gc();
    }

    @Benchmark
    public Object partyline() {
        return registry.create(requests[next.getAndIncrement()]);
    }

    @Benchmark
    public Object floor() {
        NewSharedUser request = requests[next.getAndIncrement()];
        Row row = new Row(UUID.randomUUID(), request);
        map.putIfAbsent(request.phone(), row);
        return row;
    }
}
