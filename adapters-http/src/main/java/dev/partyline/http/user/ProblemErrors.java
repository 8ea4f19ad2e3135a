package dev.partyline.http.user;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.Problem;
import dev.partyline.http.exchange.Answer;
import java.util.List;
import java.util.function.Function;

/**
 * The errors of an API that tells problem details. Immutable.
 *
 * @param scheme how to authenticate
 * @param inUse how it tells that another user has a value
 */
public record ProblemErrors(String scheme, Function<Refusal.AlreadyInUse, Answer> inUse) implements UserErrors {
    @Override
    public Answer answer(int status, String code, String message) {
        return Problem.of(status, code, message);
    }

    @Override
    public Answer invalid(List<FieldFault> faults) {
        return Problem.invalid(faults);
    }

    @Override
    public Answer malformedBody(String reason) {
        return Problem.malformedBody(reason);
    }

    /** A tenant that is no more is one with other credentials. */
    @Override
    public Answer unknownTenant() {
        return Problem.unauthorized(scheme);
    }

    @Override
    public Answer alreadyInUse(Refusal.AlreadyInUse refusal) {
        return inUse.apply(refusal);
    }
}
