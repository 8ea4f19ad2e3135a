package dev.partyline.domain.value;

/** What decides whether an email is accepted (V5). */
public enum EmailRule {
    /** For line users: the published pattern and at most 254 characters. The default. */
    PUBLISHED,
    /**
     * For line users, if the tenant asks for it: also accepted by commons-validator, which knows the top-level domains.
     */
    STRICT,
    /** For all other users: accepted by commons-validator. */
    FORMAT
}
