package dev.partyline.http.user;

import dev.partyline.http.body.Reading;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Request;
import io.vavr.control.Either;

/**
 * A tenant, or a part of it, with the API of its users. Immutable.
 *
 * @param <S> how the API knows it
 */
public record Scope<S>(UserApi<S> api, S scope) {

    /** The create that was read; or the answer to what is none. */
    public Either<Answer, ? extends Creation<?, ?>> creation(Request request, Reading reading) {
        return api.creation(scope, request, reading);
    }
}
