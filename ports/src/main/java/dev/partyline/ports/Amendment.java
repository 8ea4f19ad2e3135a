package dev.partyline.ports;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.rule.ChangeRules;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Revision;
import dev.partyline.domain.rule.SharedUserRules;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Violation;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.Tenants;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A patch in a tenant that accepts its values now, with everything that its kind of user needs between the request and
 * the store. This is to a change what {@link Creation} is to a create.
 *
 * @param <U> the kind of user
 */
interface Amendment<U extends User> {

    ChangeRequest<U> request();

    /** The tenant as it is now. */
    Tenant tenant();

    /** The user, if it is active and of this kind. */
    Optional<U> of(AnyUser found);

    /** The keys that the user may come to hold. */
    List<Key> keys();

    /** Those of them that depend on what the user is now. */
    default List<Key> keysOf(U user) {
        return List.of();
    }

    Revision<U> decide(U user, Facts facts, Instant now);

    /** Whether the user may come to hold other keys, or no longer hold one. */
    default boolean movesKeys() {
        return !keys().isEmpty();
    }

    /** B3: two amendments that touch the same depend on each other. A key that moves may be anybody's. */
    default Set<Object> touched() {
        Set<Object> touched = new HashSet<>();
        touched.add(request().id());
        request().requestKey().ifPresent(touched::add);
        if (movesKeys()) {
            touched.add(request().tenant());
        }
        return touched;
    }

    /** P7: what is wished of the line that the user moves to (K2). */
    default LineWish wish(SharedUser after) {
        return LineWish.NONE;
    }

    /** I2: whether this user, changed under the same key by an equal request, is also what this request asks for. */
    default boolean repeats(U changed) {
        return true;
    }

    /** The next version with the hash of the password that it gets, which is made only once that is decided. */
    default U completed(U after) {
        return after;
    }

    /** The patch in its tenant; or why the tenant does not take it (V3, V5, A1). */
    @SuppressWarnings("unchecked") // A request and its amendment have the same U.
    static <U extends User> Either<ChangeRefusal, Amendment<U>> of(
            ChangeRequest<U> request, Tenants tenants, PasswordHasher passwords) {
        return (Either<ChangeRefusal, Amendment<U>>) request.<Either<ChangeRefusal, ?>>fold(
                shared -> in(tenants.project(shared.tenant()), shared::violationsIn)
                        .map(project -> new OfShared(shared, project)),
                dedicated -> in(tenants.project(dedicated.tenant()), dedicated::violationsIn)
                        .map(project -> new OfDedicated(dedicated, project)),
                customer -> in(tenants.consoleProject(customer.tenant()), project -> Vector.empty())
                        .map(project -> new OfCustomer(customer, project, passwords)),
                subscriber -> in(tenants.account(subscriber.tenant()), account -> Vector.empty())
                        .map(account -> new OfSubscriber(subscriber, account)),
                app -> in(tenants.app(app.tenant()), app::violationsIn).map(present -> new OfApp(app, present)));
    }

    private static <T extends Tenant> Either<ChangeRefusal, T> in(
            Optional<T> found, Function<T, Seq<Violation>> violations) {
        if (found.isEmpty()) {
            return Either.left(new Refusal.UnknownTenant());
        }
        Seq<Violation> refused = violations.apply(found.get());
        return refused.isEmpty() ? Either.right(found.get()) : Either.left(new Refusal.Invalid(refused));
    }

    private static <U extends User> Optional<U> active(AnyUser found, Class<U> kind) {
        return Optional.of(found).filter(kind::isInstance).map(kind::cast);
    }

    /** A shared user may have to leave its line for a new phone (K2). */
    record OfShared(SharedUserPatch request, Project tenant) implements Amendment<SharedUser> {
        @Override
        public Optional<SharedUser> of(AnyUser found) {
            return active(found, SharedUser.class);
        }

        @Override
        public List<Key> keys() {
            return ChangeRules.keys(request, tenant);
        }

