package dev.partyline.inmemory.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What ports answered to one call of the registry: the call is made again over it, and goes on from its end. */
final class Tape {
    private final List<Object> answers = new ArrayList<>();
    private int position;
    private int allowance;

    /** The call has used up its turn. An Error, so that nothing between the port and the client can hold it up. */
    static final class Cut extends Error {
        private static final long serialVersionUID = 1;

        private Cut() {
            super("cut", null, false, false);
        }
    }

    private record Failed(RuntimeException failure) {}

    /** From its beginning again, with so many answers that are new. */
    void rewind(int newAnswers) {
        position = 0;
        allowance = newAnswers;
    }

    int length() {
        return answers.size();
    }

    /** The next answer of a port: the one that was given before, else the one that is given now. */
    <T> T next(Supplier<T> call) {
        if (position < answers.size()) {
            return again();
        }
        if (allowance == 0) {
            throw new Cut();
        }
        allowance--;
        return record(call);
    }

    /** What nobody has to wait for. */
    <T> T nextAtOnce(Supplier<T> call) {
        return position < answers.size() ? again() : record(call);
    }

    private <T> T record(Supplier<T> call) {
        try {
            T answer = call.get();
            answers.add(answer);
            return answer;
        } catch (RuntimeException failure) {
            answers.add(new Failed(failure));
            throw failure;
        } finally {
            position++;
        }
    }

    /** The same call of the registry asks the same questions in the same order, so that the type is that of the answer. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <T> T again() {
        Object answer = answers.get(position++);
        if (answer instanceof Failed failed) {
            throw failed.failure();
        }
        return (T) answer;
    }
}
