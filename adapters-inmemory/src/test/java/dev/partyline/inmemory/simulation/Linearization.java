package dev.partyline.inmemory.simulation;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order of calls, each at one instant between its beginning and its end, in which the rules give every
 * answer (Wing and Gong, with what is known to lead nowhere remembered). A call of which nobody knows the outcome has
 * any instant since its beginning, or none.
 */
final class Linearization {
    /** Far more than any history that could be explained has needed. */
    private static final int MOST_STATES = 2_000_000;

    private final List<SimulatedCall> calls;
    private final long mustBeDone;
    private final Set<Object> failed = new HashSet<>();
    private int states;

    /**
     * The calls, all of which are over. Of those without effect, and of those that only asked and were told nothing,
     * nothing is to be seen.
     */
    Linearization(List<SimulatedCall> all) {
        calls = all.stream()
                .filter(call ->
                        call.state() == SimulatedCall.State.ANSWERED || (call.isUnknown() && call.task.changes()))
                .sorted(Comparator.comparingInt(SimulatedCall::likely).thenComparingInt(call -> call.begun))
                .toList();
        if (calls.size() > Long.SIZE) {
            throw new IllegalArgumentException("too many calls");
        }
        long must = 0;
        for (int i = 0; i < calls.size(); i++) {
            must |= calls.get(i).isUnknown() ? 0 : 1L << i;
        }
        mustBeDone = must;
    }

    boolean exists() {
        return leadsToTheEnd(new SequentialModel(), 0);
    }

    private boolean leadsToTheEnd(SequentialModel model, long done) {
        if ((mustBeDone & ~done) == 0) {
            return true;
        }
        if (!failed.isEmpty() && failed.contains(List.of(done, model.state()))) {
            return false;
        }
        if (++states > MOST_STATES) {
            throw new IllegalStateException("not decided after " + MOST_STATES + " states");
        }
        int firstEnd = Integer.MAX_VALUE;
        for (int i = 0; i < calls.size(); i++) {
            if ((done & 1L << i) == 0) {
                firstEnd = Math.min(firstEnd, calls.get(i).latest());
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            SimulatedCall call = calls.get(i);
            if ((done & 1L << i) == 0 && call.earliest() <= firstEnd) {
                for (SequentialModel then : call.task.after(model, call)) {
                    if (leadsToTheEnd(then, done | 1L << i)) {
                        return true;
                    }
                }
            }
        }
        failed.add(List.of(done, model.state()));
        return false;
    }
}
