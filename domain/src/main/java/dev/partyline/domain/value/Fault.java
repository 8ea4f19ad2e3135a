package dev.partyline.domain.value;

/**
 * What is wrong with one value (rule V12). The {@link #code()} is stable and for programs. The {@link #message()} is
 * for people and may change. Neither holds the value itself.
 */
public enum Fault {
    /** The value is missing, or null. */
    REQUIRED("required", "is required"),
    /** Not {@code ^\+[1-9]\d{6,14}$} in ASCII (V1). */
    NOT_E164("not_e164", "must be a + and 7 to 15 digits, the first of them not 0"),
    /** The tenant asks for possible numbers, and libphonenumber says that this one is not (V3). */
    NOT_POSSIBLE("not_possible", "is not a possible phone number"),
    /** The tenant asks for valid numbers, and libphonenumber says that this one is not (V3). */
    NOT_VALID("not_valid", "is not a valid phone number"),
    /** Not an email address by the rule that applies (V5). */
    NOT_AN_EMAIL("not_an_email", "is not an accepted email address"),
    /** More code points, characters or bytes than allowed (V4, V5, V8, V10, V11, B2, C7). */
    TOO_LONG("too_long", "is too long"),
    /** Fewer code points than required (V10). */
    TOO_SHORT("too_short", "is too short"),
    /** No letter, digit, punctuation mark or symbol that can be seen (V18). */
    BLANK("blank", "must not be blank"),
    /** An unpaired surrogate or U+0000, which not every store can hold (V8). */
    MALFORMED_TEXT("malformed_text", "holds a character that cannot be stored"),
    /** More entries than allowed (V11, A1). */
    TOO_MANY("too_many", "has too many entries"),
    /** Nested deeper than {@link JsonValue#MAX_DEPTH} (V11). */
    TOO_DEEP("too_deep", "is nested too deep"),
    /** Given before in the same request (A1). */
    DUPLICATE("duplicate", "is given more than once"),
    /** Not a UUID, or none that the published pattern accepts (A4, V9). */
    NOT_A_UUID("not_a_uuid", "is not a UUID"),
    /** Not a phone number as people write it: masked, too short to tell, or something else (V4). */
    NOT_A_PHONE("not_a_phone", "is not a phone number"),
    /** A phone number and an extension, which is no part of what identifies a user (V4). */
    HAS_EXTENSION("has_extension", "must not have an extension"),
    /** Letters in a phone number, such as {@code 1-800-FLOWERS} (V4). */
    HAS_LETTERS("has_letters", "must be written in digits, not in letters"),
    /** Not the ISO 3166-1 alpha-2 code of a region with a numbering plan (V4). */
    UNKNOWN_REGION("unknown_region", "is not the code of a region with phone numbers"),
    /** Not a hash of a kind and a cost that the hasher takes (C7). */
    UNKNOWN_HASH("unknown_hash", "is not a hash that passwords can be checked with here"),
    /** A hash beside the password that it would be the hash of (C7). */
    NOT_WITH_PASSWORD("not_with_password", "must not be given together with a password");

    private final String code;
    private final String message;

    Fault(String code, String message) {
        this.code = code;
        this.message = message;
    }

    public String code() {
        return code;
    }

    public String message() {
        return message;
    }
}
