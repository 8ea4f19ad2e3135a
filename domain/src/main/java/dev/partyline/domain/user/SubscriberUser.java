package dev.partyline.domain.user;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user of an account (N1 to N4).
 *
 * @param customers the customers that it belongs to, in the order in which it joined them (N2)
 * @param updatedAt when it last changed (N3)
 * @param keyed which of its members are keys, as the account asked when the user was created (N4)
 * @param claims which numbers it claims for its msisdn, if that is a key (V15)
 */
public record SubscriberUser(
        UserId id,
        long version,
        AccountId account,
        Name name,
        EmailAddress email,
        PhoneNumber msisdn,
        Optional<LegalIdentity> identity,
        Metadata metadata,
        List<CustomerId> customers,
        Instant createdAt,
        Instant updatedAt,
        Set<SubscriberKey> keyed,
        PhoneClaims claims)
        implements User {

    public SubscriberUser {
        customers = List.copyOf(customers);
        keyed = Set.copyOf(keyed);
    }

    /** The next version of this user: with this msisdn, and these claims for it, changed now. */
    public SubscriberUser withMsisdn(PhoneNumber other, PhoneClaims claimed, Instant now) {
        return new SubscriberUser(
                id,
                version + 1,
                account,
                name,
                email,
                other,
                identity,
                metadata,
                customers,
                createdAt,
                now,
                keyed,
                claimed);
    }

    @Override
    public AccountId tenant() {
        return account;
    }

    @Override
    public UserKind kind() {
        return UserKind.SUBSCRIBER;
    }

    /** N4: none but those that the account asked for. */
    @Override
    public List<Key> keys() {
        return keys(account, keyed, email, msisdn, claims, identity);
    }

    /** N4: the keys of a subscriber user with these values, in an account that asks for these keys. */
    public static List<Key> keys(
            AccountId account,
            Set<SubscriberKey> keyed,
            EmailAddress email,
            PhoneNumber msisdn,
            PhoneClaims claims,
            Optional<LegalIdentity> identity) {
        List<Key> keys = new ArrayList<>();
        if (keyed.contains(SubscriberKey.EMAIL)) {
            keys.add(Key.SubscriberEmail.of(account, email));
        }
        if (keyed.contains(SubscriberKey.MSISDN)) {
            claims.inTenant(msisdn).forEach(number -> keys.add(new Key.SubscriberMsisdn(account, number)));
        }
        if (keyed.contains(SubscriberKey.IDENTITY)) {
            identity.ifPresent(given -> keys.add(new Key.SubscriberIdentity(account, given)));
        }
        return List.copyOf(keys);
    }
}
