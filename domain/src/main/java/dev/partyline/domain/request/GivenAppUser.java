package dev.partyline.domain.request;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gave to create an app user, not checked yet; null where something was omitted or null.
 *
 * @param id the id that the user is to have, a UUID (A4)
 */
public record GivenAppUser(
        @Nullable List<GivenIdentifier> identifiers,
        @Nullable Map<String, String> profile,
        @Nullable String id,
        @Nullable String externalId) {

    /** Shows nothing of it (E3). */
    @Override
    public String toString() {
        return "GivenAppUser";
    }
}
