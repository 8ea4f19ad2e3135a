package dev.partyline.domain.tenant;

/** What identifies a shared user within its project. */
public enum SharedIdentity {
    /** The phone number; a re-create updates the profile (S2, S3; the current edition, seeds/000). The default. */
    PHONE,
    /** The phone number or else the email; a re-create changes nothing (S7; the earlier edition, seeds/001). */
    PHONE_OR_EMAIL
}
