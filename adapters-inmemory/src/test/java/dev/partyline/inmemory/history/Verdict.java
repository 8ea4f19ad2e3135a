package dev.partyline.inmemory.history;

import java.util.Optional;

/**
 * What the model says of an answer.
 *
 * @param rule the rule that the answer rests on
 * @param wrong why the rule does not allow it; empty where it does
 */
record Verdict(String rule, Optional<String> wrong) {
    static Verdict right(String rule) {
        return new Verdict(rule, Optional.empty());
    }

    static Verdict wrong(String rule, String why) {
        return new Verdict(rule, Optional.of(why));
    }

    static Verdict equal(String rule, Object expected, Object actual) {
        return expected.equals(actual) ? right(rule) : wrong(rule, "expected " + expected + " but got " + actual);
    }

    boolean isRight() {
        return wrong.isEmpty();
    }
}
