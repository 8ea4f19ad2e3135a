package dev.partyline.domain.request;

import org.jspecify.annotations.Nullable;

/**
 * What a caller gave to create a customer user, not checked yet; null if it was omitted or null.
 *
 * @param password the caller's to wipe; null for none
 * @param passwordHash the hash of a password, in place of it (C7); null for none
 */
public record GivenCustomerUser(
        @Nullable String customerId,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable CharSequence password,
        @Nullable String passwordHash,
        @Nullable Boolean emailVerified,
        @Nullable Boolean enabled) {
    /** Nothing given yet. */
    public static final GivenCustomerUser NONE = new GivenCustomerUser(null, null, null, null, null, null, null, null);

    /** The same, with this customer id. */
    public GivenCustomerUser withCustomerId(@Nullable String customerId) {
        return new GivenCustomerUser(
                customerId, email, firstName, lastName, password, passwordHash, emailVerified, enabled);
    }

    /** The same, with this email. */
    public GivenCustomerUser withEmail(@Nullable String email) {
        return new GivenCustomerUser(
                customerId, email, firstName, lastName, password, passwordHash, emailVerified, enabled);
    }

    /** The same, with this first name. */
    public GivenCustomerUser withFirstName(@Nullable String firstName) {
        return new GivenCustomerUser(
                customerId, email, firstName, lastName, password, passwordHash, emailVerified, enabled);
    }

    /** The same, with this last name. */
    public GivenCustomerUser withLastName(@Nullable String lastName) {
        return new GivenCustomerUser(
                customerId, email, firstName, lastName, password, passwordHash, emailVerified, enabled);
    }

    /** The same, with this password. */
    public GivenCustomerUser withPassword(@Nullable CharSequence password) {
        return new GivenCustomerUser(
                customerId, email, firstName, lastName, password, passwordHash, emailVerified, enabled);
    }

    /** The same, with this hash of a password. */
    public GivenCustomerUser withPasswordHash(@Nullable String passwordHash) {
        return new GivenCustomerUser(
                customerId, email, firstName, lastName, password, passwordHash, emailVerified, enabled);
    }

    /** The same, with its email verified or not. */
    public GivenCustomerUser withEmailVerified(@Nullable Boolean emailVerified) {
        return new GivenCustomerUser(
                customerId, email, firstName, lastName, password, passwordHash, emailVerified, enabled);
    }

    /** The same, enabled or not. */
    public GivenCustomerUser withEnabled(@Nullable Boolean enabled) {
        return new GivenCustomerUser(
                customerId, email, firstName, lastName, password, passwordHash, emailVerified, enabled);
    }

    /** Shows nothing of it (E3). */
    @Override
    public String toString() {
        return "GivenCustomerUser";
    }
}
