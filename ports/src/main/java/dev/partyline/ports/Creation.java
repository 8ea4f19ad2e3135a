package dev.partyline.ports;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.AppUserRules;
import dev.partyline.domain.rule.CustomerUserRules;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.DedicatedUserRules;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.rule.SharedUserRules;
import dev.partyline.domain.rule.SubscriberUserRules;
import dev.partyline.domain.rule.TenantRules;
import dev.partyline.domain.rule.UserAdmission;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.Tenants;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A request in a tenant that takes it now, with everything that its kind of user needs between the request and the
 * store. This is the one place that tells the kinds apart.
 *
 * @param <R> what the request can be refused for
 * @param <U> the kind of user
 */
interface Creation<R extends Refusal, U extends User> {

    CreateRequest<R, U> request();

    /** The tenant as it is now. */
    Tenant tenant();

    /** What must be known to decide. */
    Question question();

    Decision<R, U> decide(Facts facts);

    /** B3: two creations that touch the same depend on each other. */
    default Set<Object> touched() {
        Question question = question();
        Set<Object> touched = new HashSet<>(question.keys());
        question.id().ifPresent(touched::add);
        request().requestKey().ifPresent(touched::add);
        return touched;
    }

    /** Whether the user needs a line of the pool. */
    default boolean needsLine() {
        return false;
    }

    /** What must be known for a dry run: also which line there is, if the user needs one. */
    default Question dryRunQuestion(LineWish wish) {
        return question();
    }

    /** P7, P8: what is wished of the line, as long as nothing is known of the user. */
    default LineWish wish() {
        return LineWish.NONE;
    }

    /** The admission that follows if nobody is there; empty for a kind that needs no line. */
    default Optional<SharedAdmission> ifNobody(UserId newId, Instant now) {
        return Optional.empty();
    }

    /** The refusal for want of a line (S6). */
    default R noLine() {
        throw new IllegalStateException("refused for want of a line, and needs none");
    }

    /** I2: whether this user, created under the same key by an equal request, is also what this request asks for. */
    default boolean repeats(U created) {
        return true;
    }

    /** The admission with what is made only once it is decided, such as the hash of a password. */
    default Admission<U> completed(Admission<U> admission) {
        return admission;
    }

    /** The request in its tenant; or why the tenant does not take it now (T3, A6, C5, V3, V5, A1). */
    @SuppressWarnings("unchecked") // A request and its creation have the same R and U.
    static <R extends Refusal, U extends User> Either<R, Creation<R, U>> of(
            CreateRequest<R, U> request, Tenants tenants, PasswordHasher passwords) {
        return (Either<R, Creation<R, U>>) request.<Either<?, ?>>fold(
                shared -> TenantRules.admit(tenants.project(shared.project()), shared::violationsIn)
                        .map(project -> new OfShared(shared, project)),
                dedicated -> TenantRules.admit(tenants.project(dedicated.project()), dedicated::violationsIn)
                        .map(project -> new OfDedicated(dedicated, project, tenants)),
                customer -> TenantRules.admit(
                                tenants.consoleProject(customer.tenant()),
                                project -> customer.violations(passwords::knows))
                        .map(project -> new OfCustomer(customer, project, tenants, passwords)),
                subscriber -> TenantRules.admit(tenants.account(subscriber.tenant()), account -> Vector.empty())
                        .map(account -> new OfSubscriber(subscriber, account)),
                app -> TenantRules.admit(tenants.app(app.tenant()), app::violationsIn)
                        .map(present -> new OfApp(app, present)));
    }

    /** What every creation can be refused for, as a refusal of this one. */
    @SuppressWarnings("unchecked") // Each operation's refusals include those that all creations share.
    default R refusal(CreationRefusal reason) {
        return (R) reason;
    }

    /** A shared user needs a line of the pool. */
    record OfShared(NewSharedUser request, Project tenant) implements Creation<SharedUserRefusal, SharedUser> {
        @Override
        public Question question() {
            return SharedUserRules.question(request, tenant);
        }

