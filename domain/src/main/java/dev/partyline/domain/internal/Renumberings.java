package dev.partyline.domain.internal;

import dev.partyline.domain.internal.Renumbering.Swap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The renumberings of plan 1 (V14). A country is here only if the two forms of a number cannot be two subscribers.
 * {@code docs/phones.md} tells them to hosts.
 */
public final class Renumberings {
    private static final int CODES = 1_000;
    private static final String MIGRATOR = "libphonenumber, migrator, recipes.csv";

    static final List<Renumbering> ALL =
            List.of(mexico(), argentina(), brazil(), benin(), ivoryCoast(), gabon(), vietnam(), gambia());

    private static final @Nullable Renumbering[] BY_CODE = byCode();

    private Renumberings() {}

    /** The canonical numbers that reach the same subscriber as this one, without itself, at most two. */
    public static List<Long> otherForms(long digits) {
        Renumbering country = country(digits);
        if (country == null) {
            return List.of();
        }
        String code = Integer.toString(country.callingCode());
        List<Long> others = new ArrayList<>();
        for (String other : country.otherForms(Long.toString(digits).substring(code.length()))) {
            others.add(Long.parseLong(code + other));
        }
        return others;
    }

    /** Calling codes of two and three digits; no code begins with another. */
    private static @Nullable Renumbering country(long digits) {
        long start = digits;
        while (start >= CODES) {
            start /= 10;
        }
        Renumbering country = BY_CODE[(int) start / 10];
        return country == null ? BY_CODE[(int) start] : country;
    }

    /** The 1 of mobile phones went. Numbers never begin with it. */
    private static Renumbering mexico() {
        return new Renumbering(
                "MX",
                52,
                Optional.of(LocalDate.of(2019, 8, 3)),
                Optional.of(LocalDate.of(2020, 8, 3)),
                "Signal-iOS, CanonicalPhoneNumber; " + MIGRATOR,
                List.of(Swap.of("", List.of("1", ""), "[2-9]\\d{9}")));
    }

    /** The 9 is the token of mobile phones for calls from abroad. Fixed and mobile numbers share one flat plan. */
    private static Renumbering argentina() {
        return new Renumbering(
                "AR",
                54,
                Optional.empty(),
                Optional.empty(),
                "Signal-iOS and Signal-Android, canonical phone numbers",
                List.of(Swap.of("", List.of("", "9"), "[1-3]\\d{9}")));
    }

    /** Mobile numbers got a 9 after the area. Numbers of fixed lines begin with 2 to 5 and got none. */
    private static Renumbering brazil() {
        return new Renumbering(
                "BR",
                55,
                Optional.of(LocalDate.of(2012, 7, 29)),
                Optional.of(LocalDate.of(2016, 11, 6)),
                MIGRATOR + "; ITU, communication 6.II.2013",
                List.of(Swap.of("[1-9]{2}", List.of("", "9"), "[689]\\d{7}")));
    }

    private static Renumbering benin() {
        return new Renumbering(
                "BJ",
                229,
                Optional.of(LocalDate.of(2024, 11, 30)),
                Optional.of(LocalDate.of(2024, 12, 30)),
                "Signal-Server, Util.getAlternateForms",
                List.of(Swap.of("", List.of("", "01"), "\\d{8}")));
    }

    /** Mobile numbers only. The operator's two digits came before the number. */
    private static Renumbering ivoryCoast() {
        return new Renumbering(
                "CI",
                225,
                Optional.of(LocalDate.of(2021, 1, 31)),
                Optional.empty(),
                "ITU, E.129 notice of Côte d'Ivoire",
                List.of(
                        Swap.of("", List.of("", "01"), "(?:0[123]|[457][0-3])\\d{6}"),
                        Swap.of("", List.of("", "05"), "(?:0[456]|[4-9][456])\\d{6}"),
                        Swap.of("", List.of("", "07"), "(?:0[789]|[4-8][789]|9[78])\\d{6}")));
    }

    /** Old numbers were written with a 0 and without it. */
    private static Renumbering gabon() {
        return new Renumbering(
                "GA",
                241,
                Optional.of(LocalDate.of(2019, 11, 15)),
                Optional.empty(),
                MIGRATOR,
                List.of(
                        gabon("1", "11"),
                        gabon("2", "62"),
                        gabon("5", "65"),
                        gabon("6", "66"),
                        gabon("4", "74"),
                        gabon("7", "77")));
    }

    private static Swap gabon(String old, String now) {
        return Swap.of("", List.of("0" + old, old, now), "\\d{6}");
    }

    private static Renumbering vietnam() {
        return new Renumbering(
                "VN",
                84,
                Optional.of(LocalDate.of(2018, 9, 15)),
                Optional.empty(),
                MIGRATOR,
                List.of(
                        vietnam("120", "70"),
                        vietnam("126", "76"),
                        vietnam("128", "78"),
                        vietnam("121", "79"),
                        vietnam("122", "77"),
                        vietnam("123", "83"),
                        vietnam("124", "84"),
                        vietnam("125", "85"),
                        vietnam("127", "81"),
                        vietnam("129", "82"),
                        vietnam("162", "32"),
                        vietnam("163", "33"),
                        vietnam("164", "34"),
                        vietnam("165", "35"),
                        vietnam("166", "36"),
                        vietnam("167", "37"),
                        vietnam("168", "38"),
                        vietnam("169", "39"),
                        vietnam("186", "56"),
                        vietnam("188", "58"),
                        vietnam("199", "59")));
    }

    private static Swap vietnam(String old, String now) {
        return Swap.of("", List.of(old, now), "\\d{7}");
    }

    /** Numbers that begin with 9, 56, 42 or 88 stayed. */
    private static Renumbering gambia() {
        return new Renumbering(
                "GM",
                220,
                Optional.empty(),
                Optional.empty(),
                "PURA, public notice of July 2026; Signal-Server, GambiaAlternateFormGenerator",
                List.of(
                        Swap.of("", List.of("", "83"), "3\\d{6}|5[0-57-9]\\d{5}"),
                        Swap.of("", List.of("", "86"), "6\\d{6}|8[4-7]\\d{5}"),
                        Swap.of("", List.of("", "87"), "[27]\\d{6}|4[015]\\d{5}")));
    }

    private static @Nullable Renumbering[] byCode() {
        @Nullable Renumbering[] countries = new Renumbering[CODES];
        ALL.forEach(country -> countries[country.callingCode()] = country);
        return countries;
    }
}
