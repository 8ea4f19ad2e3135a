package dev.partyline.http.api;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.user.User;

/** What a success is called (rule E1). */
public final class OutcomeName {
    private OutcomeName() {}

    /** {@code created}, {@code returned}, {@code updated} or {@code revived}. */
    public static <U extends User> String of(Outcome<U> outcome) {
        return outcome.fold(created -> "created", returned -> "returned", updated -> "updated", revived -> "revived");
    }
}
