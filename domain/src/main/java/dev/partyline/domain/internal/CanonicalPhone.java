package dev.partyline.domain.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of a number whose structure was checked (V2, V13). A number is the digits after the plus.
 *
 * <p>The form depends on {@link NationalPrefixTable} alone. So no libphonenumber on a host's class path can move it.
 */
public final class CanonicalPhone {
    private static final int CODES = 1_000;
    private static final int LONGEST_CODE = 3;
    private static final int STARTS = 1_000;
    private static final int START_DIGITS = 3;

    private static final long[] POWERS_OF_TEN = powersOfTen();

    /** The rows of the table by calling code; null if there is no such code. */
    private static final @Nullable String[] ROWS = rowsByCode();

    /** What was read of the rows so far. A row is read if a number asks for it, so that the first number is quick. */
    private static final AtomicReferenceArray<@Nullable CallingCode> READ = new AtomicReferenceArray<>(CODES);

    private CanonicalPhone() {}

    /** V2: the steps go on as long as one changes the number and V1 accepts the result. */
    public static long of(long digits) {
        long form = digits;
        long next = step(form);
        while (next != form && E164.accepts(next)) {
            form = next;
            next = step(form);
        }
        return form;
    }

    /** What libphonenumber's E.164 form of the number is; the number itself if libphonenumber cannot parse it. */
    private static long step(long digits) {
        int length = lengthOf(digits);
        for (int codeLength = 1; codeLength <= LONGEST_CODE; codeLength++) {
            int behindCode = length - codeLength;
            CallingCode code = code((int) (digits / POWERS_OF_TEN[behindCode]));
            if (code != null) {
                int start = (int) (digits / POWERS_OF_TEN[behindCode - START_DIGITS] % STARTS);
                return code.mayChange(start) ? step(code, digits) : digits;
            }
        }
        return digits;
    }

    private static long step(CallingCode code, long digits) {
        String written = Integer.toString(code.digits());
        return Long.parseLong(written + code.step(Long.toString(digits).substring(written.length())));
    }

    private static @Nullable CallingCode code(int code) {
        CallingCode known = READ.get(code);
        String row = ROWS[code];
        if (known != null || row == null) {
            return known;
        }
        CallingCode read = CallingCode.of(row);
        READ.set(code, read);
        return read;
    }

    private static @Nullable String[] rowsByCode() {
        @Nullable String[] rows = new String[CODES];
        NationalPrefixTable.ROWS.lines().forEach(row -> rows[CallingCode.digitsOf(row)] = row);
        return rows;
    }

    private static int lengthOf(long digits) {
        int length = 1;
        while (digits >= POWERS_OF_TEN[length]) {
            length++;
        }
        return length;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }
}
