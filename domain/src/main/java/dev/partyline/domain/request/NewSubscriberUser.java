package dev.partyline.domain.request;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.Violation;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A valid request to create a subscriber user (N1 to N4). It exists only with accepted values. Immutable; reusable. */
public final class NewSubscriberUser implements CreateRequest<SubscriberUserRefusal, SubscriberUser> {
    private final AccountId account;
    private final Name name;
    private final EmailAddress email;
    private final PhoneNumber msisdn;
    private final Optional<LegalIdentity> identity;
    private final Metadata metadata;
    private final Optional<IdempotencyKey> idempotencyKey;

    private NewSubscriberUser(
            AccountId account,
            Name name,
            EmailAddress email,
            PhoneNumber msisdn,
            Optional<LegalIdentity> identity,
            Metadata metadata,
            Optional<IdempotencyKey> idempotencyKey) {
        this.account = account;
        this.name = name;
        this.email = email;
        this.msisdn = msisdn;
        this.identity = identity;
        this.metadata = metadata;
        this.idempotencyKey = idempotencyKey;
    }

    /**
     * The request for these values. Name, email and msisdn are required; identity and metadata are not (N1).
     *
     * @return the request, or a refusal with every violation there is (V12)
     */
    public static Either<SubscriberUserRefusal, NewSubscriberUser> of(Account account, GivenSubscriberUser given) {
        return Refusal.unlessValid(Validation.combine(
                        Violation.in(Field.NAME, Name.notBlank(given.name())),
                        Violation.in(Field.EMAIL, EmailAddress.of(given.email(), EmailRule.FORMAT)),
                        Violation.in(Field.MSISDN, PhoneNumber.of(given.msisdn())),
                        identity(given.identity()),
                        metadata(given.metadata()))
                .ap((name, email, msisdn, identity, metadata) -> new NewSubscriberUser(
                        account.id(), name, email, msisdn, identity, metadata, Optional.empty())));
    }

    private static Validation<Violation, Optional<LegalIdentity>> identity(@Nullable String text) {
        return text == null
                ? Validation.valid(Optional.empty())
                : Violation.in(Field.IDENTITY, LegalIdentity.of(text)).map(Optional::of);
    }

    private static Validation<Violation, Metadata> metadata(@Nullable JsonObject object) {
        return object == null ? Validation.valid(Metadata.EMPTY) : Violation.in(Field.METADATA, Metadata.of(object));
    }

    @Override
    public NewSubscriberUser withIdempotencyKey(IdempotencyKey key) {
        return new NewSubscriberUser(account, name, email, msisdn, identity, metadata, Optional.of(key));
    }

    /** The user that this becomes: of no customer yet (N2), with the keys that its account asks for now (N4). */
    public SubscriberUser as(UserId id, Account present, Instant now) {
        return new SubscriberUser(
                id,
                1,
                account,
                name,
                email,
                msisdn,
                identity,
                metadata,
                List.of(),
                now,
                now,
                present.keys(),
                claims(present));
    }

    /** N4, V15: the keys that the user will hold, as the account asks for them now. */
    public List<Key> keys(Account present) {
        return SubscriberUser.keys(account, present.keys(), email, msisdn, claims(present), identity);
    }

    private PhoneClaims claims(Account present) {
        return PhoneClaims.of(msisdn, present.phoneIdentity());
    }

    @Override
    public AccountId tenant() {
        return account;
    }

    @Override
    public Optional<IdempotencyKey> idempotencyKey() {
        return idempotencyKey;
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(
                "NewSubscriberUser",
                List.of(
                        Optional.of(name.value()),
                        Optional.of(email.identity()),
                        Optional.of(msisdn.e164()),
                        identity.map(LegalIdentity::value),
                        Optional.of(metadata.json())));
    }

    @Override
    public String toString() {
        return "NewSubscriberUser[account=" + account + ", email=" + email + ", msisdn=" + msisdn + "]";
    }
}
