package dev.partyline.domain.rule;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.function.Function;

/** What is decided before a store is asked, for users of every kind: the tenant first, then the values. Pure. */
public final class TenantRules {
    private TenantRules() {}

    /**
     * The tenant, if it takes a request now.
     *
     * @param violations what the tenant, as it is now, does not accept of the request
     */
    public static <T extends Tenant> Either<CreationRefusal, T> admit(
            Optional<T> found, Function<T, Seq<Violation>> violations) {
        if (found.isEmpty()) {
            return Either.left(unknown());
        }
        T tenant = found.get();
        if (!tenant.creatingUsers()) {
            return Either.left(switchedOff());
        }
        Seq<Violation> refused = violations.apply(tenant);
        return refused.isEmpty() ? Either.right(tenant) : Either.left(notAccepted(refused));
    }

    /** T3, A6, C5 */
    private static CreationRefusal unknown() {
        return new Refusal.UnknownTenant();
    }

    /** T3, A6 */
    private static CreationRefusal switchedOff() {
        return new Refusal.CreationDisabled();
    }

    /** V3, V5, A1: what the tenant asks for now. It may ask for more than when the request was made. */
    private static CreationRefusal notAccepted(Seq<Violation> violations) {
        return new Refusal.Invalid(violations);
    }
}
