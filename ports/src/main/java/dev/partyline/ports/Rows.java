package dev.partyline.ports;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.KeyedRequest;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a run, which are carried out as their verdicts are asked for. They go together as long as they do not
 * depend on each other (rule B3). A row that did not get through with the others goes alone. For use by one thread.
 *
 * @param <Q> the requests
 */
final class Rows<Q extends KeyedRequest, R extends Refusal, U extends User> implements Iterator<Verdict<R, U>> {
    /** So many rows at the most are together: more would save little, and keep others waiting for longer. */
    private static final int TOGETHER = 64;

    /**
     * How a request is carried out.
     *
     * @param store through which; empty if it is answered already
     * @param touched what another request may not touch that is carried out together with this one
     * @param first begins the request, also again
     * @param done is run once it has its answer
     */
    record Row<R extends Refusal, U extends User>(
            Optional<UserStore> store, Set<?> touched, Supplier<Step<Either<R, Outcome<U>>>> first, Runnable done) {
        Row(UserStore store, Set<?> touched, Supplier<Step<Either<R, Outcome<U>>>> first, Runnable done) {
            this(Optional.of(store), touched, first, done);
        }

        /** A row that is at its end, without a store. */
        static <R extends Refusal, U extends User> Row<R, U> ended(Step<Either<R, Outcome<U>>> end, Runnable done) {
            return new Row<>(Optional.empty(), Set.of(), () -> end, done);
        }
    }

    private final Run run;
    private final Iterator<? extends Q> requests;
    private final BiFunction<Q, Optional<IdempotencyKey>, Row<R, U>> reading;
    private final Queue<Supplier<Either<R, Outcome<U>>>> answers = new ArrayDeque<>();
    private @Nullable Row<R, U> heldBack;
    private @Nullable RuntimeException stopped;
    private long read;
    private long told;

    /** @param reading makes a row of a request, and of its key if the run has a name */
    Rows(Run run, Iterator<? extends Q> requests, BiFunction<Q, Optional<IdempotencyKey>, Row<R, U>> reading) {
        this.run = requireNonNull(run, "run");
        this.requests = requireNonNull(requests, "requests");
        this.reading = reading;
        this.read = run.before();
        this.told = run.before();
    }

    @Override
    public boolean hasNext() {
        return !answers.isEmpty() || heldBack != null || stopped != null || requests.hasNext();
    }

    @Override
    public Verdict<R, U> next() {
        if (answers.isEmpty()) {
            List<Row<R, U>> rows = nextRows();
            if (rows.isEmpty()) {
                throw new NoSuchElementException();
            }
            carryOut(rows);
        }
        told++;
        return new Verdict<>(told, answers.remove().get());
    }

    private List<Row<R, U>> nextRows() {
        List<Row<R, U>> rows = new ArrayList<>();
        passOnWhatStopped();
        try {
            read(rows);
        } catch (RuntimeException failure) {
            if (rows.isEmpty()) {
                throw failure;
            }
            // It is passed on in its turn.
            stopped = failure;
        }
        return rows;
    }

    private void passOnWhatStopped() {
        RuntimeException failure = stopped;
        stopped = null;
        if (failure != null) {
            throw failure;
        }
    }

    private void read(List<Row<R, U>> rows) {
        Set<Object> touched = new HashSet<>();
        while (rows.size() < TOGETHER && (heldBack != null || requests.hasNext())) {
            Row<R, U> row = heldBack == null ? read(requests.next()) : heldBack;
            heldBack = null;
            if (row.touched().stream().anyMatch(touched::contains)) {
                heldBack = row;
                return;
            }
            touched.addAll(row.touched());
            rows.add(row);
        }
    }

    private Row<R, U> read(Q request) {
        Objects.requireNonNull(request, "request");
        read++;
        Optional<IdempotencyKey> key = request.idempotencyKey().isPresent()
                ? Optional.empty()
                : run.name().map(name -> name.keyOf(read));
        try {
            return reading.apply(request, key);
        } catch (RuntimeException failure) {
            return Row.ended(new Step.Failed<>(failure), request::wipe);
        }
    }

    private void carryOut(List<Row<R, U>> rows) {
        IdentityHashMap<Row<R, U>, Step<Either<R, Outcome<U>>>> ends = new IdentityHashMap<>();
        rows.stream().collect(groupingBy(Row::store)).forEach((store, own) -> {
            List<Step<Either<R, Outcome<U>>>> together = together(store, own);
            for (int i = 0; i < own.size(); i++) {
                ends.put(own.get(i), together.get(i));
            }
        });
        for (Row<R, U> row : rows) {
            Step<Either<R, Outcome<U>>> end = requireNonNull(ends.get(row));
            answers.add(() -> {
                try {
                    return Calls.guarded(Effect.UNKNOWN, () -> answer(row, end));
                } finally {
                    row.done().run();
                }
            });
        }
    }

    private List<Step<Either<R, Outcome<U>>>> together(Optional<UserStore> store, List<Row<R, U>> rows) {
        List<Supplier<Step<Either<R, Outcome<U>>>>> first =
                rows.stream().map(Row::first).toList();
        return store.isPresent()
                ? Step.together(store.get(), first)
                : first.stream().map(Supplier::get).toList();
    }

    private Either<R, Outcome<U>> answer(Row<R, U> row, Step<Either<R, Outcome<U>>> end) {
        Either<R, Outcome<U>> answer = Step.ended(end);
        return answer == null
                ? Calls.untilUpToDate(
                        () -> Step.alone(row.store().orElseThrow(), row.first().get()))
                : answer;
    }
}
