package dev.partyline.http.user;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Field;
import dev.partyline.http.exchange.Answer;
import java.util.stream.Collectors;

/** How a success says what it was (rule E1). */
public final class OutcomeHeaders {
    private OutcomeHeaders() {}

    /** What it was, in a word. */
    static String of(Outcome<?> outcome) {
        return outcome.fold(created -> "created", returned -> "returned", updated -> "updated", revived -> "revived");
    }

    /** The answer with what was done, the fields that were changed, and the user's version as its entity tag. */
    public static Answer on(Answer answer, Outcome<? extends User> outcome) {
        Answer told = answer.with("ETag", EntityTags.of(outcome.user().version()))
                .with("Partyline-Outcome", of(outcome))
                .as(of(outcome));
        return outcome instanceof Outcome.Updated<?> updated ? told.with("Partyline-Fields", fields(updated)) : told;
    }

    private static String fields(Outcome.Updated<?> updated) {
        return updated.fields().stream().map(Field::published).collect(Collectors.joining(", "));
    }
}
