package dev.partyline.domain.request;

import dev.partyline.domain.value.JsonValue.JsonObject;

/** What a caller gave to change a shared user, not checked yet. Each field is left unless it is given (L4). */
public record GivenSharedUserPatch(
        Setting<String> phoneNumber,
        Setting<String> firstName,
        Setting<String> lastName,
        Setting<String> email,
        Setting<JsonObject> meta) {
    /** Nothing given yet: every field is left. */
    public static final GivenSharedUserPatch NONE =
            new GivenSharedUserPatch(Setting.left(), Setting.left(), Setting.left(), Setting.left(), Setting.left());

    /** The same, with this done to the phone number. */
    public GivenSharedUserPatch withPhoneNumber(Setting<String> phoneNumber) {
        return new GivenSharedUserPatch(phoneNumber, firstName, lastName, email, meta);
    }

    /** The same, with this done to the first name. */
    public GivenSharedUserPatch withFirstName(Setting<String> firstName) {
        return new GivenSharedUserPatch(phoneNumber, firstName, lastName, email, meta);
    }

    /** The same, with this done to the last name. */
    public GivenSharedUserPatch withLastName(Setting<String> lastName) {
        return new GivenSharedUserPatch(phoneNumber, firstName, lastName, email, meta);
    }

    /** The same, with this done to the email. */
    public GivenSharedUserPatch withEmail(Setting<String> email) {
        return new GivenSharedUserPatch(phoneNumber, firstName, lastName, email, meta);
    }

    /** The same, with this done to the metadata: a JSON merge patch of it. */
    public GivenSharedUserPatch withMeta(Setting<JsonObject> meta) {
        return new GivenSharedUserPatch(phoneNumber, firstName, lastName, email, meta);
    }
}
