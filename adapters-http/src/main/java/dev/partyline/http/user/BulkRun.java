package dev.partyline.http.user;

import dev.partyline.http.body.BodyReader;
import dev.partyline.http.body.Lines;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Piece;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.driven.UnavailableException;
import io.vavr.control.Either;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The rows of one request, which are carried out as they come, some at a time, and told in their order. Nothing more is
 * read while some are at work, or while the client does not take what is told. So no more of it is in memory than a
 * piece of the body, however long it is. Its steps come one after another.
 */
final class BulkRun<S> {
    private static final Answer HEAD =
            Answer.empty(200).with("Content-Type", "application/x-ndjson").as("begun");

    private final Bulk bulk;
    private final UserApi<S> api;
    private final BodyReader bodies;
    private final S scope;
    private final Request request;

    private final Lines lines = new Lines();
    private final Queue<Body> rows = new ArrayDeque<>();
    private boolean bodyEnded;
    private boolean begun;

    BulkRun(Bulk bulk, UserApi<S> api, BodyReader bodies, S scope, Request request) {
        this.bulk = bulk;
        this.api = api;
        this.bodies = bodies;
        this.scope = scope;
        this.request = request;
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
        Bulk.Batch batch = bulk.next(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !rows.isEmpty();
            }

            @Override
            public Either<Answer, ? extends Creation<?, ?>> next() {
                return api.creation(scope, request, bodies.read(request, rows.remove()));
            }
        });
        if (!batch.isEmpty()) {
            return new Step.Work(batch.lane(), () -> carriedOut(batch));
        }
        return bodyEnded ? told(() -> new Step.End(bulk.sum().json() + "\n")) : receive();
    }

    private Step carriedOut(Bulk.Batch batch) {
        StringBuilder verdicts = new StringBuilder();
        try {
            bulk.carryOut(batch, verdicts::append);
        } catch (UnavailableException portIsDown) {
            // What was told stands.
            Answer error = api.errors().unavailable(portIsDown);
            return verdicts.isEmpty() ? error : told(() -> new Step.Send(verdicts.toString(), error));
        }
        return told(() -> new Step.Send(verdicts.toString(), next()));
    }

    /** The answer begins with what is told first. So an error before that is the answer. */
    private Step told(Supplier<Step> step) {
        if (begun) {
            return step.get();
        }
        begun = true;
        return new Step.Begin(HEAD, bulk::failed, step.get());
    }
}
