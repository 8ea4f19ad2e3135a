package dev.partyline.ports;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a request does next. A request goes through its steps alone, or together with others: then a step of all of them
 * is one call of the store.
 *
 * @param <A> what the request is answered
 */
sealed interface Step<A> {

    /** Asks the store, and goes on with the facts. */
    record Ask<A>(Question question, Function<Facts, Step<A>> then) implements Step<A> {}

    /**
     * Has the store make a change, and answers with what became of it.
     *
     * @param made the answer if the change was made
     * @param noLine the answer if there was no line for it
     */
    record Make<A>(Change change, Function<Outcome<? extends AnyUser>, ? extends A> made, Supplier<? extends A> noLine)
            implements Step<A> {
        private Step<A> after(Commit commit) {
            return commit.fold(
                    done -> new Answer<>(made.apply(change.outcome(done.user()))),
                    outdated -> new Outdated<>(),
                    none -> new Answer<>(noLine.get()));
        }
    }

    /** The end. */
    record Answer<A>(A answer) implements Step<A> {}

    /** What it was decided on holds no more: the request begins anew. */
    record Outdated<A>() implements Step<A> {}

    /** The end of a request of which nobody can say what became of it: it is not begun anew. */
    record Failed<A>(RuntimeException failure) implements Step<A> {}

    /** Goes through the steps to the answer; null if it is outdated. */
    static <A> @Nullable A alone(UserStore store, Step<A> first) {
        Step<A> step = first;
        while (true) {
            if (step instanceof Ask<A> ask) {
                step = ask.then().apply(Settlement.look(store, ask.question()));
            } else if (step instanceof Make<A> make) {
                step = make.after(Settlement.commit(store, make.change()));
            } else {
                return ended(step);
            }
        }
    }

    /** The answer of a step that is an end; null if it is outdated. */
    static <A> @Nullable A ended(Step<A> end) {
        if (end instanceof Failed<A> failed) {
            throw failed.failure();
        }
        return end instanceof Answer<A> answer ? answer.answer() : null;
    }

    /** The same of several at once: the end of each, in their order. Those that do not get through are outdated. */
    static <A> List<Step<A>> together(UserStore store, List<Supplier<Step<A>>> first) {
        List<Step<A>> steps = new ArrayList<>(first.size());
        for (Supplier<Step<A>> each : first) {
            steps.add(unlessItFails(each));
        }
        boolean going = true;
        while (going) {
            going = askAll(store, steps) || makeAll(store, steps);
        }
        return steps;
    }

    /** Whether somebody had something to ask. */
    private static <A> boolean askAll(UserStore store, List<Step<A>> steps) {
        List<Integer> places = placesOf(Ask.class, steps);
        List<Ask<A>> asks =
                places.stream().map(place -> (Ask<A>) steps.get(place)).toList();
        if (asks.isEmpty()) {
            return false;
        }
        List<Supplier<Optional<Facts>>> facts = Settlement.lookAll(store, questions(asks));
        for (int i = 0; i < asks.size(); i++) {
            steps.set(places.get(i), looked(asks.get(i), facts.get(i)));
        }
        return true;
    }

    /**
     * B1: whoever is admitted while it is looked overtakes the changes of those before it. So the first ones bring
     * admissions, up to one that brings none.
     */
    private static <A> List<Question> questions(List<Ask<A>> asks) {
        List<Question> questions = new ArrayList<>(asks.size());
        boolean admits = true;
        for (Ask<A> ask : asks) {
            admits &= ask.question().ifNobody().isPresent();
            questions.add(admits ? ask.question() : ask.question().withoutAdmission());
        }
        return questions;
    }

    private static <A> Step<A> looked(Ask<A> ask, Supplier<Optional<Facts>> facts) {
        try {
            Optional<Facts> known = facts.get();
            return known.isPresent() ? unlessItFails(() -> ask.then().apply(known.get())) : new Outdated<>();
        } catch (RuntimeException failure) {
            return new Failed<>(failure);
        }
    }

    /** Whether somebody had a change to make. */
    private static <A> boolean makeAll(UserStore store, List<Step<A>> steps) {
        List<Integer> places = placesOf(Make.class, steps);
        List<Make<A>> makes =
                places.stream().map(place -> (Make<A>) steps.get(place)).toList();
        if (makes.isEmpty()) {
            return false;
        }
        List<Supplier<Commit>> commits =
                Settlement.commitAll(store, makes.stream().map(Make::change).toList());
        for (int i = 0; i < makes.size(); i++) {
            steps.set(places.get(i), made(makes.get(i), commits.get(i)));
        }
        return true;
    }

    private static <A> Step<A> made(Make<A> make, Supplier<Commit> commit) {
        try {
            return make.after(commit.get());
        } catch (RuntimeException failure) {
            return new Failed<>(failure);
        }
    }

    /** A request that fails before its change is not to stop the others. Alone, it fails again and says why. */
    private static <A> Step<A> unlessItFails(Supplier<Step<A>> next) {
        try {
            return next.get();
        } catch (RuntimeException failure) {
            return new Outdated<>();
        }
    }

    private static <A> List<Integer> placesOf(Class<?> kind, List<Step<A>> steps) {
        return IntStream.range(0, steps.size())
                .filter(i -> kind.isInstance(steps.get(i)))
                .boxed()
                .toList();
    }
}
