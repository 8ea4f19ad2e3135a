package dev.partyline.inmemory.history;

import dev.partyline.domain.value.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /** Tells whether it may be so, and makes it so. */
    private interface Judge {
        Verdict of(Model model);
    }

    private Linearizability() {}

    /** Whether there is an order that the model, as it was before all of them, allows. */
    static boolean explains(Model start, List<Answered> answers, Wiring wiring) {
        Linearizability search = new Linearizability();
        answers.forEach(answered -> search.add(answered, start, wiring));
        return search.leadsToTheEnd(start, 0);
    }

    private void add(Answered answered, Model start, Wiring wiring) {
        Call call = answered.call();
        Answer answer = answered.answer();
        if (wiring == Wiring.LEASED
                && answer.kind().equals("pool_exhausted")
                && call instanceof Call.CreateShared create) {
            addExhaustion(create, answered, start);
        } else {
            add(model -> call.judge(model, answer), answered, 0);
        }
    }

    /**
     * S6: two systems can't be asked at one moment. That there is no line is true of each line at one moment of the call, and that
     * nothing else stands in the way, at a later one.
     */
    private void addExhaustion(Call.CreateShared create, Answered answered, Model start) {
        long lines = 0;
        for (Line line : start.poolLines()) {
            lines |= 1L << moments.size();
            add(model -> truth(model.hasNoRoom(line, create.phone())), answered, 0);
        }
        add(model -> truth(model.wouldAdmit(create)), answered, lines);
    }

    private static Verdict truth(boolean holds) {
        return holds ? Verdict.right("S6") : Verdict.wrong("S6", "there was a line");
    }

    private void add(Judge judge, Answered answered, long after) {
        moments.add(new Moment(judge, answered.begun(), answered.ended(), after));
    }

    private boolean leadsToTheEnd(Model model, long done) {
        if (done == (1L << moments.size()) - 1) {
            return true;
        }
        if (!failed.add(List.of(done, model.state()))) {
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
                if (moment.judge().of(then).isRight() && leadsToTheEnd(then, done | 1L << i)) {
                    return true;
                }
            }
        }
        return false;
    }
}
