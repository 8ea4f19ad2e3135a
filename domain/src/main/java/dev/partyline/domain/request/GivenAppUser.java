package dev.partyline.domain.request;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gave to create an app user, not checked yet; null if it was omitted or null.
 *
 * @param id the id that the user is to have, a UUID (A4)
 */
public record GivenAppUser(
        @Nullable List<GivenIdentifier> identifiers,
        @Nullable Map<String, String> profile,
        @Nullable String id,
        @Nullable String externalId) {
    /** Nothing given yet. */
    public static final GivenAppUser NONE = new GivenAppUser(null, null, null, null);

    /** The same, with these identifiers. */
    public GivenAppUser withIdentifiers(@Nullable List<GivenIdentifier> identifiers) {
        return new GivenAppUser(identifiers, profile, id, externalId);
    }

    /** The same, with this profile. */
    public GivenAppUser withProfile(@Nullable Map<String, String> profile) {
        return new GivenAppUser(identifiers, profile, id, externalId);
    }

    /** The same, with this id. */
    public GivenAppUser withId(@Nullable String id) {
        return new GivenAppUser(identifiers, profile, id, externalId);
    }

    /** The same, with this external id. */
    public GivenAppUser withExternalId(@Nullable String externalId) {
        return new GivenAppUser(identifiers, profile, id, externalId);
    }

    /** Shows nothing of it (E3). */
    @Override
    public String toString() {
        return "GivenAppUser";
    }
}
