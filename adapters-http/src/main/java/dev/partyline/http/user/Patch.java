package dev.partyline.http.user;

import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import io.vavr.control.Either;
import java.util.function.Function;

/**
 * A change whose values are accepted. Immutable.
 *
 * @param lane where it is carried out
 * @param ofUser the change of a user of whichever kind it is found to be; or the answer to one that the kind does not
 *     have
 */
public record Patch(Lane lane, Function<AnyUser, Either<Answer, ChangeRequest<?>>> ofUser) {

    /** A change that is the same for every user of its API. */
    public static Patch of(ChangeRequest<?> change) {
        return in(Lane.STORE, change);
    }

    /** The same, carried out there. */
    public static Patch in(Lane lane, ChangeRequest<?> change) {
        return new Patch(lane, user -> Either.right(change));
    }
}
