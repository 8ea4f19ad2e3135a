package dev.partyline.domain.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a caller gave to change an app user, not checked yet. Each field is left unless it is given (L4). */
public record GivenAppUserPatch(
        Setting<List<GivenIdentifier>> identifiers,
        Setting<Map<String, Optional<String>>> profile,
        Setting<String> externalId) {
    /** Nothing given yet: every field is left. */
    public static final GivenAppUserPatch NONE = new GivenAppUserPatch(Setting.left(), Setting.left(), Setting.left());

    /** The same, with this done to the identifiers: all of them. */
    public GivenAppUserPatch withIdentifiers(Setting<List<GivenIdentifier>> identifiers) {
        return new GivenAppUserPatch(identifiers, profile, externalId);
    }

    /** The same, with this done to the profile: an empty text removes that of its name. */
    public GivenAppUserPatch withProfile(Setting<Map<String, Optional<String>>> profile) {
        return new GivenAppUserPatch(identifiers, profile, externalId);
    }

    /** The same, with this done to the external id. */
    public GivenAppUserPatch withExternalId(Setting<String> externalId) {
        return new GivenAppUserPatch(identifiers, profile, externalId);
    }
}
