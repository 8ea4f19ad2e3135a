package dev.partyline.domain.request;

import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.Violation;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to create a user and make it a member of a customer (C1 to C6). It exists only with values that are
 * accepted. The registry wipes its password after the create, so that a request with a password is carried out once.
 */
public final class NewCustomerUser implements CreateRequest<CustomerUserRefusal, CustomerUser> {
    private final ConsoleProjectId project;
    private final CustomerId customer;
    private final EmailAddress email;
    private final Name firstName;
    private final Name lastName;
    private final Optional<Password> password;
    private final boolean emailVerified;
    private final boolean enabled;
    private final Optional<IdempotencyKey> idempotencyKey;

    private NewCustomerUser(
            ConsoleProjectId project,
            CustomerId customer,
            EmailAddress email,
            Name firstName,
            Name lastName,
            Optional<Password> password,
            boolean emailVerified,
            boolean enabled,
            Optional<IdempotencyKey> idempotencyKey) {
        this.project = project;
        this.customer = customer;
        this.email = email;
        this.firstName = firstName;
        this.lastName = lastName;
        this.password = password;
        this.emailVerified = emailVerified;
        this.enabled = enabled;
        this.idempotencyKey = idempotencyKey;
    }

    /**
     * The request for these values. Email, first and last name are required and not blank; enabled is true and
     * emailVerified false unless stated (C1, C3).
     *
     * @return the request, or a refusal with every violation there is (V12)
     */
    public static Either<CustomerUserRefusal, NewCustomerUser> of(ConsoleProject project, GivenCustomerUser given) {
        return Refusal.unlessValid(Validation.combine(
                        Violation.in(Field.CUSTOMER_ID, CustomerId.of(given.customerId())),
                        Violation.in(Field.EMAIL, EmailAddress.of(given.email(), EmailRule.FORMAT)),
                        Violation.in(Field.FIRST_NAME, Name.notBlank(given.firstName())),
                        Violation.in(Field.LAST_NAME, Name.notBlank(given.lastName())),
                        optional(given.password()))
                .ap((customer, email, first, last, password) -> new NewCustomerUser(
                        project.id(),
                        customer,
                        email,
                        first,
                        last,
                        password,
                        Objects.requireNonNullElse(given.emailVerified(), false),
                        Objects.requireNonNullElse(given.enabled(), true),
                        Optional.empty())));
    }

    private static Validation<Violation, Optional<Password>> optional(@Nullable CharSequence password) {
        return password == null
                ? Validation.valid(Optional.empty())
                : Violation.in(Field.PASSWORD, Password.of(password)).map(Optional::of);
    }

    @Override
    public NewCustomerUser withIdempotencyKey(IdempotencyKey key) {
        return new NewCustomerUser(
                project, customer, email, firstName, lastName, password, emailVerified, enabled, Optional.of(key));
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
        password.ifPresent(Password::wipe);
    }

    @Override
    public ConsoleProjectId tenant() {
        return project;
    }

    @Override
    public Optional<IdempotencyKey> idempotencyKey() {
        return idempotencyKey;
    }

    /** Over everything but the password. Only its hash is kept, and the hash tells whether it is the same (C6). */
    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(
                "NewCustomerUser",
                List.of(
                        Optional.of(customer.value()),
                        Optional.of(email.identity()),
                        Optional.of(firstName.value()),
                        Optional.of(lastName.value()),
                        Optional.of(emailVerified + "," + enabled)));
    }

    public CustomerId customer() {
        return customer;
    }

    public EmailAddress email() {
        return email;
    }

    public Optional<Password> password() {
        return password;
    }

    @Override
    public String toString() {
        return "NewCustomerUser[project=" + project + ", customer=" + customer + ", email=" + email + "]";
    }
}
