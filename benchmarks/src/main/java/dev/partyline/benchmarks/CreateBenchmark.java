package dev.partyline.benchmarks;

import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.ports.UserRegistry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * New shared users in memory, from none to a million: one call of a benchmark is one user, one batch of all threads together is all of them. The floor
 * puts a new record with a random id into a map.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class CreateBenchmark {
    static final int USERS = 1_000_000;

    private static final Cast CAST = Cast.of(100, 1_000);

    private final NewSharedUser[] requests =
            IntStream.range(0, USERS).mapToObj(CAST::request).toArray(NewSharedUser[]::new);
    private UserRegistry registry = CAST.registry();
    private ConcurrentHashMap<Object, Entry> map = new ConcurrentHashMap<>();

    /** What the floor makes of a request. */
    record Entry(UUID id, Object request) {
        static Entry put(NewSharedUser request, Map<Object, Entry> map) {
            Entry entry = new Entry(UUID.randomUUID(), request);
            map.putIfAbsent(request.phone(), entry);
            return entry;
        }
    }

    /** Where a thread is: each has its own share of the users, of all projects. */
    @State(Scope.Thread)
    public static class Position {
        private int next;

        @Setup(Level.Iteration)
        public void begin(ThreadParams thread) {
            next = USERS / thread.getThreadCount() * thread.getThreadIndex();
        }
    }

    @Setup(Level.Iteration)
    public void empty() {
        registry = CAST.registry();
        map = new ConcurrentHashMap<>();
        System.gc();
    }

    @Benchmark
    public Object partyline(Position position) {
        return registry.create(requests[position.next++]);
    }

    @Benchmark
    public Object floor(Position position) {
        return Entry.put(requests[position.next++], map);
    }
}
