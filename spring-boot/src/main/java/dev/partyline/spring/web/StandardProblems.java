package dev.partyline.spring.web;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.ErasureRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.value.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A problem for each refusal of each operation. */
final class StandardProblems {
    private StandardProblems() {}

    /** What is wrong with one member of a request. */
    record FieldError(String field, String code, String message) {
        static FieldError of(Violation violation) {
            return new FieldError(
                    violation.path(),
                    violation.fault().code(),
                    violation.fault().message());
        }
    }

    static ProblemDetail of(Refusal refusal) {
        if (refusal instanceof CreationRefusal reason) {
            return ofAnyCreation(reason);
        }
        if (refusal instanceof SharedUserRefusal reason) {
            return of(reason);
        }
        if (refusal instanceof DedicatedUserRefusal reason) {
            return of(reason);
        }
        if (refusal instanceof CustomerUserRefusal reason) {
            return of(reason);
        }
        if (refusal instanceof SubscriberUserRefusal reason) {
            return of(reason);
        }
        if (refusal instanceof AppUserRefusal reason) {
            return of(reason);
        }
        if (refusal instanceof ChangeRefusal reason) {
            return of(reason);
        }
        if (refusal instanceof DeactivationRefusal reason) {
            return DeactivationRefusal.fold(
                    reason, StandardProblems::userNotFound, StandardProblems::stale, StandardProblems::reused);
        }
        return ErasureRefusal.fold(
                (ErasureRefusal) refusal,
                StandardProblems::userNotFound,
                active -> problem(CONFLICT, active, "The user is active. Deactivate it first."),
                StandardProblems::reused);
    }

    private static ProblemDetail of(ChangeRefusal refusal) {
        return ChangeRefusal.fold(
                refusal,
                StandardProblems::invalid,
                StandardProblems::unknownTenant,
                StandardProblems::reused,
                StandardProblems::userNotFound,
                StandardProblems::stale,
                StandardProblems::alreadyInUse,
                StandardProblems::poolExhausted);
    }

    private static ProblemDetail ofAnyCreation(CreationRefusal refusal) {
        return refusal.fold(
                StandardProblems::invalid,
                StandardProblems::unknownTenant,
                disabled -> problem(FORBIDDEN, disabled, "Creating users is switched off."),
                StandardProblems::reused);
    }

    private static ProblemDetail of(SharedUserRefusal refusal) {
        return SharedUserRefusal.fold(
                refusal,
                StandardProblems::ofAnyCreation,
                StandardProblems::exists,
                reached -> {
                    ProblemDetail problem =
                            problem(CONFLICT, reached, "The project has as many shared users as it may have.");
                    problem.setProperty("limit", reached.limit());
                    return problem;
                },
                StandardProblems::poolExhausted);
    }

    private static ProblemDetail of(DedicatedUserRefusal refusal) {
        return DedicatedUserRefusal.fold(
                refusal,
                StandardProblems::ofAnyCreation,
                StandardProblems::exists,
                notOwned -> problem(UNPROCESSABLE_CONTENT, notOwned, "The project does not own the assigned line."),
                taken -> problem(CONFLICT, taken, "The phone number is in use on this line already."));
    }

    private static ProblemDetail of(CustomerUserRefusal refusal) {
        return CustomerUserRefusal.fold(
                refusal,
                StandardProblems::ofAnyCreation,
                unknown -> problem(NOT_FOUND, unknown, "The project has no such customer."),
                StandardProblems::alreadyInUse);
    }

    private static ProblemDetail of(SubscriberUserRefusal refusal) {
        return SubscriberUserRefusal.fold(refusal, StandardProblems::ofAnyCreation, StandardProblems::alreadyInUse);
    }

    private static ProblemDetail of(AppUserRefusal refusal) {
        return AppUserRefusal.fold(
                refusal,
                StandardProblems::ofAnyCreation,
                StandardProblems::alreadyInUse,
                taken -> problem(CONFLICT, taken, "The id is taken."));
    }

    private static ProblemDetail invalid(Refusal.Invalid refusal) {
        ProblemDetail problem = problem(BAD_REQUEST, refusal, "The request has values that are not accepted.");
        problem.setProperty("errors", refusal.violations().map(FieldError::of).asJava());
        return problem;
    }

    private static ProblemDetail alreadyInUse(Refusal.AlreadyInUse refusal) {
        ProblemDetail problem = problem(CONFLICT, refusal, "Another user has this value.");
        problem.setProperty("field", refusal.field().published());
        return problem;
    }

    private static ProblemDetail unknownTenant(Refusal.UnknownTenant refusal) {
        return problem(NOT_FOUND, refusal, "There is no such tenant.");
    }

    private static ProblemDetail reused(Refusal.IdempotencyKeyReused refusal) {
        return problem(CONFLICT, refusal, "The idempotency key was used for another request.");
    }

    private static ProblemDetail poolExhausted(Refusal.PoolExhausted refusal) {
        return problem(SERVICE_UNAVAILABLE, refusal, "No line of the pool is to be had.");
    }

    private static ProblemDetail exists(Refusal.Exists refusal) {
        return problem(PRECONDITION_FAILED, refusal, "The user exists already.");
    }

    private static ProblemDetail stale(Refusal.Stale refusal) {
        ProblemDetail problem = problem(PRECONDITION_FAILED, refusal, "The user has another version by now.");
        problem.setProperty("version", refusal.current());
        return problem;
    }

    private static ProblemDetail userNotFound(Refusal.UserNotFound refusal) {
        return problem(NOT_FOUND, refusal, "The tenant has no active user with this id.");
    }

    private static ProblemDetail problem(HttpStatus status, Refusal refusal, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", refusal.code());
        return problem;
    }
}
