package dev.partyline.domain.request;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A valid request to change an app user (L4, K1). It exists only with values that are accepted. Immutable; reusable.
 */
public final class AppUserPatch implements ChangeRequest<AppUser> {
    private final Target<AppId> target;
    private final Setting<List<Identifier>> identifiers;
    private final Setting<JsonObject> profile;
    private final Setting<ExternalId> externalId;

    private AppUserPatch(
            Target<AppId> target,
            Setting<List<Identifier>> identifiers,
            Setting<JsonObject> profile,
            Setting<ExternalId> externalId) {
        this.target = target;
        this.identifiers = identifiers;
        this.profile = profile;
        this.externalId = externalId;
    }

    /**
     * The patch with these settings. The identifiers are given as a whole, at least one, each once, and at most as many
     * as the app allows (A1, K1).
     *
     * @return the patch, or a refusal with every violation there is (V12)
     */
    public static Either<ChangeRefusal, AppUserPatch> of(App app, UserId id, GivenAppUserPatch given) {
        Validation<Seq<Violation>, Setting<List<Identifier>>> identifiers = given.identifiers()
                .fold(
                        () -> Validation.valid(Setting.left()),
                        () -> IdentifierList.of(app, null).map(Setting::to),
                        list -> IdentifierList.of(app, list).map(Setting::to));
        Validation<Seq<Violation>, AppUserPatch> rest = Validation.combine(
                        Setting.checked(Field.PROFILE, given.profile(), AppProfile::patch),
                        Setting.checked(Field.EXTERNAL_ID, given.externalId(), ExternalId::of))
                .ap((profile, externalId) -> new AppUserPatch(
                        Target.of(app.id(), id), identifiers.getOrElse(Setting.left()), profile, externalId));
        Seq<Violation> violations =
                IdentifierList.violationsOf(identifiers).appendAll(IdentifierList.violationsOf(rest));
        return Refusal.unlessValid(violations.isEmpty() ? rest : Validation.invalid(violations));
    }

    /**
     * What the app does not accept now. Since the request was made, it may allow fewer identifiers, or take two of them
     * for the same.
     */
    public Seq<Violation> violationsIn(App present) {
        return identifiers
                .given()
                .map(given -> IdentifierList.violationsIn(present, given))
                .orElseGet(Vector::empty);
    }

    @Override
    public AppUserPatch ifVersion(long version) {
        return new AppUserPatch(target.ifVersion(version), identifiers, profile, externalId);
    }

    @Override
    public AppUserPatch withIdempotencyKey(IdempotencyKey key) {
        return new AppUserPatch(target.withIdempotencyKey(key), identifiers, profile, externalId);
    }

    @Override
    public AppId tenant() {
        return target.tenant();
    }

    @Override
    public UserId id() {
        return target.id();
    }

    @Override
    public OptionalLong ifVersion() {
        return target.ifVersion();
    }

    @Override
    public Optional<IdempotencyKey> idempotencyKey() {
        return target.idempotencyKey();
    }

    /** Over the identifiers in the order given. The order is kept, and so it is part of what was asked for. */
    @Override
    public Fingerprint fingerprint() {
        List<Optional<String>> values = new ArrayList<>(target.values());
        values.add(identifiers.text(
                given -> given.stream().map(Identifier::identity).collect(Collectors.joining("\n"))));
        values.add(profile.text(JsonObject::json));
        values.add(externalId.text(ExternalId::value));
        return Fingerprint.of("AppUserPatch", values);
    }

    /** What becomes of the identifiers, as a whole; they are not cleared. */
    public Setting<List<Identifier>> identifiers() {
        return identifiers;
    }

    /** What becomes of the profile: a JSON merge patch of its texts. */
    public Setting<JsonObject> profile() {
        return profile;
    }

    public Setting<ExternalId> externalId() {
        return externalId;
    }

    @Override
    public String toString() {
        return "AppUserPatch[" + target.tenant() + ", " + target.id() + "]";
    }
}
