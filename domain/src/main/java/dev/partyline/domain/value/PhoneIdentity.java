package dev.partyline.domain.value;

/** Which phones a tenant takes for the same (V15). */
public enum PhoneIdentity {
    /** Those with the same canonical form (V2). The default. */
    CANONICAL,
    /** Also those that reach the same subscriber after a country changed its numbers, by the plan (V14). */
    SUBSCRIBER
}
