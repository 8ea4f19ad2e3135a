package dev.partyline.inmemory.history;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.value.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Whether what several threads were answered is what one thread could have been answered, asking the same one by one in an order
 * that keeps what was over before something else began (Wing and Gong). All orders are tried, none of them twice from the same
 * state; for a dozen calls that is quick.
 */
final class Linearizability {
    private final List<Moment> moments = new ArrayList<>();
    private final Set<Object> failed = new HashSet<>();

    /**
     * A call that was answered.
     *
     * @param begun before it began, by a clock that all threads read
     * @param ended after it ended, by the same clock
     */
    record Answered(Call call, Answer answer, long begun, long ended) {}

    /**
     * Something that is true at one moment of an interval.
     *
     * @param after which of the other moments come before it, a bit for each
     */
    private record Moment(Judge judge, long begun, long ended, long after) {}

    /** Tells whether it may be so, and makes it so. What one moment learned, a later one may use. */
    private interface Judge {
        Verdict of(Model model, Map<Integer, Optional<Person>> learned);
    }

    private Linearizability() {}

    /** Whether there is an order that the model, as it was before all of them, allows. */
    static boolean explains(Model start, List<Answered> answers, Wiring wiring) {
        Linearizability search = new Linearizability();
        answers.forEach(answered -> search.add(answered, start, wiring));
        return search.leadsToTheEnd(start, Map.of(), 0);
    }

    private void add(Answered answered, Model start, Wiring wiring) {
        Call call = answered.call();
        Answer answer = answered.answer();
        boolean admitted = answer.kind().equals(Answer.CREATED) || answer.kind().equals(Answer.REVIVED);
        if (admitted && call instanceof Call.CreateShared create) {
            addAdmission(
                    answered,
                    model -> model.lastHolder(create),
                    (model, lastHolder) -> model.create(create, lastHolder, answer));
        } else if (admitted && call instanceof Call.CreateDedicated create) {
            addAdmission(
                    answered,
                    model -> model.lastHolder(create),
                    (model, lastHolder) -> model.create(create, lastHolder, answer));
        } else if (wiring == Wiring.LEASED
                && answer.kind().equals("pool_exhausted")
                && call instanceof Call.CreateShared create) {
            addExhaustion(create, answered, start);
        } else {
            add((model, learned) -> call.judge(model, answer), answered, 0);
        }
    }

    /**
     * L3: a user is admitted as the last holder of its phone, or as none, was a moment before. A store is told to compare neither
     * when it admits somebody.
     */
    private void addAdmission(
            Answered answered,
            Function<Model, Optional<Person>> lastHolder,
            BiFunction<Model, Optional<Person>, Verdict> create) {
        int recall = moments.size();
        add(
                (model, learned) -> {
                    learned.put(recall, lastHolder.apply(model));
                    return Verdict.right("L3");
                },
                answered,
                0);
        add((model, learned) -> create.apply(model, requireNonNull(learned.get(recall))), answered, 1L << recall);
    }

    /**
     * S6: two systems can't be asked at one moment. That there is no line is true of each line at one moment of the call, and that
     * nothing else stands in the way, at a later one.
     */
    private void addExhaustion(Call.CreateShared create, Answered answered, Model start) {
        long lines = 0;
        for (Line line : start.poolLines()) {
            lines |= 1L << moments.size();
            add((model, learned) -> truth(model.hasNoRoom(line, create.phone())), answered, 0);
        }
        add((model, learned) -> truth(model.wouldAdmit(create)), answered, lines);
    }

    private static Verdict truth(boolean holds) {
        return holds ? Verdict.right("S6") : Verdict.wrong("S6", "there was a line");
    }

    private void add(Judge judge, Answered answered, long after) {
        moments.add(new Moment(judge, answered.begun(), answered.ended(), after));
    }

    private boolean leadsToTheEnd(Model model, Map<Integer, Optional<Person>> learned, long done) {
        if (done == (1L << moments.size()) - 1) {
            return true;
        }
        if (!failed.add(List.of(done, learned, model.state()))) {
            return false;
        }
        long firstEnd = Long.MAX_VALUE;
        for (int i = 0; i < moments.size(); i++) {
            if ((done & 1L << i) == 0) {
                firstEnd = Math.min(firstEnd, moments.get(i).ended());
            }
        }
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            boolean mayBeNext = (done & 1L << i) == 0 && moment.begun() < firstEnd && (moment.after() & ~done) == 0;
            if (mayBeNext) {
                Model then = model.copy();
                Map<Integer, Optional<Person>> learnedThen = new HashMap<>(learned);
                if (moment.judge().of(then, learnedThen).isRight()
                        && leadsToTheEnd(then, learnedThen, done | 1L << i)) {
                    return true;
                }
            }
        }
        return false;
    }
}