        @Override
        public Decision<SharedUserRefusal, SharedUser> decide(Facts facts) {
            return SharedUserRules.decide(request, tenant, facts);
        }

        @Override
        public boolean needsLine() {
            return true;
        }

        @Override
        public Question dryRunQuestion(LineWish wish) {
            return question()
                    .withLineFor(
                            PhoneClaims.of(request.phone(), tenant.phoneIdentity())
                                    .everywhere(request.phone()),
                            wish);
        }

        @Override
        public LineWish wish() {
            return SharedUserRules.wish(request, tenant);
        }

        @Override
        public Optional<SharedAdmission> ifNobody(UserId newId, Instant now) {
            return SharedUserRules.ifNobody(request, tenant, newId, now);
        }

        @Override
        public SharedUserRefusal noLine() {
            return new Refusal.PoolExhausted();
        }
    }

    /** A dedicated user is on a line that its project owns. */
    record OfDedicated(NewDedicatedUser request, Project tenant, Tenants tenants)
            implements Creation<DedicatedUserRefusal, DedicatedUser> {
        @Override
        public Question question() {
            return DedicatedUserRules.question(request, tenant);
        }

        @Override
        public Decision<DedicatedUserRefusal, DedicatedUser> decide(Facts facts) {
            return DedicatedUserRules.decide(request, tenant, tenants.owns(tenant.id(), request.line()), facts);
        }
    }

    /**
     * A customer user is a member of a customer that must be known. Its password is hashed once it is admitted; a hash
     * that was given is kept as it is.
     */
    record OfCustomer(NewCustomerUser request, ConsoleProject tenant, Tenants tenants, PasswordHasher passwords)
            implements Creation<CustomerUserRefusal, CustomerUser> {
        @Override
        public Question question() {
            return CustomerUserRules.question(request);
        }

        @Override
        public Decision<CustomerUserRefusal, CustomerUser> decide(Facts facts) {
            return CustomerUserRules.decide(request, tenants.hasCustomer(request.tenant(), request.customer()), facts);
        }

        /** C6: a password is in no fingerprint. Its hash tells whether it is the same. */
        @Override
        public boolean repeats(CustomerUser created) {
            Optional<PasswordHash> kept = created.password();
            return request.credential()
                    .map(given -> kept.filter(
                                    hash -> given.fold(password -> passwords.verify(password, hash), hash::equals))
                            .isPresent())
                    .orElse(kept.isEmpty());
        }

        @Override
        public Admission<CustomerUser> completed(Admission<CustomerUser> admission) {
            return admission.fold(this::withPassword, withoutLine -> admission);
        }

        private Admission<CustomerUser> withPassword(UserAdmission<CustomerUser> admission) {
            return request.credential()
                    .<PasswordHash>map(given -> given.fold(passwords::hash, hash -> hash))
                    .map(hash -> admission.of(admission.user().withPassword(hash)))
                    .orElse(admission);
        }
    }

    /** A subscriber user has the keys that its account asks for. */
    record OfSubscriber(NewSubscriberUser request, Account tenant)
            implements Creation<SubscriberUserRefusal, SubscriberUser> {
        @Override
        public Question question() {
            return SubscriberUserRules.question(request, tenant);
        }

        @Override
        public Decision<SubscriberUserRefusal, SubscriberUser> decide(Facts facts) {
            return SubscriberUserRules.decide(request, tenant, facts);
        }
    }

    /** An app user may have an id that the caller chose. */
    record OfApp(NewAppUser request, App tenant) implements Creation<AppUserRefusal, AppUser> {
        @Override
        public Question question() {
            return AppUserRules.question(request, tenant);
        }

        @Override
        public Decision<AppUserRefusal, AppUser> decide(Facts facts) {
            return AppUserRules.decide(request, tenant, facts);
        }
    }
}
