package dev.partyline.benchmarks;

import java.util.function.DoublePredicate;

/** What is asked of a figure, which is the ratio to the floor where there is one. */
record Goal(String asked, DoublePredicate isMet) {
    /** For figures that are there to be known. */
    static final Goal NONE = new Goal("", figure -> true);

    static Goal atMost(double bound, String asked) {
        return new Goal(asked, figure -> figure <= bound);
    }

    static Goal atLeast(double bound, String asked) {
        return new Goal(asked, figure -> figure >= bound);
    }

    static Goal ratioAtMost(double bound) {
        return atMost(bound, "at most %s".formatted(bound));
    }

    static Goal ratioAtLeast(double bound) {
        return atLeast(bound, "at least %s".formatted(bound));
    }

    /** Whether it is met, in a word; empty where nothing is asked. */
    String verdict(double figure) {
        if (asked.isEmpty()) {
            return "";
        }
        return isMet.test(figure) ? "yes" : "no";
    }
}
