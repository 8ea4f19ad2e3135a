package dev.partyline.domain.request;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneNumber;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A valid request to change a subscriber user (L4, K3), or the customers that it belongs to (N2). It exists only with
 * values that are accepted. Immutable; reusable.
 */
public final class SubscriberUserPatch implements ChangeRequest<SubscriberUser> {
    private final Target<AccountId> target;
    private final Setting<Name> name;
    private final Setting<EmailAddress> email;
    private final Setting<PhoneNumber> msisdn;
    private final Setting<LegalIdentity> identity;
    private final Setting<JsonObject> metadata;
    private final Optional<CustomerId> joined;
    private final Optional<CustomerId> left;

    private SubscriberUserPatch(
            Target<AccountId> target,
            Setting<Name> name,
            Setting<EmailAddress> email,
            Setting<PhoneNumber> msisdn,
            Setting<LegalIdentity> identity,
            Setting<JsonObject> metadata,
            Optional<CustomerId> joined,
            Optional<CustomerId> left) {
        this.target = target;
        this.name = name;
        this.email = email;
        this.msisdn = msisdn;
        this.identity = identity;
        this.metadata = metadata;
        this.joined = joined;
        this.left = left;
    }

    /**
     * The patch with these settings. Name, email and msisdn cannot be cleared (N1).
     *
     * @return the patch, or a refusal with every violation there is (V12)
     */
    public static Either<ChangeRefusal, SubscriberUserPatch> of(
            Account account, UserId id, GivenSubscriberUserPatch given) {
        return Refusal.unlessValid(Validation.combine(
                        Setting.required(Field.NAME, given.name(), Name::notBlank),
                        Setting.required(
                                Field.EMAIL, given.email(), (String text) -> EmailAddress.of(text, EmailRule.FORMAT)),
                        Setting.required(Field.MSISDN, given.msisdn(), (String text) -> PhoneNumber.of(text)),
                        Setting.checked(Field.IDENTITY, given.identity(), LegalIdentity::of),
                        Setting.checked(Field.METADATA, given.metadata(), Metadata::checkedPatch))
                .ap((name, email, msisdn, identity, metadata) -> new SubscriberUserPatch(
                        Target.of(account.id(), id),
                        name,
                        email,
                        msisdn,
                        identity,
                        metadata,
                        Optional.empty(),
                        Optional.empty())));
    }

    /** N2: the user belongs to this customer too. */
    public static SubscriberUserPatch joining(AccountId account, UserId id, CustomerId customer) {
        return ofCustomers(account, id, Optional.of(customer), Optional.empty());
    }

    /** N2: the user no longer belongs to this customer. */
    public static SubscriberUserPatch leaving(AccountId account, UserId id, CustomerId customer) {
        return ofCustomers(account, id, Optional.empty(), Optional.of(customer));
    }

    private static SubscriberUserPatch ofCustomers(
            AccountId account, UserId id, Optional<CustomerId> joined, Optional<CustomerId> left) {
        return new SubscriberUserPatch(
                Target.of(account, id),
                Setting.left(),
                Setting.left(),
                Setting.left(),
                Setting.left(),
                Setting.left(),
                joined,
                left);
    }

    private SubscriberUserPatch with(Target<AccountId> other) {
        return new SubscriberUserPatch(other, name, email, msisdn, identity, metadata, joined, left);
    }

    @Override
    public SubscriberUserPatch ifVersion(long version) {
        return with(target.ifVersion(version));
    }

    @Override
    public SubscriberUserPatch withIdempotencyKey(IdempotencyKey key) {
        return with(target.withIdempotencyKey(key));
    }

    @Override
    public AccountId tenant() {
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

    @Override
    public Fingerprint fingerprint() {
        List<Optional<String>> values = new ArrayList<>(target.values());
        values.add(name.text(Name::value));
        values.add(email.text(EmailAddress::identity));
        values.add(msisdn.text(PhoneNumber::e164));
        values.add(identity.text(LegalIdentity::value));
        values.add(metadata.text(JsonObject::json));
        values.add(joined.map(CustomerId::value));
        values.add(left.map(CustomerId::value));
        return Fingerprint.of("SubscriberUserPatch", values);
    }

    public Setting<Name> name() {
        return name;
    }

    public Setting<EmailAddress> email() {
        return email;
    }

    public Setting<PhoneNumber> msisdn() {
        return msisdn;
    }

    public Setting<LegalIdentity> identity() {
        return identity;
    }

    /** What becomes of the metadata: a JSON merge patch of it. */
    public Setting<JsonObject> metadata() {
        return metadata;
    }

    /** The customer that the user is to join. */
    public Optional<CustomerId> joined() {
        return joined;
    }

    /** The customer that the user is to leave. */
    public Optional<CustomerId> left() {
        return left;
    }

    @Override
    public String toString() {
        return "SubscriberUserPatch[" + target.tenant() + ", " + target.id() + "]";
    }
}
