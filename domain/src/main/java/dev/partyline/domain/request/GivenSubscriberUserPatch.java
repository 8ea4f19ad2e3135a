package dev.partyline.domain.request;

import dev.partyline.domain.value.JsonValue.JsonObject;

/** What a caller gave to change a subscriber user, not checked yet. Each field is left unless it is given (L4). */
public record GivenSubscriberUserPatch(
        Setting<String> name,
        Setting<String> email,
        Setting<String> msisdn,
        Setting<String> identity,
        Setting<JsonObject> metadata) {
    /** Nothing given yet: every field is left. */
    public static final GivenSubscriberUserPatch NONE = new GivenSubscriberUserPatch(
            Setting.left(), Setting.left(), Setting.left(), Setting.left(), Setting.left());

    /** The same, with this done to the name. */
    public GivenSubscriberUserPatch withName(Setting<String> name) {
        return new GivenSubscriberUserPatch(name, email, msisdn, identity, metadata);
    }

    /** The same, with this done to the email. */
    public GivenSubscriberUserPatch withEmail(Setting<String> email) {
        return new GivenSubscriberUserPatch(name, email, msisdn, identity, metadata);
    }

    /** The same, with this done to the msisdn. */
    public GivenSubscriberUserPatch withMsisdn(Setting<String> msisdn) {
        return new GivenSubscriberUserPatch(name, email, msisdn, identity, metadata);
    }

    /** The same, with this done to the identity. */
    public GivenSubscriberUserPatch withIdentity(Setting<String> identity) {
        return new GivenSubscriberUserPatch(name, email, msisdn, identity, metadata);
    }

    /** The same, with this done to the metadata: a JSON merge patch of it. */
    public GivenSubscriberUserPatch withMetadata(Setting<JsonObject> metadata) {
        return new GivenSubscriberUserPatch(name, email, msisdn, identity, metadata);
    }
}
