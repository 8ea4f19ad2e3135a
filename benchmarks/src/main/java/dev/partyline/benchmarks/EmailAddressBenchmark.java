package dev.partyline.benchmarks;

import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** V5, against java.util.regex with the published pattern. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EmailAddressBenchmark {
    private static final Pattern PUBLISHED = Pattern.compile(
            "^(?!\\.)(?!.*\\.\\.)([A-Za-z0-9_'+\\-\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$");

    private static final String[] TEXTS = {
        "ada@example.com",
        "grace.hopper@navy.example.org",
        "first.last+tag@sub.domain.example.co.uk",
        "o'brien_1815@mail.example.museum"
    };

    private int next;

    private String text() {
        next = (next + 1) % TEXTS.length;
        return TEXTS[next];
    }

    @Benchmark
    public Object partyline() {
        return EmailAddress.of(text(), EmailRule.PUBLISHED);
    }

    @Benchmark
    public boolean floor() {
        return PUBLISHED.matcher(text()).matches();
    }
}
