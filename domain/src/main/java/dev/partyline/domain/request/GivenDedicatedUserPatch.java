package dev.partyline.domain.request;

import dev.partyline.domain.value.JsonValue.JsonObject;

/** What a caller gave to change a dedicated user, not checked yet. Each field is left unless it is given (L4). */
public record GivenDedicatedUserPatch(
        Setting<String> firstName, Setting<String> lastName, Setting<String> email, Setting<JsonObject> meta) {
    /** Nothing given yet: every field is left. */
    public static final GivenDedicatedUserPatch NONE =
            new GivenDedicatedUserPatch(Setting.left(), Setting.left(), Setting.left(), Setting.left());

    /** The same, with this done to the first name. */
    public GivenDedicatedUserPatch withFirstName(Setting<String> firstName) {
        return new GivenDedicatedUserPatch(firstName, lastName, email, meta);
    }

    /** The same, with this done to the last name. */
    public GivenDedicatedUserPatch withLastName(Setting<String> lastName) {
        return new GivenDedicatedUserPatch(firstName, lastName, email, meta);
    }

    /** The same, with this done to the email. */
    public GivenDedicatedUserPatch withEmail(Setting<String> email) {
        return new GivenDedicatedUserPatch(firstName, lastName, email, meta);
    }

    /** The same, with this done to the metadata: a JSON merge patch of it. */
    public GivenDedicatedUserPatch withMeta(Setting<JsonObject> meta) {
        return new GivenDedicatedUserPatch(firstName, lastName, email, meta);
    }
}
