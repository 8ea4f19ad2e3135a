package dev.partyline.domain.request;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to create an app user (A1 to A6). It exists only with accepted values. Immutable; may be used again.
 */
public final class NewAppUser implements CreateRequest<AppUserRefusal, AppUser> {
    private final AppId app;
    private final List<Identifier> identifiers;
    private final AppProfile profile;
    private final Optional<UserId> id;
    private final Optional<ExternalId> externalId;
    private final Optional<IdempotencyKey> idempotencyKey;

    private NewAppUser(
            AppId app,
            List<Identifier> identifiers,
            AppProfile profile,
            Optional<UserId> id,
            Optional<ExternalId> externalId,
            Optional<IdempotencyKey> idempotencyKey) {
        this.app = app;
        this.identifiers = List.copyOf(identifiers);
        this.profile = profile;
        this.id = id;
        this.externalId = externalId;
        this.idempotencyKey = idempotencyKey;
    }

    /**
     * The request for these values: at least one identifier, each once, and at most as many as the app allows (A1).
     *
     * @return the request, or a refusal with every violation there is (V12)
     */
    public static Either<AppUserRefusal, NewAppUser> of(App app, GivenAppUser given) {
        Validation<Seq<Violation>, List<Identifier>> identifiers = IdentifierList.of(app, given.identifiers());
        Validation<Seq<Violation>, NewAppUser> rest = Validation.combine(
                        profile(given.profile()), id(given.id()), externalId(given.externalId()))
                .ap((profile, id, externalId) -> new NewAppUser(
                        app.id(), identifiers.getOrElse(List.of()), profile, id, externalId, Optional.empty()));
        Seq<Violation> violations =
                IdentifierList.violationsOf(identifiers).appendAll(IdentifierList.violationsOf(rest));
        return Refusal.unlessValid(violations.isEmpty() ? rest : Validation.invalid(violations));
    }

    private static Validation<Violation, AppProfile> profile(@Nullable Map<String, String> given) {
        return given == null ? Validation.valid(AppProfile.EMPTY) : Violation.in(Field.PROFILE, AppProfile.of(given));
    }

    private static Validation<Violation, Optional<UserId>> id(@Nullable String given) {
        if (given == null) {
            return Validation.valid(Optional.empty());
        }
        return Violation.in(Field.ID, UserId.of(given)).map(Optional::of);
    }

    private static Validation<Violation, Optional<ExternalId>> externalId(@Nullable String given) {
        return given == null
                ? Validation.valid(Optional.empty())
                : Violation.in(Field.EXTERNAL_ID, ExternalId.of(given)).map(Optional::of);
    }

    /**
     * What the app does not accept now. Since the request was made, it may allow fewer identifiers, or take two of them
     * for the same.
     */
    public Seq<Violation> violationsIn(App present) {
        return IdentifierList.violationsIn(present, identifiers);
    }

    private List<Identifier> identifiersIn(App present) {
        return identifiers.stream()
                .map(identifier -> identifier.claimedAs(present.phoneIdentity()))
                .toList();
    }

    @Override
    public NewAppUser withIdempotencyKey(IdempotencyKey key) {
        return new NewAppUser(app, identifiers, profile, id, externalId, Optional.of(key));
    }

    /** A2, A3, V15: the keys that the user will hold, as the app asks for them now. */
    public List<Key> keys(App present) {
        return AppUser.keys(app, identifiersIn(present), externalId);
    }

    /** The user that this becomes: with the caller's id if there is one (A4). */
    public AppUser as(UserId newId, App present, Instant now) {
        return new AppUser(id.orElse(newId), 1, app, identifiersIn(present), externalId, profile, now);
    }

    @Override
    public AppId tenant() {
        return app;
    }

    @Override
    public Optional<IdempotencyKey> idempotencyKey() {
        return idempotencyKey;
    }

    /** Over the identifiers in the order given. The order is kept, and so it is part of what was asked for. */
    @Override
    public Fingerprint fingerprint() {
        List<Optional<String>> values = new ArrayList<>(List.of(
                Optional.of(profile.values().json()), id.map(UserId::toString), externalId.map(ExternalId::value)));
        identifiers.forEach(identifier -> values.add(Optional.of(identifier.identity())));
        return Fingerprint.of("NewAppUser", values);
    }

    public List<Identifier> identifiers() {
        return identifiers;
    }

    public Optional<UserId> id() {
        return id;
    }

    public Optional<ExternalId> externalId() {
        return externalId;
    }

    @Override
    public String toString() {
        return "NewAppUser[app=" + app + ", " + identifiers.size() + " identifiers]";
    }
}
