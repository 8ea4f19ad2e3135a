package dev.partyline.domain.value;

/** How much a tenant asks of a phone number (V3). Each asks for what the one before it does, and more. */
public enum PhoneRule {
    /** The published pattern, and nothing else (V1). The default. */
    E164,
    /** Also possible, as libphonenumber says: of a length that its region has. */
    POSSIBLE,
    /** Also valid, as libphonenumber says: in a range that is assigned. */
    VALID
}
