package dev.partyline.domain.request;

import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Credential;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to create a user and make it a member of a customer (C1 to C7). It exists only with values that are
 * accepted. The registry wipes its password after the create, so that a request with a password is carried out once.
 */
public final class NewCustomerUser implements CreateRequest<CustomerUserRefusal, CustomerUser> {
    private static final Violation UNKNOWN = new Violation(Field.PASSWORD_HASH, Fault.UNKNOWN_HASH);

    private final ConsoleProjectId project;
    private final CustomerId customer;
    private final EmailAddress email;
    private final Name firstName;
    private final Name lastName;
    private final Optional<Credential> credential;
    private final boolean emailVerified;
    private final boolean enabled;
    private final Optional<IdempotencyKey> idempotencyKey;

    private NewCustomerUser(
            ConsoleProjectId project,
            CustomerId customer,
            EmailAddress email,
            Name firstName,
            Name lastName,
            Optional<Credential> credential,
            boolean emailVerified,
            boolean enabled,
            Optional<IdempotencyKey> idempotencyKey) {
        this.project = project;
        this.customer = customer;
        this.email = email;
        this.firstName = firstName;
        this.lastName = lastName;
        this.credential = credential;
        this.emailVerified = emailVerified;
        this.enabled = enabled;
        this.idempotencyKey = idempotencyKey;
    }

    /**
     * The request for these values. Email, first and last name are required and not blank; enabled is true and
     * emailVerified false unless stated (C1, C3). There is a password, or the hash of one, or neither. That the hash is
     * known is left to the registry (C7).
     *
     * @return the request, or a refusal with every violation there is (V12)
     */
    public static Either<CustomerUserRefusal, NewCustomerUser> of(ConsoleProject project, GivenCustomerUser given) {
        return of(project, given, hash -> true);
    }

    /**
     * The same, for whoever can ask the hasher: that it does not know the hash is told with the other violations.
     *
     * @param known whether the hasher knows a hash (C7)
     */
    public static Either<CustomerUserRefusal, NewCustomerUser> of(
            ConsoleProject project, GivenCustomerUser given, Predicate<? super PasswordHash> known) {
        return Refusal.unlessValid(Validation.combine(
                        Violation.in(Field.CUSTOMER_ID, CustomerId.of(given.customerId())),
                        Violation.in(Field.EMAIL, EmailAddress.of(given.email(), EmailRule.FORMAT)),
                        Violation.in(Field.FIRST_NAME, Name.notBlank(given.firstName())),
                        Violation.in(Field.LAST_NAME, Name.notBlank(given.lastName())),
                        password(given.password()),
                        hash(given, known))
                .ap((customer, email, first, last, password, hash) -> new NewCustomerUser(
                        project.id(),
                        customer,
                        email,
                        first,
                        last,
                        password.<Credential>map(one -> one).or(() -> hash),
                        Objects.requireNonNullElse(given.emailVerified(), false),
                        Objects.requireNonNullElse(given.enabled(), true),
                        Optional.empty())));
    }

    private static Validation<Violation, Optional<Password>> password(@Nullable CharSequence password) {
        return password == null
                ? Validation.valid(Optional.empty())
                : Violation.in(Field.PASSWORD, Password.of(password)).map(Optional::of);
    }

    private static Validation<Violation, Optional<PasswordHash>> hash(
            GivenCustomerUser given, Predicate<? super PasswordHash> known) {
        if (given.passwordHash() == null) {
            return Validation.valid(Optional.empty());
        }
        return Violation.in(
                        Field.PASSWORD_HASH,
                        given.password() == null
                                ? PasswordHash.of(given.passwordHash())
                                : Validation.invalid(Fault.NOT_WITH_PASSWORD))
                .flatMap(hash -> known.test(hash) ? Validation.valid(Optional.of(hash)) : Validation.invalid(UNKNOWN));
    }

    /** C7: what is wrong with its hash for a hasher that knows these. */
    public Seq<Violation> violations(Predicate<? super PasswordHash> known) {
        return credential
                .filter(given -> !given.<Boolean>fold(password -> true, known::test))
                .<Seq<Violation>>map(unknown -> Vector.of(UNKNOWN))
                .orElseGet(Vector::empty);
    }

    @Override
    public NewCustomerUser withIdempotencyKey(IdempotencyKey key) {
        return new NewCustomerUser(
                project, customer, email, firstName, lastName, credential, emailVerified, enabled, Optional.of(key));
    }

    /** The user that this becomes, without the hash of its password (C6). */
    public CustomerUser as(UserId id, Instant now) {
        return new CustomerUser(
                id, 1, project, customer, email, firstName, lastName, emailVerified, enabled, Optional.empty(), now);
    }

    /** C4: the keys that the user will hold. */
    public List<Key> keys() {
        return CustomerUser.keys(project, email);
    }

    @Override
    public void wipe() {
        credential.ifPresent(Credential::wipe);
    }

    @Override
    public ConsoleProjectId tenant() {
        return project;
    }

    @Override
    public Optional<IdempotencyKey> idempotencyKey() {
        return idempotencyKey;
    }

    /**
     * Over everything but a password. Only its hash is kept, and the hash tells whether it is the same (C6). A hash
     * that is given is the same if its text is (C7).
     */
    @Override
    public Fingerprint fingerprint() {
        List<Optional<String>> values = new ArrayList<>(List.of(
                Optional.of(customer.value()),
                Optional.of(email.identity()),
                Optional.of(firstName.value()),
                Optional.of(lastName.value()),
                Optional.of(emailVerified + "," + enabled)));
        credential
                .<Optional<String>>map(
                        given -> given.fold(password -> Optional.empty(), hash -> Optional.of(hash.encoded())))
                .filter(Optional::isPresent)
                .ifPresent(values::add);
        return Fingerprint.of("NewCustomerUser", values);
    }

    public CustomerId customer() {
        return customer;
    }

    public EmailAddress email() {
        return email;
    }

    /** Its password, or the hash of one. */
    public Optional<Credential> credential() {
        return credential;
    }

    @Override
    public String toString() {
        return "NewCustomerUser[project=" + project + ", customer=" + customer + ", email=" + email + "]";
    }
}
