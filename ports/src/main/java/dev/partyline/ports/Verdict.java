package dev.partyline.ports;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.User;
import io.vavr.control.Either;

/**
 * What became of a row of a {@link Run} (rule B1). Immutable.
 *
 * @param row the number of the row in its run, from 1
 * @param answer what the request alone would have been answered
 */
public record Verdict<R extends Refusal, U extends User>(long row, Either<R, Outcome<U>> answer) {}
