package dev.partyline.ports.driven;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Several calls of a store, one after the other. */
final class EachAlone {
    private EachAlone() {}

    /** Once one is not admitted that might have been, nobody after it is. */
    static List<Facts> looks(UserStore store, List<Question> questions) {
        AtomicBoolean admits = new AtomicBoolean(true);
        return of(questions, question -> {
            Facts facts = store.look(admits.get() ? question : question.withoutAdmission());
            admits.compareAndSet(true, facts.admitted().isPresent());
            return facts;
        });
    }

    /** The answers of all. If one fails after another, nobody knows what the failure says of all of them. */
    static <Q, A> List<A> of(List<Q> asked, Function<Q, A> call) {
        List<A> answers = new ArrayList<>(asked.size());
        for (Q each : asked) {
            try {
                answers.add(call.apply(each));
            } catch (UnavailableException failure) {
                throw answers.isEmpty() ? failure : new UnavailableException("failed in part", Effect.UNKNOWN, failure);
            }
        }
        return answers;
    }
}
