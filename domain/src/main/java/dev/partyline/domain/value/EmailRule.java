package dev.partyline.domain.value;

/** How much a tenant asks of a line user's email (V5). */
public enum EmailRule {
    /** The published pattern and at most 254 characters. The default. */
    PUBLISHED,
    /** Also accepted by commons-validator, which knows the top-level domains. */
    STRICT
}
