package dev.partyline.inmemory.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether what several threads were answered is what one thread could have been answered, asking the same one by one in
 * an order that keeps what was over before something else began (Wing and Gong). All orders are tried, none of them
 * twice from the same state; for a dozen calls that is quick.
 */
final class Linearizability {
    private final List<Answered> answers;
    private final Set<Object> failed = new HashSet<>();

    /**
     * A call that was answered.
     *
     * @param begun before it began, by a clock that all threads read
     * @param ended after it ended, by the same clock
     */
    record Answered(Call call, Answer answer, long begun, long ended) {}

    private Linearizability(List<Answered> answers) {
        this.answers = answers;
    }

    /** Whether there is an order that the model, as it was before all of them, allows. */
    static boolean explains(HistoryModel start, List<Answered> answers) {
        return new Linearizability(answers).leadsToTheEnd(start, 0);
    }

    private boolean leadsToTheEnd(HistoryModel model, long done) {
        if (done == (1L << answers.size()) - 1) {
            return true;
        }
        if (!failed.add(List.of(done, model.state()))) {
            return false;
        }
        long firstEnd = Long.MAX_VALUE;
        for (int i = 0; i < answers.size(); i++) {
            if ((done & 1L << i) == 0) {
                firstEnd = Math.min(firstEnd, answers.get(i).ended());
            }
        }
        for (int i = 0; i < answers.size(); i++) {
            Answered next = answers.get(i);
            if ((done & 1L << i) == 0 && next.begun() < firstEnd) {
                HistoryModel then = model.copy();
                if (next.call().judge(then, next.answer()).isRight() && leadsToTheEnd(then, done | 1L << i)) {
                    return true;
                }
            }
        }
        return false;
    }
}
