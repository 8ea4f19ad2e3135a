package dev.partyline.domain.request;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Password;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A valid request to change a customer user (L4, K3). It exists only with values that are accepted. The registry wipes
 * its password after the change, so that a request with a password is carried out once.
 */
public final class CustomerUserPatch implements ChangeRequest<CustomerUser> {
    private final Target<ConsoleProjectId> target;
    private final Setting<EmailAddress> email;
    private final Setting<Name> firstName;
    private final Setting<Name> lastName;
    private final Setting<Password> password;
    private final Setting<Boolean> emailVerified;
    private final Setting<Boolean> enabled;

    private CustomerUserPatch(
            Target<ConsoleProjectId> target,
            Setting<EmailAddress> email,
            Setting<Name> firstName,
            Setting<Name> lastName,
            Setting<Password> password,
            Setting<Boolean> emailVerified,
            Setting<Boolean> enabled) {
        this.target = target;
        this.email = email;
        this.firstName = firstName;
        this.lastName = lastName;
        this.password = password;
        this.emailVerified = emailVerified;
        this.enabled = enabled;
    }

    /**
     * The patch with these settings. Only the password can be cleared (C1, C3).
     *
     * @return the patch, or a refusal with every violation there is (V12)
     */
    public static Either<ChangeRefusal, CustomerUserPatch> of(
            ConsoleProject project, UserId id, GivenCustomerUserPatch given) {
        return Refusal.unlessValid(Validation.combine(
                        Setting.required(
                                Field.EMAIL, given.email(), (String text) -> EmailAddress.of(text, EmailRule.FORMAT)),
                        Setting.required(Field.FIRST_NAME, given.firstName(), Name::notBlank),
                        Setting.required(Field.LAST_NAME, given.lastName(), Name::notBlank),
                        Setting.checked(Field.PASSWORD, given.password(), Password::of),
                        Setting.required(Field.EMAIL_VERIFIED, given.emailVerified(), Validation::valid),
                        Setting.required(Field.ENABLED, given.enabled(), Validation::valid))
                .ap((email, first, last, password, emailVerified, enabled) -> new CustomerUserPatch(
                        Target.of(project.id(), id), email, first, last, password, emailVerified, enabled)));
    }

    private CustomerUserPatch with(Target<ConsoleProjectId> other) {
        return new CustomerUserPatch(other, email, firstName, lastName, password, emailVerified, enabled);
    }

    @Override
    public CustomerUserPatch ifVersion(long version) {
        return with(target.ifVersion(version));
    }

    @Override
    public CustomerUserPatch withIdempotencyKey(IdempotencyKey key) {
        return with(target.withIdempotencyKey(key));
    }

    @Override
    public void wipe() {
        password.given().ifPresent(Password::wipe);
    }

    @Override
    public ConsoleProjectId tenant() {
        return target.tenant();
    }

    @Override
    public UserId id() {
        return target.id();
    }

    @Override
    public OptionalLong ifVersion() {
        return target.ifVersion();
    }

    @Override
    public Optional<IdempotencyKey> idempotencyKey() {
        return target.idempotencyKey();
    }

    /** Over everything but the password. Only its hash is kept, and the hash tells whether it is the same (C6). */
    @Override
    public Fingerprint fingerprint() {
        List<Optional<String>> values = new ArrayList<>(target.values());
        values.add(email.text(EmailAddress::identity));
        values.add(firstName.text(Name::value));
        values.add(lastName.text(Name::value));
        values.add(password.text(any -> ""));
        values.add(emailVerified.text(String::valueOf));
        values.add(enabled.text(String::valueOf));
        return Fingerprint.of("CustomerUserPatch", values);
    }

    public Setting<EmailAddress> email() {
        return email;
    }

    public Setting<Name> firstName() {
        return firstName;
    }

    public Setting<Name> lastName() {
        return lastName;
    }

    public Setting<Password> password() {
        return password;
    }

    public Setting<Boolean> emailVerified() {
        return emailVerified;
    }

    public Setting<Boolean> enabled() {
        return enabled;
    }

    @Override
    public String toString() {
        return "CustomerUserPatch[" + target.tenant() + ", " + target.id() + "]";
    }
}
