package dev.partyline.domain.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a country changed its numbers, so that two of them reach the same subscriber (V14).
 *
 * @param country ISO 3166, two letters
 * @param began the first day of the new form; empty if none is known, or if both forms have always been there
 * @param ended the last day on which the old form was in use; empty if none is known
 * @param source where this is said
 * @param swaps each says which digits stand for each other
 */
record Renumbering(
        String country,
        int callingCode,
        Optional<LocalDate> began,
        Optional<LocalDate> ended,
        String source,
        List<Swap> swaps) {

    /** The other national numbers that reach the same subscriber, at most two. */
    List<String> otherForms(String nationalNumber) {
        for (Swap swap : swaps) {
            List<String> others = swap.otherForms(nationalNumber);
            if (!others.isEmpty()) {
                return others;
            }
        }
        return List.of();
    }

    /**
     * Digits that stand for each other between the same other digits.
     *
     * @param before what stands before them
     * @param digits each form's own digits, the newest last; none of them may lead to another swap's number
     * @param after what stands behind them
     */
    record Swap(String before, List<String> digits, String after, List<Pattern> forms) {
        static Swap of(String before, List<String> digits, String after) {
            return new Swap(
                    before,
                    digits,
                    after,
                    digits.stream()
                            .map(own -> Pattern.compile("(" + before + ")" + own + "(" + after + ")"))
                            .toList());
        }

        private List<String> otherForms(String nationalNumber) {
            for (int i = 0; i < forms.size(); i++) {
                Matcher form = forms.get(i).matcher(nationalNumber);
                if (form.matches()) {
                    return otherForms(i, form.group(1), form.group(2));
                }
            }
            return List.of();
        }

        private List<String> otherForms(int given, @Nullable String start, @Nullable String end) {
            List<String> others = new ArrayList<>();
            for (int i = 0; i < digits.size(); i++) {
                if (i != given) {
                    others.add(start + digits.get(i) + end);
                }
            }
            return others;
        }
    }
}
