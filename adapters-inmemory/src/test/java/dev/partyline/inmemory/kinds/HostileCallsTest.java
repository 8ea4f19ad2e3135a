package dev.partyline.inmemory.kinds;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.Name;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.UserRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Whatever is given to whichever entry point, the answer is a value, and soon there. The seed is printed;
 * {@code -Dpartyline.seed=…} gives the same again. {@code partyline.hostile} says how many calls there are.
 */
class HostileCallsTest {
    private static final long SEED = Long.getLong("partyline.seed", System.nanoTime());
    private static final int CALLS = Integer.getInteger("partyline.hostile", 100_000);

    /**
     * After so many calls a registry is given up for a new one, so that no more is remembered than what is to be met
     * again.
     */
    private static final int CALLS_OF_A_REGISTRY = 20_000;

    /** Of one request. */
    private static final long SLOW_NANOS = Duration.ofMillis(100).toNanos();

    private static final int ATTEMPTS = 4;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Set<Class<?>> FROM_OUTSIDE =
            Set.of(String.class, CharSequence.class, BigDecimal.class, Map.class, List.class, JsonObject.class);

    private static final int CALLS_FOR_A_FAULT = 200;

    @Test
    void E4_noCallThrowsAndEachIsAnsweredSoon() {
        System.out.println("-Dpartyline.seed=" + SEED);
        for (int from = 0; from < CALLS; from += CALLS_OF_A_REGISTRY) {
            make(EntryPoint.all(), SEED + from, Math.min(CALLS_OF_A_REGISTRY, CALLS - from));
        }
    }

    private static void make(List<EntryPoint> entryPoints, long seed, int calls) {
        for (int i = 0; i < calls; i++) {
            EntryPoint entryPoint = entryPoints.get(i % entryPoints.size());
            long numbers = seed + i;
            long slow = entryPoint.requests() * SLOW_NANOS;
            Supplier<String> call = () -> String.valueOf(
                    entryPoint.call().apply(new HostileValues(new Random(numbers * 0x9E3779B97F4A7C15L))));
            try {
                if (nanosOf(call) > slow) {
                    // What is compiled only now, or was not loaded yet, is no fault of the call.
                    assertThat(LongStream.generate(() -> nanosOf(call))
                                    .limit(ATTEMPTS)
                                    .min()
                                    .orElseThrow())
                            .as("nanoseconds of work")
                            .isLessThan(slow);
                }
            } catch (RuntimeException | Error failure) {
                throw new AssertionError(entryPoint.name() + " with the numbers of " + numbers, failure);
            }
        }
    }

    /** Of work: what the thread waits for says something about the machine, and nothing about the call. */
    private static long nanosOf(Supplier<String> call) {
        long before = THREADS.getCurrentThreadCpuTime();
        assertThat(call.get()).isNotNull();
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    @Test
    void E4_anEntryPointThatIsAtFaultIsFound() {
        EntryPoint sound = new EntryPoint("Name.of", values -> Name.of(values.someText()));
        EntryPoint throwing = new EntryPoint("throws for one odd input", values -> {
            if (values.someText().contains("\u0000")) {
                throw new IllegalArgumentException("U+0000");
            }
            return "";
        });
        EntryPoint quadratic = new EntryPoint("takes quadratic time", values -> {
            long length = values.someText().length();
            long end = THREADS.getCurrentThreadCpuTime() + length * length / 30;
            while (THREADS.getCurrentThreadCpuTime() < end) {
                Thread.onSpinWait();
            }
            return "";
        });
        make(List.of(sound), 1, CALLS_FOR_A_FAULT);
        for (EntryPoint fault : List.of(throwing, quadratic)) {
            assertThatThrownBy(() -> make(List.of(fault), 1, CALLS_FOR_A_FAULT))
                    .as(fault.name())
                    .isInstanceOf(AssertionError.class);
        }
    }

    /** What makes something of the domain of text, numbers or JSON, and whatever the registry does. */
    @Test
    void E4_noEntryPointIsForgotten() {
        Stream<Method> factories = Stream.of("value", "request", "user", "tenant")
                .flatMap(
                        part -> ReflectionSupport.findAllClassesInPackage(
                                "dev.partyline.domain." + part, type -> !type.isEnum(), name -> true)
                                .stream())
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .filter(method -> Stream.of(method.getParameterTypes()).anyMatch(HostileCallsTest::comesFromOutside));
        Stream<Method> calls = Stream.of(UserRegistry.class, LineRegistry.class)
                .flatMap(registry -> Stream.of(registry.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()));
        assertThat(EntryPoint.all().stream().map(EntryPoint::name).collect(toSet()))
                .isEqualTo(Stream.concat(factories, calls)
                        .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                        .collect(toSet()));
    }

    private static boolean comesFromOutside(Class<?> type) {
        return FROM_OUTSIDE.contains(type) || type.getSimpleName().startsWith("Given");
    }
}
