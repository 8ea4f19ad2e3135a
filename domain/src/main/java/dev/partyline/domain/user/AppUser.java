package dev.partyline.domain.user;

import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.TypeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A user of an app, found by its identifiers (A1 to A6). */
public record AppUser(
        UserId id,
        long version,
        AppId app,
        List<Identifier> identifiers,
        Optional<ExternalId> externalId,
        AppProfile profile,
        Instant createdAt)
        implements User {
    private static final String PREFIX = "usr";

    public AppUser {
        identifiers = List.copyOf(identifiers);
    }

    /** The id as callers see it (A5). */
    public String typeId() {
        return TypeId.of(PREFIX, id.value());
    }

    /** The next version of this user: with these identifiers. */
    public AppUser withIdentifiers(List<Identifier> others) {
        return new AppUser(id, version + 1, app, others, externalId, profile, createdAt);
    }

    @Override
    public AppId tenant() {
        return app;
    }

    @Override
    public UserKind kind() {
        return UserKind.APP;
    }

    @Override
    public List<Key> keys() {
        return keys(app, identifiers, externalId);
    }

    /** A2, A3: every identifier, and the external id if there is one. */
    public static List<Key> keys(AppId app, List<Identifier> identifiers, Optional<ExternalId> externalId) {
        List<Key> keys = new ArrayList<>();
        identifiers.forEach(identifier -> keys.addAll(Key.AppIdentifier.of(app, identifier)));
        externalId.ifPresent(given -> keys.add(new Key.AppExternalId(app, given)));
        return List.copyOf(keys);
    }
}
