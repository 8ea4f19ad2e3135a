package dev.partyline.domain.rule;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.function.Function;

/** What is decided before anything is asked of a store, alike for users of every kind: the tenant first, then the values. Pure. */
public final class TenantRules {
    private TenantRules() {}

    /**
     * The tenant, where a request may be carried out in it now.
     *
     * @param violations what of the request the tenant, as it is now, does not accept
     */
    public static <T extends Tenant> Either<CreationRefusal, T> admit(
            Optional<T> found, Function<T, Seq<Violation>> violations) {
        return known(found).flatMap(TenantRules::creatingUsers).flatMap(tenant -> accepting(tenant, violations));
    }

    /** T3, A6, C5 */
    private static <T extends Tenant> Either<CreationRefusal, T> known(Optional<T> found) {
        return found.<Either<CreationRefusal, T>>map(Either::right)
                .orElseGet(() -> Either.left(new Refusal.UnknownTenant()));
    }

    /** T3, A6 */
    private static <T extends Tenant> Either<CreationRefusal, T> creatingUsers(T tenant) {
        return tenant.creatingUsers() ? Either.right(tenant) : Either.left(new Refusal.CreationDisabled());
    }

    /** V3, V5, A1: the tenant's own choice as it is now, whatever the request was checked against when it was made. */
    private static <T extends Tenant> Either<CreationRefusal, T> accepting(
            T tenant, Function<T, Seq<Violation>> violations) {
        Seq<Violation> found = violations.apply(tenant);
        return found.isEmpty() ? Either.right(tenant) : Either.left(new Refusal.Invalid(found));
    }
}