        @Override
        public List<Key> keysOf(SharedUser user) {
            return ChangeRules.keysOnLine(request, user, tenant);
        }

        @Override
        public boolean movesKeys() {
            return !keys().isEmpty() || request.profile().email() instanceof Setting.Cleared;
        }

        @Override
        public Revision<SharedUser> decide(SharedUser user, Facts facts, Instant now) {
            return ChangeRules.decide(request, user, tenant, facts);
        }

        /** A phone on a line is nobody else's in any tenant (P2), and the pool is everybody's. */
        @Override
        public Set<Object> touched() {
            Set<Object> touched = Amendment.super.touched();
            if (movesKeys()) {
                touched.add(OfShared.class);
            }
            return touched;
        }

        @Override
        public LineWish wish(SharedUser after) {
            return SharedUserRules.wish(after.phone(), tenant);
        }
    }

    /** Of a dedicated user, the profile may change. */
    record OfDedicated(DedicatedUserPatch request, Project tenant) implements Amendment<DedicatedUser> {
        @Override
        public Optional<DedicatedUser> of(AnyUser found) {
            return active(found, DedicatedUser.class);
        }

        @Override
        public List<Key> keys() {
            return List.of();
        }

        @Override
        public Revision<DedicatedUser> decide(DedicatedUser user, Facts facts, Instant now) {
            return ChangeRules.decide(request, user, facts);
        }
    }

    /** The password of a customer user is hashed once the change is decided (C6). */
    record OfCustomer(CustomerUserPatch request, ConsoleProject tenant, PasswordHasher passwords)
            implements Amendment<CustomerUser> {
        @Override
        public Optional<CustomerUser> of(AnyUser found) {
            return active(found, CustomerUser.class);
        }

        @Override
        public List<Key> keys() {
            return ChangeRules.keys(request);
        }

        @Override
        public Revision<CustomerUser> decide(CustomerUser user, Facts facts, Instant now) {
            return ChangeRules.decide(request, user, hasThePassword(user), facts);
        }

        private boolean hasThePassword(CustomerUser user) {
            return request.password()
                    .given()
                    .flatMap(given -> user.password().filter(hash -> passwords.verify(given, hash)))
                    .isPresent();
        }

        @Override
        public boolean repeats(CustomerUser changed) {
            return request.password().given().isEmpty() || hasThePassword(changed);
        }

        @Override
        public CustomerUser completed(CustomerUser after) {
            return request.password()
                    .given()
                    .map(given -> after.withPassword(passwords.hash(given)))
                    .orElse(after);
        }
    }

    /** A subscriber user has the keys that its account asked for when it was created (N4). */
    record OfSubscriber(SubscriberUserPatch request, Account tenant) implements Amendment<SubscriberUser> {
        @Override
        public Optional<SubscriberUser> of(AnyUser found) {
            return active(found, SubscriberUser.class);
        }

        @Override
        public List<Key> keys() {
            return ChangeRules.keys(request, tenant);
        }

        @Override
        public boolean movesKeys() {
            return !keys().isEmpty() || request.identity() instanceof Setting.Cleared;
        }

        @Override
        public Revision<SubscriberUser> decide(SubscriberUser user, Facts facts, Instant now) {
            return ChangeRules.decide(request, user, tenant, facts, now);
        }
    }

    /** The identifiers of an app user change as a whole (K1). */
    record OfApp(AppUserPatch request, App tenant) implements Amendment<AppUser> {
        @Override
        public Optional<AppUser> of(AnyUser found) {
            return active(found, AppUser.class);
        }

        @Override
        public List<Key> keys() {
            return ChangeRules.keys(request, tenant);
        }

        @Override
        public boolean movesKeys() {
            return !keys().isEmpty() || request.externalId() instanceof Setting.Cleared;
        }

        @Override
        public Revision<AppUser> decide(AppUser user, Facts facts, Instant now) {
            return ChangeRules.decide(request, user, tenant, facts);
        }
    }
}
