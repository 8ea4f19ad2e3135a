package dev.partyline.domain.request;

import org.jspecify.annotations.Nullable;

/**
 * What a caller gave to create a customer user, not checked yet; null where something was omitted or null.
 *
 * @param password the caller's to wipe; null for none
 */
public record GivenCustomerUser(
        @Nullable String customerId,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable CharSequence password,
        @Nullable Boolean emailVerified,
        @Nullable Boolean enabled) {

    /** Shows nothing of it (E3). */
    @Override
    public String toString() {
        return "GivenCustomerUser";
    }
}
