package dev.partyline.benchmarks;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.partyline.domain.value.PhoneNumber;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** V1 and V2 on a mix of numbers, against libphonenumber's own parse and format. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PhoneNumberBenchmark {
    private final String[] texts = PhoneTexts.mix();
    private int next;

    private String text() {
        next = (next + 1) % PhoneTexts.COUNT;
        return texts[next];
    }

    @Benchmark
    public Object partyline() {
        return PhoneNumber.of(text());
    }

    @Benchmark
    public Object floor() throws NumberParseException {
        return PhoneTexts.LIBPHONENUMBER.format(PhoneTexts.LIBPHONENUMBER.parse(text(), null), PhoneNumberFormat.E164);
    }
}
