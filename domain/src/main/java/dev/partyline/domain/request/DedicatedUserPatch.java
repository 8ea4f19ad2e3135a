package dev.partyline.domain.request;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A valid request to change a dedicated user (L4). Its phone and its line are what it is (D2), and never change. It
 * exists only with values that are accepted. Immutable; reusable.
 */
public final class DedicatedUserPatch implements ChangeRequest<DedicatedUser> {
    private final Target<ProjectId> target;
    private final ProfilePatch profile;

    private DedicatedUserPatch(Target<ProjectId> target, ProfilePatch profile) {
        this.target = target;
        this.profile = profile;
    }

    /**
     * The patch with these settings, as the project's rules of values accept them.
     *
     * @return the patch, or a refusal with every violation there is, in the order of the members (V12)
     */
    public static Either<ChangeRefusal, DedicatedUserPatch> of(
            Project project, UserId id, GivenDedicatedUserPatch given) {
        return Refusal.unlessValid(Validation.combine(
                        Setting.checked(Field.FIRST_NAME, given.firstName(), Name::of),
                        Setting.checked(Field.LAST_NAME, given.lastName(), Name::of),
                        Setting.checked(
                                Field.EMAIL,
                                given.email(),
                                (String text) ->
                                        EmailAddress.of(text, project.values().emails())),
                        Setting.checked(Field.META, given.meta(), Metadata::checkedPatch))
                .ap((first, last, email, meta) -> new DedicatedUserPatch(
                        Target.of(project.id(), id), new ProfilePatch(first, last, email, meta))));
    }

    /** What the project does not accept now. Its rules may have become stricter since the request was made. */
    public Seq<Violation> violationsIn(Project present) {
        return LineUserValues.violationsOf(
                present.values(), Optional.empty(), profile.email().given());
    }

    @Override
    public DedicatedUserPatch ifVersion(long version) {
        return new DedicatedUserPatch(target.ifVersion(version), profile);
    }

    @Override
    public DedicatedUserPatch withIdempotencyKey(IdempotencyKey key) {
        return new DedicatedUserPatch(target.withIdempotencyKey(key), profile);
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
        values.addAll(profile.canonical());
        return Fingerprint.of("DedicatedUserPatch", values);
    }

    public ProfilePatch profile() {
        return profile;
    }

    @Override
    public String toString() {
        return "DedicatedUserPatch[" + target.tenant() + ", " + target.id() + "]";
    }
}
