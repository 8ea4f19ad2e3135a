package dev.partyline.domain.value;

/**
 * The members of the published requests, by their published names: where a violation is, and what an update changed.
 */
public enum Field {
    PHONE_NUMBER("phoneNumber"),
    ASSIGNED_PHONE_NUMBER("assignedPhoneNumber"),
    FIRST_NAME("firstName"),
    LAST_NAME("lastName"),
    EMAIL("email"),
    META("meta"),
    PASSWORD("password"),
    PASSWORD_HASH("passwordHash"),
    EMAIL_VERIFIED("emailVerified"),
    ENABLED("enabled"),
    NAME("name"),
    MSISDN("msisdn"),
    IDENTITY("identity"),
    METADATA("metadata"),
    CUSTOMER_ID("customerId"),
    CUSTOMERS("customers"),
    IDENTIFIERS("identifiers"),
    PROFILE("profile"),
    ID("id"),
    EXTERNAL_ID("external_id"),
    IDEMPOTENCY_KEY("X-Idempotency-Key");

    private final String published;

    Field(String published) {
        this.published = published;
    }

    /** The member's name in the published API. */
    public String published() {
        return published;
    }
}
