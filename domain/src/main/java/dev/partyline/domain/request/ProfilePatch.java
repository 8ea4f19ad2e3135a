package dev.partyline.domain.request;

import dev.partyline.domain.user.Profile;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Violation;
import io.vavr.control.Validation;
import java.util.List;
import java.util.Optional;

/**
 * What a request changes of the profile of a line user (S3, L4). Immutable.
 *
 * @param meta a JSON merge patch of the metadata
 */
public record ProfilePatch(
        Setting<Name> firstName, Setting<Name> lastName, Setting<EmailAddress> email, Setting<JsonObject> meta) {

    /** S3: what is supplied is set. What is not supplied is left. */
    public static ProfilePatch supplying(Profile profile) {
        return new ProfilePatch(
                supplied(profile.firstName()), supplied(profile.lastName()), supplied(profile.email()), Setting.left());
    }

    private static <T> Setting<T> supplied(Optional<T> value) {
        return value.map(Setting::to).orElseGet(Setting::left);
    }

    /** The profile as the patch makes it; or what is wrong with its metadata then. */
    public Validation<Violation, Profile> appliedTo(Profile profile) {
        return Violation.in(
                        Field.META,
                        meta.fold(
                                () -> Validation.valid(profile.meta()),
                                () -> Validation.valid(Optional.<Metadata>empty()),
                                patch -> profile.meta()
                                        .orElse(Metadata.EMPTY)
                                        .patchedBy(patch)
                                        .map(Optional::of)))
                .map(patched -> Profile.of(
                        firstName.overOptional(profile.firstName()).orElse(null),
                        lastName.overOptional(profile.lastName()).orElse(null),
                        email.overOptional(profile.email()).orElse(null),
                        patched.orElse(null)));
    }

    /** What makes two patches the same (I2). */
    List<Optional<String>> canonical() {
        return List.of(
                firstName.text(Name::value),
                lastName.text(Name::value),
                email.text(EmailAddress::identity),
                meta.text(JsonObject::json));
    }
}
