package dev.partyline.domain.answer;

import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;

/**
 * Why a request was not carried out (E2). A refusal changed nothing. Each operation has a type of its own, which
 * permits only what it can refuse. Several types may permit one reason. So their folds are static. Immutable, free of
 * personal values, safe to log.
 */
public sealed interface Refusal
        permits SharedUserRefusal,
                DedicatedUserRefusal,
                CustomerUserRefusal,
                SubscriberUserRefusal,
                AppUserRefusal,
                DeactivationRefusal,
                MembershipRefusal {

    /** The valid value; or one refusal with all violations (V12). */
    @SuppressWarnings("unchecked") // The refusals of each creation include those that all creations share.
    static <R extends Refusal, T> Either<R, T> unlessValid(Validation<Seq<Violation>, T> checked) {
        return checked.toEither().mapLeft(violations -> (R) new Invalid(violations));
    }

    /** Stable, for programs; lower case with underscores. */
    String code();

    /** V12: all values that are not accepted; at least one. */
    record Invalid(Seq<Violation> violations) implements CreationRefusal {
        @Override
        public String code() {
            return "invalid_request";
        }
    }

    /** T3: there is no such tenant. */
    record UnknownTenant() implements CreationRefusal {
        @Override
        public String code() {
            return "unknown_tenant";
        }
    }

    /** T3: creating users is switched off in the tenant. */
    record CreationDisabled() implements CreationRefusal {
        @Override
        public String code() {
            return "creation_disabled";
        }
    }

    /** I2: the key was used for another request, and is not forgotten yet. */
    record IdempotencyKeyReused() implements CreationRefusal {
        @Override
        public String code() {
            return "idempotency_key_reused";
        }
    }

    /** S4: the project has as many active shared users as it may have. */
    record SharedUserLimitReached(int limit) implements SharedUserRefusal {
        @Override
        public String code() {
            return "shared_user_limit_reached";
        }
    }

    /** S6: the pool has no line for this phone. */
    record PoolExhausted() implements SharedUserRefusal {
        @Override
        public String code() {
            return "pool_exhausted";
        }
    }

    /** D1: the project does not own the line now. */
    record LineNotOwned(Line line) implements DedicatedUserRefusal {
        @Override
        public String code() {
            return "line_not_owned";
        }
    }

    /** P2: the phone is active on the line already, as another user. */
    record PhoneOnLineTaken(Line line) implements DedicatedUserRefusal {
        @Override
        public String code() {
            return "phone_on_line_taken";
        }
    }

    /** C5: the console project has no such customer. */
    record UnknownCustomer(CustomerId customer) implements CustomerUserRefusal {
        @Override
        public String code() {
            return "customer_not_found";
        }
    }

    /**
     * C4, N4, A2, A3: another active user of the tenant holds the key.
     *
     * @param field the member of the request that is in use
     */
    record AlreadyInUse(Field field) implements CustomerUserRefusal, SubscriberUserRefusal, AppUserRefusal {
        @Override
        public String code() {
            return "already_in_use";
        }
    }

    /** A4: the id that the caller gave is taken. */
    record IdTaken(UserId id) implements AppUserRefusal {
        @Override
        public String code() {
            return "conflict";
        }
    }

    /** L2: the tenant has no active user with this id. */
    record UserNotFound(UserId id) implements DeactivationRefusal, MembershipRefusal {
        @Override
        public String code() {
            return "user_not_found";
        }
    }
}
