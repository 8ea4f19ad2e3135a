package dev.partyline.spring.web;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Spring begins a transaction before the method runs that asks the registry. If it cannot, the registry is not asked,
 * and the client is told what it would have been told.
 */
@RestControllerAdvice
@Order(0)
final class TransactionAdvice {
    private final RefusalAdvice refusals;

    TransactionAdvice(RefusalAdvice refusals) {
        this.refusals = refusals;
    }

    /** Only the type of the cause is told: its message is the driver's, which may quote a login. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> notBegun(CannotCreateTransactionException notBegun) {
        String cause = notBegun.getMostSpecificCause().getClass().getName();
        return refusals.unavailable(
                new UnavailableException("no transaction could be begun: " + cause, Effect.NONE, null));
    }
}
