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
                ChangeRefusal,
                DeactivationRefusal,
                ErasureRefusal {

    /** The valid value; or one refusal with all violations (V12). */
    @SuppressWarnings("unchecked") // The refusals of each creation include those that all creations share.
    static <R extends Refusal, T> Either<R, T> unlessValid(Validation<Seq<Violation>, T> checked) {
        return checked.toEither().mapLeft(violations -> (R) new Invalid(violations));
    }

    /** Stable, for programs; lower case with underscores. */
    String code();

    /** V12: all values that are not accepted; at least one. */
    record Invalid(Seq<Violation> violations) implements CreationRefusal, ChangeRefusal {
        @Override
        public String code() {
            return "invalid_request";
        }
    }

    /** T3: there is no such tenant. */
    record UnknownTenant() implements CreationRefusal, ChangeRefusal {
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

    /**
     * I2: the key was used for another request, and is not forgotten yet. Or the user of its answer is erased (X2), so
     * that nobody can tell.
     */
    record IdempotencyKeyReused() implements CreationRefusal, ChangeRefusal, DeactivationRefusal, ErasureRefusal {
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
    record PoolExhausted() implements SharedUserRefusal, ChangeRefusal {
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
     * C4, N4, A2, A3, K1 to K3: another active user of the tenant holds the key.
     *
     * @param field the member of the request that is in use
     */
    record AlreadyInUse(Field field)
            implements CustomerUserRefusal, SubscriberUserRefusal, AppUserRefusal, ChangeRefusal {
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

    /** L2: the tenant has no such user with this id: no active one, or, to erase, none in any state. */
    record UserNotFound(UserId id) implements ChangeRefusal, DeactivationRefusal, ErasureRefusal {
        @Override
        public String code() {
            return "user_not_found";
        }
    }

    /** L8: there is such a user already, and the request asked that there be none. */
    record Exists() implements SharedUserRefusal, DedicatedUserRefusal {
        @Override
        public String code() {
            return "exists";
        }
    }

    /**
     * L7: the request was decided on another version of the user.
     *
     * @param current the version that the user has now
     */
    record Stale(long current) implements ChangeRefusal, DeactivationRefusal {
        @Override
        public String code() {
            return "stale";
        }
    }

    /** X1: the user is active. */
    record StillActive(UserId id) implements ErasureRefusal {
        @Override
        public String code() {
            return "still_active";
        }
    }
}
