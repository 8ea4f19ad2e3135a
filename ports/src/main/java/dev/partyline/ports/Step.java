package dev.partyline.ports;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
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

    /** Has the store make a change, and goes on with what became of it. */
    record Make<A>(Change change, Function<Commit, Step<A>> then) implements Step<A> {}

    /** The end. */
    record Answer<A>(A answer) implements Step<A> {}

    /** What it was decided on holds no more: the request begins anew. */
    record Outdated<A>() implements Step<A> {}

    /** Goes through the steps to the answer; null if it is outdated. */
    static <A> @Nullable A alone(UserStore store, Step<A> first) {
        Step<A> step = first;
        while (true) {
            if (step instanceof Ask<A> ask) {
                step = ask.then().apply(Settlement.look(store, ask.question()));
            } else if (step instanceof Make<A> make) {
                step = make.then().apply(Settlement.commit(store, make.change()));
            } else {
                return step instanceof Answer<A> end ? end.answer() : null;
            }
        }
    }

    /** The same of each, in their order; a null for each that is outdated, or did not get through. */
    static <A> List<@Nullable A> together(UserStore store, List<Supplier<Step<A>>> first) {
        List<Step<A>> steps = new ArrayList<>(first.size());
        for (Supplier<Step<A>> each : first) {
            steps.add(unlessItFails(each));
        }
        boolean going = true;
        while (going) {
            going = askAll(store, steps) || makeAll(store, steps);
        }
        List<@Nullable A> answers = new ArrayList<>(steps.size());
        for (Step<A> step : steps) {
            answers.add(step instanceof Answer<A> end ? end.answer() : null);
        }
        return answers;
    }

    /** Whether somebody had something to ask. */
    private static <A> boolean askAll(UserStore store, List<Step<A>> steps) {
        List<Integer> places = placesOf(Ask.class, steps);
        List<Ask<A>> asks =
                places.stream().map(place -> (Ask<A>) steps.get(place)).toList();
        if (asks.isEmpty()) {
            return false;
        }
        List<Optional<Facts>> facts =
                Settlement.lookAll(store, asks.stream().map(Ask::question).toList());
        for (int i = 0; i < asks.size(); i++) {
            Ask<A> ask = asks.get(i);
            Optional<Facts> known = facts.get(i);
            steps.set(
                    places.get(i),
                    known.isPresent() ? unlessItFails(() -> ask.then().apply(known.get())) : new Outdated<>());
        }
        return true;
    }

    /** Whether somebody had a change to make. */
    private static <A> boolean makeAll(UserStore store, List<Step<A>> steps) {
        List<Integer> places = placesOf(Make.class, steps);
        List<Make<A>> makes =
                places.stream().map(place -> (Make<A>) steps.get(place)).toList();
        if (makes.isEmpty()) {
            return false;
        }
        List<Commit> commits =
                Settlement.commitAll(store, makes.stream().map(Make::change).toList());
        for (int i = 0; i < makes.size(); i++) {
            steps.set(places.get(i), makes.get(i).then().apply(commits.get(i)));
        }
        return true;
    }

    /** A request that fails is not to stop the others. Alone, it fails again and says why. */
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
