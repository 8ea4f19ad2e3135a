package dev.partyline.http.user;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.user.User;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates of many users, some at a time, and what is told of each row as a line of JSON (B1 to B3). A row is a create,
 * or the answer to what is none. For one run, whose calls come one after another.
 */
public final class Bulk {
    /** As many rows at the most are carried out together: they are one step of the store. */
    private static final int TOGETHER = 64;

    private final UserRegistry registry;
    private final UserApi<?> api;
    private final Run run;
    private final BulkSum sum = new BulkSum();

    /** A row that was read, and belongs to the next batch. */
    private @Nullable Either<Answer, ? extends Creation<?, ?>> heldBack;

    public Bulk(UserRegistry registry, UserApi<?> api, Run run) {
        this.registry = registry;
        this.api = api;
        this.run = run;
    }

    /**
     * Rows that follow one another.
     *
     * @param creations are carried out in one lane
     * @param refused come after them, and are none
     */
    public record Batch(List<Creation<?, ?>> creations, List<Answer> refused) {

        public boolean isEmpty() {
            return size() == 0;
        }

        int size() {
            return creations.size() + refused.size();
        }

        /** Whoever waits for a hash waits for no more than one. What waits for the store holds up no short work. */
        private boolean takes(Creation<?, ?> creation) {
            return refused.isEmpty()
                    && (creations.isEmpty()
                            || (creation.lane() != Lane.PASSWORDS
                                    && creations.get(0).lane() != Lane.PASSWORDS));
        }

        Lane lane() {
            return !creations.isEmpty() && creations.get(0).lane() == Lane.PASSWORDS ? Lane.PASSWORDS : Lane.LONG;
        }
    }

    /** The next rows, as far as there are any now. */
    public Batch next(Iterator<? extends Either<Answer, ? extends Creation<?, ?>>> rows) {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>());
        while (batch.size() < TOGETHER && (heldBack != null || rows.hasNext())) {
            Either<Answer, ? extends Creation<?, ?>> row = heldBack == null ? rows.next() : heldBack;
            heldBack = null;
            if (row.isLeft()) {
                batch.refused().add(row.getLeft());
            } else if (batch.takes(row.get())) {
                batch.creations().add(row.get());
            } else {
                heldBack = row;
                return batch;
            }
        }
        return batch;
    }

    /**
     * Carries out the rows, and tells a line of each.
     *
     * @throws dev.partyline.ports.driven.UnavailableException if a port could not answer; what was told stands
     */
    public void carryOut(Batch batch, Consumer<String> told) {
        List<? extends CreateRequest<?, ?>> requests =
                batch.creations().stream().map(Creation::request).toList();
        Iterator<Verdict<Refusal, User>> verdicts = registry.createAll(run.after(sum.rows()), requests.iterator());
        batch.creations()
                .forEach(creation ->
                        told.accept(verdict(creation, verdicts.next().answer())));
        batch.refused().forEach(error -> told.accept(refused(error)));
    }

    /** The same without doing it (E5). What a row of the batch would change is not known to the others. */
    public void foresee(Batch batch, Consumer<String> told) {
        batch.creations().forEach(creation -> told.accept(forecast(creation)));
        batch.refused().forEach(error -> told.accept(refused(error)));
    }

    private String verdict(Creation<?, ?> creation, Either<Refusal, Outcome<User>> answer) {
        return answer.fold(refusal -> refused(creation.refused(refusal)), this::done);
    }

    private String done(Outcome<User> outcome) {
        String what = OutcomeHeaders.of(outcome);
        sum.add(what);
        ObjectNode line = row(api.createdStatus()).put("outcome", what);
        line.set("data", api.createdJson(outcome.user()));
        return line + "\n";
    }

    private <R extends Refusal, U extends User> String forecast(Creation<R, U> creation) {
        return registry.foresee(creation.request())
                .fold(
                        refusal -> refused(creation.refused(refusal)),
                        forecast -> foreseen(forecast.<String>fold(
                                created -> "created",
                                returned -> "returned",
                                updated -> "updated",
                                revived -> "revived")));
    }

    private String foreseen(String what) {
        sum.add(what);
        return row(api.createdStatus()).put("outcome", what) + "\n";
    }

    private String refused(Answer error) {
        sum.addRefused();
        return failed(row(error.status()), error);
    }

    private ObjectNode row(int status) {
        return JsonNodeFactory.instance.objectNode().put("row", sum.rows()).put("status", status);
    }

    private String failed(ObjectNode line, Answer error) {
        line.set("error", api.errors().error(error));
        return line + "\n";
    }

    /** The last line if the run is broken off. */
    String failed(Answer error) {
        return failed(JsonNodeFactory.instance.objectNode().put("status", error.status()), error);
    }

    /** How many rows there were, and what became of them. */
    public BulkSum sum() {
        return sum;
    }
}
