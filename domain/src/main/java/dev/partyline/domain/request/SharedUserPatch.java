package dev.partyline.domain.request;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A valid request to change a shared user (L4, K2). It exists only with values that are accepted. Immutable;
 * reusable.
 */
public final class SharedUserPatch implements ChangeRequest<SharedUser> {
    private final Target<ProjectId> target;
    private final Setting<String> givenPhone;
    private final Setting<PhoneNumber> phone;
    private final ProfilePatch profile;

    private SharedUserPatch(
            Target<ProjectId> target, Setting<String> givenPhone, Setting<PhoneNumber> phone, ProfilePatch profile) {
        this.target = target;
        this.givenPhone = givenPhone;
        this.phone = phone;
        this.profile = profile;
    }

    /**
     * The patch with these settings, as the project's rules of values accept them. The phone number cannot be cleared.
     *
     * @return the patch, or a refusal with every violation there is, in the order of the members (V12)
     */
    public static Either<ChangeRefusal, SharedUserPatch> of(Project project, UserId id, GivenSharedUserPatch given) {
        ValueRules rules = project.values();
        return Refusal.unlessValid(Validation.combine(
                        Setting.required(
                                Field.PHONE_NUMBER,
                                given.phoneNumber(),
                                (String text) -> PhoneNumber.of(text, rules.phones())),
                        Setting.checked(Field.FIRST_NAME, given.firstName(), Name::of),
                        Setting.checked(Field.LAST_NAME, given.lastName(), Name::of),
                        Setting.checked(
                                Field.EMAIL, given.email(), (String text) -> EmailAddress.of(text, rules.emails())),
                        Setting.checked(Field.META, given.meta(), Metadata::checkedPatch))
                .ap((phone, first, last, email, meta) -> new SharedUserPatch(
                        Target.of(project.id(), id),
                        given.phoneNumber(),
                        phone,
                        new ProfilePatch(first, last, email, meta))));
    }

    /** What the project does not accept now. Its rules may have become stricter since the request was made. */
    public Seq<Violation> violationsIn(Project present) {
        return LineUserValues.violationsOf(
                present.values(), givenPhone.given(), profile.email().given());
    }

    @Override
    public SharedUserPatch ifVersion(long version) {
        return new SharedUserPatch(target.ifVersion(version), givenPhone, phone, profile);
    }

    @Override
    public SharedUserPatch withIdempotencyKey(IdempotencyKey key) {
        return new SharedUserPatch(target.withIdempotencyKey(key), givenPhone, phone, profile);
    }

    @Override
    public ProjectId tenant() {
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

    @Override
    public Fingerprint fingerprint() {
        List<Optional<String>> values = new ArrayList<>(target.values());
        values.add(phone.text(PhoneNumber::e164));
        values.addAll(profile.canonical());
        return Fingerprint.of("SharedUserPatch", values);
    }

    /** What becomes of the phone number (K2); it is not cleared. */
    public Setting<PhoneNumber> phone() {
        return phone;
    }

    public ProfilePatch profile() {
        return profile;
    }

    @Override
    public String toString() {
        return "SharedUserPatch[" + target.tenant() + ", " + target.id() + "]";
    }
}
