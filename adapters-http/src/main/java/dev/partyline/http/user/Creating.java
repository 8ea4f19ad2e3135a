package dev.partyline.http.user;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.User;
import dev.partyline.http.body.BodyReader;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.UserRegistry;

/** A create of one user. */
final class Creating<S> {
    private final UserRegistry registry;
    private final UserApi<S> api;
    private final BodyReader bodies;

    Creating(UserRegistry registry, UserApi<S> api) {
        this.registry = registry;
        this.api = api;
        this.bodies = new BodyReader(api.createFormats());
    }

    Step create(S scope, Request request) {
        return new Step.Read(body -> api.creation(scope, request, bodies.read(request, body))
                .<Step>fold(
                        refused -> refused, creation -> new Step.Work(creation.lane(), () -> carriedOut(creation))));
    }

    private <R extends Refusal, U extends User> Answer carriedOut(Creation<R, U> creation) {
        return registry.create(creation.request()).fold(creation.refused(), api::created);
    }
}
