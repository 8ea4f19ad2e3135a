package dev.partyline.domain.value;

import java.util.function.Function;

/** What an app user is found by (A1): a phone number or an email address. Immutable. */
public sealed interface Identifier {

    /** A phone number, canonical (V2). */
    record Phone(PhoneNumber number) implements Identifier {}

    /** An email address, as it was spelled. */
    record Email(EmailAddress address) implements Identifier {}

    /** What two spellings of the same identifier share (V2, V6). Personal; not to be logged. */
    default String identity() {
        return fold(phone -> phone.number().e164(), email -> email.address().identity());
    }

    /** The answer of the function for this kind of identifier. */
    default <T> T fold(Function<? super Phone, ? extends T> phone, Function<? super Email, ? extends T> email) {
        if (this instanceof Phone identifier) {
            return phone.apply(identifier);
        }
        return email.apply((Email) this);
    }
}
