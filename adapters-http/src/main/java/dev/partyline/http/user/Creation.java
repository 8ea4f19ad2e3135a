package dev.partyline.http.user;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.user.User;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import java.util.function.Function;

/**
 * A create whose values are accepted. Immutable.
 *
 * @param lane where it is carried out
 * @param refused the answer to what it is refused for
 * @param <R> what it can be refused for
 * @param <U> the kind of user
 */
public record Creation<R extends Refusal, U extends User>(
        Lane lane, CreateRequest<R, U> request, Function<? super R, Answer> refused) {

    /** The answer to this refusal of it. */
    @SuppressWarnings("unchecked") // A request is refused for nothing but what its type says.
    Answer refused(Refusal refusal) {
        return refused.apply((R) refusal);
    }
}
