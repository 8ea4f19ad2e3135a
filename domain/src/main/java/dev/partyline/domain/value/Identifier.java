package dev.partyline.domain.value;

import java.util.List;
import java.util.function.Function;

/** What an app user is found by (A1): a phone number or an email address. Immutable. */
public sealed interface Identifier {

    /**
     * A phone number, canonical (V2).
     *
     * @param claims which numbers are this identifier (V15)
     */
    record Phone(PhoneNumber number, PhoneClaims claims) implements Identifier {}

    /** An email address, as it was spelled. */
    record Email(EmailAddress address) implements Identifier {}

    /** What two spellings of the same identifier share (V2, V6). Personal; not to be logged. */
    default String identity() {
        return fold(phone -> phone.number().e164(), email -> email.address().identity());
    }

    /** Every text that is this identifier within its app, its own first (V15). */
    default List<String> identities() {
        return fold(
                phone -> phone.claims().inTenant(phone.number()).stream()
                        .map(PhoneNumber::e164)
                        .toList(),
                email -> List.of(email.address().identity()));
    }

    /** The same identifier as a tenant with this setting claims it, by the plan of this library. */
    default Identifier claimedAs(PhoneIdentity identity) {
        return fold(phone -> new Phone(phone.number(), PhoneClaims.of(phone.number(), identity)), email -> email);
    }

    /** The answer of the function for this kind of identifier. */
    default <T> T fold(Function<? super Phone, ? extends T> phone, Function<? super Email, ? extends T> email) {
        if (this instanceof Phone identifier) {
            return phone.apply(identifier);
        }
        return email.apply((Email) this);
    }
}
