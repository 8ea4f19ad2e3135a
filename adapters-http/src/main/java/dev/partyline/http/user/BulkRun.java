package dev.partyline.http.user;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.user.User;
import dev.partyline.http.body.BodyReader;
import dev.partyline.http.body.Lines;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Piece;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.UnavailableException;
import io.vavr.control.Either;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of one request, which are carried out as they come, some at a time, and told in their order. Nothing more is
 * read while some are at work, or while the client does not take what is told. So no more of it is in memory than a
 * piece of the body, however long it is. Its steps come one after another.
 */
final class BulkRun<S> {
    /** As many rows at the most are carried out together: they are one step of the store. */
    private static final int TOGETHER = 64;

    private static final Answer HEAD =
            Answer.empty(200).with("Content-Type", "application/x-ndjson").as("begun");

    private final UserRegistry registry;
    private final UserApi<S> api;
    private final BodyReader bodies;
    private final S scope;
    private final Request request;
    private final Run run;

    private final Lines lines = new Lines();
    private final Queue<Body> rows = new ArrayDeque<>();
    private final BulkSum sum = new BulkSum();

    /** A row that was read, and belongs to the next ones. */
    private @Nullable Either<Answer, ? extends Creation<?, ?>> heldBack;

    private boolean bodyEnded;
    private boolean begun;

    BulkRun(UserRegistry registry, UserApi<S> api, BodyReader bodies, S scope, Request request, Run run) {
        this.registry = registry;
        this.api = api;
        this.bodies = bodies;
        this.scope = scope;
        this.request = request;
        this.run = run;
    }

    Step receive() {
        return new Step.Receive(this::received);
    }

    private Step received(Piece piece) {
        rows.addAll(lines.add(piece.bytes()));
        if (piece.isLast()) {
            rows.addAll(lines.end());
            bodyEnded = true;
        }
        return next();
    }

    private Step next() {
        Batch batch = nextBatch();
        if (!batch.isEmpty()) {
            return new Step.Work(batch.lane(), () -> carriedOut(batch));
        }
        return bodyEnded ? told(() -> new Step.End(sum.json() + "\n")) : receive();
    }

    /**
     * Rows that follow one another.
     *
     * @param creations are carried out in one lane
     * @param refused come after them, and are none
     */
    private record Batch(List<Creation<?, ?>> creations, List<Answer> refused) {
        boolean isEmpty() {
            return size() == 0;
        }

        int size() {
            return creations.size() + refused.size();
        }

        /** Whoever waits for a hash waits for no more than one. What waits for the store holds up no short work. */
        boolean takes(Creation<?, ?> creation) {
            return refused.isEmpty()
                    && (creations.isEmpty()
                            || (creation.lane() != Lane.PASSWORDS
                                    && creations.get(0).lane() != Lane.PASSWORDS));
        }

        Lane lane() {
            return !creations.isEmpty() && creations.get(0).lane() == Lane.PASSWORDS ? Lane.PASSWORDS : Lane.LONG;
        }
    }

    private Batch nextBatch() {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>());
        while (batch.size() < TOGETHER && (heldBack != null || !rows.isEmpty())) {
            Either<Answer, ? extends Creation<?, ?>> row = heldBack == null ? read(rows.remove()) : heldBack;
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

    private Either<Answer, ? extends Creation<?, ?>> read(Body row) {
        return bodies.read(request, row)
                .<Either<Answer, ? extends Creation<?, ?>>>fold(
                        members -> api.creation(scope, request, members),
                        reason -> Either.left(api.errors().unsupportedMediaType(reason)),
                        () -> Either.left(api.errors().bodyTooLarge()),
                        reason -> Either.left(api.errors().malformedBody(reason)));
    }

    private Step carriedOut(Batch batch) {
        StringBuilder verdicts = new StringBuilder();
        List<? extends CreateRequest<?, ?>> requests =
                batch.creations().stream().map(Creation::request).toList();
        try {
            Iterator<Verdict<Refusal, User>> answers = registry.createAll(run.after(sum.rows()), requests.iterator());
            batch.creations()
                    .forEach(creation ->
                            verdicts.append(verdict(creation, answers.next().answer())));
        } catch (UnavailableException portIsDown) {
            // What was told stands.
            Answer error = api.errors().unavailable(portIsDown);
            return verdicts.isEmpty() ? error : told(() -> new Step.Send(verdicts.toString(), error));
        }
        batch.refused().forEach(error -> verdicts.append(refused(error)));
        return told(() -> new Step.Send(verdicts.toString(), next()));
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

    /** The answer begins with what is told first. So an error before that is the answer. */
    private Step told(Supplier<Step> step) {
        if (begun) {
            return step.get();
        }
        begun = true;
        return new Step.Begin(
                HEAD,
                error -> failed(JsonNodeFactory.instance.objectNode().put("status", error.status()), error),
                step.get());
    }
}
