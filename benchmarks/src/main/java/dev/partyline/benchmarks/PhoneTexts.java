package dev.partyline.benchmarks;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import dev.partyline.domain.value.PhoneNumber;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** A mix of landlines and mobiles of every region: libphonenumber's example of each, its last four digits drawn anew. */
final class PhoneTexts {
    static final PhoneNumberUtil LIBPHONENUMBER = PhoneNumberUtil.getInstance();
    static final int COUNT = 4_096;

    private PhoneTexts() {}

    static String[] mix() {
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
                .limit(COUNT)
                .toArray(String[]::new);
    }
}
