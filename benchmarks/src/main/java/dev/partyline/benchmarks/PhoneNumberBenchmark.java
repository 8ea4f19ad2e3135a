package dev.partyline.benchmarks;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import dev.partyline.domain.value.PhoneNumber;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** V1 and V2 on a mix of numbers of every region and type, against libphonenumber's own parse and format. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PhoneNumberBenchmark {
    private static final PhoneNumberUtil LIBPHONENUMBER = PhoneNumberUtil.getInstance();
    private static final int MIX = 4_096;

    private final String[] texts = mix();
    private int next;

    /** An example of each type that a region has, with its last four digits drawn. */
    private static String[] mix() {
        Random random = new Random(1);
        List<String> examples = LIBPHONENUMBER.getSupportedRegions().stream()
                .sorted()
                .flatMap(region -> Stream.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)
                        .map(type -> LIBPHONENUMBER.getExampleNumberForType(region, type)))
                .filter(Objects::nonNull)
                .map(number -> LIBPHONENUMBER.format(number, PhoneNumberFormat.E164))
                .filter(text -> PhoneNumber.of(text).isValid())
                .toList();
        return Stream.generate(() -> examples.get(random.nextInt(examples.size())))
                .map(text -> text.length() < 9
                        ? text
                        : text.substring(0, text.length() - 4) + (1_000 + random.nextInt(9_000)))
                .limit(MIX)
                .toArray(String[]::new);
    }

    private String text() {
        next = (next + 1) % MIX;
        return texts[next];
    }

    @Benchmark
    public Object partyline() {
        return PhoneNumber.of(text());
    }

    @Benchmark
    public Object floor() throws NumberParseException {
        return LIBPHONENUMBER.format(LIBPHONENUMBER.parse(text(), null), PhoneNumberFormat.E164);
    }
}
