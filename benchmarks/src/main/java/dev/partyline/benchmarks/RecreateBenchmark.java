package dev.partyline.benchmarks;

import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.ports.UserRegistry;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Creating again what is there, which changes nothing (S3), against a read of a map. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecreateBenchmark {
    @Param({"1000000"})
    public int users;

    private NewSharedUser[] requests = {};
    private UserRegistry registry = Cast.of(1, 1).registry();
    private final Map<Object, Object> map = new ConcurrentHashMap<>();

    @State(Scope.Thread)
    public static class Draw {
        private final Random random = new Random(1);
    }

    @Setup
    public void fill() {
        Cast cast = Cast.of(100, 1_000);
        requests = IntStream.range(0, users).mapToObj(cast::request).toArray(NewSharedUser[]::new);
        registry = cast.registry();
        for (NewSharedUser request : requests) {
            map.put(request.phone(), registry.create(request));
        }
    }

    @Benchmark
    public Object partyline(Draw draw) {
        return registry.create(requests[draw.random.nextInt(users)]);
    }

    @Benchmark
    public @Nullable Object floor(Draw draw) {
        return map.get(requests[draw.random.nextInt(users)].phone());
    }
}
