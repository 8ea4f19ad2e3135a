package dev.partyline.domain.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the plan knows of one calling code, for V2. A national number is the digits after the code.
 *
 * <p>A step changes two things only. It removes or rewrites a national prefix. And it writes ten leading zeros at most.
 * So look at the first three digits of the national number. If no match of the prefix can begin with them, and they are
 * not all zeros, the step changes nothing.
 */
final class CallingCode {
    private static final String COLUMN = " ";
    private static final String EMPTY = "-";
    private static final Pattern NOTHING = Pattern.compile("");
    private static final int STARTS = 1_000;
    private static final int MOST_ZEROS = 10;

    private final int digits;
    private final Set<Integer> lengths;
    private final Set<Integer> localLengths;
    private final int longest;
    private final Pattern prefix;
    private final String rewrite;
    private final Pattern national;
    private final BitSet changingStarts;

    private CallingCode(
            int digits,
            Set<Integer> lengths,
            Set<Integer> localLengths,
            Pattern prefix,
            String rewrite,
            Pattern national) {
        this.digits = digits;
        this.lengths = lengths;
        this.localLengths = localLengths;
        this.longest = lengths.stream().mapToInt(Integer::intValue).max().orElse(0);
        this.prefix = prefix;
        this.rewrite = rewrite;
        this.national = national;
        this.changingStarts = startsOf(prefix);
    }

    /**
     * The calling code of a row of {@link NationalPrefixTable}. A row has the code, the lengths of its national
     * numbers, and those of numbers without an area. Then come the national prefix, what replaces it, and the national
     * numbers. The code alone, if it has no national prefix.
     */
    static CallingCode of(String row) {
        String[] columns = row.split(COLUMN, -1);
        return columns.length == 1
                ? new CallingCode(digitsOf(row), Set.of(), Set.of(), NOTHING, "", NOTHING)
                : new CallingCode(
                        digitsOf(row),
                        lengths(columns[1]),
                        lengths(columns[2]),
                        Pattern.compile(columns[3]),
                        columns[4].equals(EMPTY) ? "" : columns[4],
                        Pattern.compile(columns[5]));
    }

    /** The code of a row, without reading the rest of it. */
    static int digitsOf(String row) {
        return Integer.parseInt(row.split(COLUMN, 2)[0]);
    }

    private static Set<Integer> lengths(String column) {
        return column.equals(EMPTY)
                ? Set.of()
                : Arrays.stream(column.split(",", -1)).map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    int digits() {
        return digits;
    }

    /** False if a step changes no national number that begins with these three digits. */
    boolean mayChange(int threeDigits) {
        return changingStarts.get(threeDigits);
    }

    /** One step of V2: the national number as libphonenumber writes it. One that it cannot parse, V1 refuses. */
    String step(String nationalNumber) {
        return withTenZerosAtMost(withoutPrefix(nationalNumber));
    }

    /** A prefix is not taken away if the rest is too short, nor from a national number if the rest is none. */
    private String withoutPrefix(String number) {
        Matcher match = prefix.matcher(number);
        if (!match.lookingAt()) {
            return number;
        }
        boolean rewritten = !rewrite.isEmpty() && match.group(match.groupCount()) != null;
        String rest = rewritten ? match.replaceFirst(rewrite) : number.substring(match.end());
        return isAsLongAsANumber(rest) && (isNational(rest) || !isNational(number)) ? rest : number;
    }

    private boolean isNational(String number) {
        return national.matcher(number).matches();
    }

    private boolean isAsLongAsANumber(String number) {
        int length = number.length();
        return !localLengths.contains(length) && (lengths.contains(length) || (longest > 0 && length > longest));
    }

    private static String withTenZerosAtMost(String number) {
        int zeros = 0;
        while (zeros < number.length() - 1 && number.charAt(zeros) == '0') {
            zeros++;
        }
        return number.substring(Math.max(0, zeros - MOST_ZEROS));
    }

    private static BitSet startsOf(Pattern prefix) {
        BitSet starts = new BitSet(STARTS);
        starts.set(0);
        for (int start = 1; start < STARTS; start++) {
            Matcher matcher = prefix.matcher(threeDigits(start));
            boolean matches = matcher.lookingAt();
            boolean mayMatchWithMore = matcher.hitEnd();
            starts.set(start, mayMatchWithMore || (matches && matcher.end() > 0));
        }
        return starts;
    }

    /** In ASCII, whichever digits the default locale has. */
    private static String threeDigits(int start) {
        return Integer.toString(STARTS + start).substring(1);
    }
}
