package dev.partyline.domain.request;

import dev.partyline.domain.value.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a caller gave to create a subscriber user, not checked yet; null where something was omitted or null. */
public record GivenSubscriberUser(
        @Nullable String name,
        @Nullable String email,
        @Nullable String msisdn,
        @Nullable String identity,
        @Nullable JsonObject metadata) {

    /** Shows nothing of it (E3). */
    @Override
    public String toString() {
        return "GivenSubscriberUser";
    }
}
