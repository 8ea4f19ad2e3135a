package dev.partyline.domain.request;

import dev.partyline.domain.value.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a caller gave to create a subscriber user, not checked yet; null if it was omitted or null. */
public record GivenSubscriberUser(
        @Nullable String name,
        @Nullable String email,
        @Nullable String msisdn,
        @Nullable String identity,
        @Nullable JsonObject metadata) {
    /** Nothing given yet. */
    public static final GivenSubscriberUser NONE = new GivenSubscriberUser(null, null, null, null, null);

    /** The same, with this name. */
    public GivenSubscriberUser withName(@Nullable String name) {
        return new GivenSubscriberUser(name, email, msisdn, identity, metadata);
    }

    /** The same, with this email. */
    public GivenSubscriberUser withEmail(@Nullable String email) {
        return new GivenSubscriberUser(name, email, msisdn, identity, metadata);
    }

    /** The same, with this msisdn. */
    public GivenSubscriberUser withMsisdn(@Nullable String msisdn) {
        return new GivenSubscriberUser(name, email, msisdn, identity, metadata);
    }

    /** The same, with this identity. */
    public GivenSubscriberUser withIdentity(@Nullable String identity) {
        return new GivenSubscriberUser(name, email, msisdn, identity, metadata);
    }

    /** The same, with this metadata. */
    public GivenSubscriberUser withMetadata(@Nullable JsonObject metadata) {
        return new GivenSubscriberUser(name, email, msisdn, identity, metadata);
    }

    /** Shows nothing of it (E3). */
    @Override
    public String toString() {
        return "GivenSubscriberUser";
    }
}
