package dev.partyline.benchmarks;

import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.ports.UserRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Creating again what is there, which changes nothing (S3), against a read of a map. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecreateBenchmark {
    private static final int USERS = 1_000_000;

    /** From one user to the next: far away, so that no cache has it, and prime to their number, so that it comes to all. */
    private static final int STRIDE = 618_033;

    private NewSharedUser[] requests = {};
    private UserRegistry registry = Cast.of(1, 1).registry();
    private final Map<Object, Object> map = new ConcurrentHashMap<>();
    private int next;

    @Setup
    public void fill() {
        Cast cast = Cast.of(100, 1_000);
        requests = IntStream.range(0, USERS).mapToObj(cast::request).toArray(NewSharedUser[]::new);
        registry = cast.registry();
        for (NewSharedUser request : requests) {
            map.put(request.phone(), registry.create(request).get());
        }
    }

    private NewSharedUser request() {
        next = (next + STRIDE) % USERS;
        return requests[next];
    }

    @Benchmark
    public Object partyline() {
        return registry.create(request());
    }

    @Benchmark
    public @Nullable Object floor() {
        return map.get(request().phone());
    }
}
