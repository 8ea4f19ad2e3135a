package dev.partyline.inmemory.simulation;

import java.time.Duration;
import java.util.BitSet;
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
    private final BitSet mustBeDone = new BitSet();
    private final Set<Object> failed = new HashSet<>();
    private final Duration keepFormerPairs;
    private int states;

    /**
     * The calls, all of which are over. Of those without effect, and of those that only asked and were told nothing,
     * nothing is to be seen.
     */
    Linearization(List<SimulatedCall> all, Duration keepFormerPairs) {
        this.keepFormerPairs = keepFormerPairs;
        calls = all.stream()
                .filter(call ->
                        call.state() == SimulatedCall.State.ANSWERED || (call.isUnknown() && call.task.changes()))
                .sorted(Comparator.comparingInt(SimulatedCall::likely).thenComparingInt(call -> call.begun))
                .toList();
        for (int i = 0; i < calls.size(); i++) {
            mustBeDone.set(i, !calls.get(i).isUnknown());
        }
    }

    boolean exists() {
        return leadsToTheEnd(new SequentialModel(keepFormerPairs), new BitSet());
    }

    private boolean leadsToTheEnd(SequentialModel model, BitSet done) {
        BitSet left = (BitSet) mustBeDone.clone();
        left.andNot(done);
        if (left.isEmpty()) {
            return true;
        }
        if (!failed.isEmpty() && failed.contains(List.of(done, model.state()))) {
            return false;
        }
        if (++states > MOST_STATES) {
            throw new IllegalStateException("not decided after " + MOST_STATES + " states");
        }
        int firstEnd = Integer.MAX_VALUE;
        for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
            firstEnd = Math.min(firstEnd, calls.get(i).latest());
        }
        for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            SimulatedCall call = calls.get(i);
            if (call.earliest() <= firstEnd) {
                BitSet withIt = (BitSet) done.clone();
                withIt.set(i);
                for (SequentialModel then : call.task.after(model, call)) {
                    if (leadsToTheEnd(then, withIt)) {
                        return true;
                    }
                }
            }
        }
        failed.add(List.of(done, model.state()));
        return false;
    }
}
