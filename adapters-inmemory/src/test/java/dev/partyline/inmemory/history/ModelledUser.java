package dev.partyline.inmemory.history;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Name;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user as the model has it: every member there is, in JDK types.
 *
 * @param version the effects on it so far, its deactivation included (L6)
 * @param place the change that put it on its line; of a shared user only
 * @param byEmailToo whether the project was of the earlier edition when the user was created or last updated (S7)
 * @param deactivatedAt empty while it is active
 */
record ModelledUser(
        UserKind kind,
        UserId id,
        long version,
        Optional<ChangeId> place,
        ProjectId project,
        String phone,
        Line line,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        boolean byEmailToo,
        Instant createdAt,
        Optional<Instant> deactivatedAt) {

    static ModelledUser of(User user) {
        return user.fold(
                ModelledUser::of,
                ModelledUser::of,
                ModelledUser::unheardOf,
                ModelledUser::unheardOf,
                ModelledUser::unheardOf);
    }

    static ModelledUser of(DeactivatedUser former) {
        return of(former.user()).deactivated(former.deactivatedAt());
    }

    static ModelledUser of(AnyUser user) {
        return AnyUser.fold(user, ModelledUser::of, ModelledUser::of, erased -> {
            throw new AssertionError("nobody is erased here: " + erased);
        });
    }

    /** The histories of this package are of projects. */
    private static ModelledUser unheardOf(User user) {
        throw new AssertionError("a user of another kind: " + user.kind());
    }

    private static ModelledUser of(SharedUser user) {
        Profile profile = user.profile();
        return new ModelledUser(
                UserKind.SHARED,
                user.id(),
                user.version(),
                Optional.of(user.placedBy()),
                user.project(),
                user.phone().e164(),
                user.line(),
                profile.firstName().map(Name::value).orElse(null),
                profile.lastName().map(Name::value).orElse(null),
                profile.email().map(EmailAddress::spelling).orElse(null),
                user.identifiedBy() == SharedIdentity.PHONE_OR_EMAIL,
                user.createdAt(),
                Optional.empty());
    }

    private static ModelledUser of(DedicatedUser user) {
        Profile profile = user.profile();
        return new ModelledUser(
                UserKind.DEDICATED,
                user.id(),
                user.version(),
                Optional.empty(),
                user.project(),
                user.phone().e164(),
                user.line(),
                profile.firstName().map(Name::value).orElse(null),
                profile.lastName().map(Name::value).orElse(null),
                profile.email().map(EmailAddress::spelling).orElse(null),
                false,
                user.createdAt(),
                Optional.empty());
    }

    boolean isActive() {
        return deactivatedAt.isEmpty();
    }

    boolean isActive(UserKind of) {
        return isActive() && kind == of;
    }

    /** The email as a key, where it is one (S7, V6). */
    Optional<String> emailKey() {
        return Optional.ofNullable(byEmailToo ? email : null).map(ModelledUser::emailKey);
    }

    static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /** Deactivated, by one effect more. */
    ModelledUser deactivated(Instant at) {
        return new ModelledUser(
                kind,
                id,
                version + 1,
                place,
                project,
                phone,
                line,
                firstName,
                lastName,
                email,
                byEmailToo,
                createdAt,
                Optional.of(at));
    }

    /** Active again, by one effect more. */
    ModelledUser active() {
        return new ModelledUser(
                kind,
                id,
                version + 1,
                place,
                project,
                phone,
                line,
                firstName,
                lastName,
                email,
                byEmailToo,
                createdAt,
                Optional.empty());
    }

    ModelledUser at(long other) {
        return new ModelledUser(
                kind,
                id,
                other,
                place,
                project,
                phone,
                line,
                firstName,
                lastName,
                email,
                byEmailToo,
                createdAt,
                deactivatedAt);
    }

    ModelledUser byPhoneOnly() {
        return new ModelledUser(
                kind,
                id,
                version,
                place,
                project,
                phone,
                line,
                firstName,
                lastName,
                email,
                false,
                createdAt,
                deactivatedAt);
    }

    ModelledUser named(@Nullable String first, @Nullable String last, @Nullable String mail) {
        return new ModelledUser(
                kind,
                id,
                version,
                place,
                project,
                phone,
                line,
                first,
                last,
                mail,
                byEmailToo,
                createdAt,
                deactivatedAt);
    }

    /** S3: what is supplied replaces, what is not stays. */
    ModelledUser supplied(Cast.Given given) {
        return named(
                given.firstName() == null ? firstName : given.firstName(),
                given.lastName() == null ? lastName : given.lastName(),
                given.email().given() == null ? email : given.email().given());
    }
}
