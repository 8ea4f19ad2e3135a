package dev.partyline.domain.value;

/** How much a tenant asks of a phone number (V3). Each rule asks for more than the one before it. */
public enum PhoneRule {
    /** The published pattern, and nothing else (V1). The default. */
    E164,
    /** Also <i>possible</i> by libphonenumber: its region has numbers of this length. */
    POSSIBLE,
    /** Also <i>valid</i> by libphonenumber: in an assigned range. */
    VALID
}
