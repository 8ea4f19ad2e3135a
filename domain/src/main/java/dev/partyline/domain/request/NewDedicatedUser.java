package dev.partyline.domain.request;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.Optional;

/**
 * A valid request to create a dedicated user, or to get the one that there is (D1 to D4). It exists only with
 * values that are accepted. Immutable; may be used again.
 */
public final class NewDedicatedUser implements CreateRequest<DedicatedUserRefusal, DedicatedUser> {
    private final ProjectId project;
    private final String givenPhone;
    private final PhoneNumber phone;
    private final Line line;
    private final Profile profile;
    private final Optional<IdempotencyKey> idempotencyKey;
    private final boolean onlyIfAbsent;

    private NewDedicatedUser(
            ProjectId project,
            String givenPhone,
            PhoneNumber phone,
            Line line,
            Profile profile,
            Optional<IdempotencyKey> idempotencyKey,
            boolean onlyIfAbsent) {
        this.project = project;
        this.givenPhone = givenPhone;
        this.phone = phone;
        this.line = line;
        this.profile = profile;
        this.idempotencyKey = idempotencyKey;
        this.onlyIfAbsent = onlyIfAbsent;
    }

    /**
     * The request for these values, as the project's rules of values accept them.
     *
     * @param pair the user's phone and the line's number, both required; whether the project owns the line is not
     *     looked at here
     * @return the request, or a refusal with every violation there is, in the order of the members (V12)
     */
    public static Either<DedicatedUserRefusal, NewDedicatedUser> of(
            Project project, GivenPair pair, GivenProfile profile) {
        ValueRules rules = project.values();
        return Refusal.unlessValid(Validation.combine(
                        Violation.in(Field.PHONE_NUMBER, PhoneNumber.of(pair.phoneNumber(), rules.phones())),
                        Violation.in(Field.ASSIGNED_PHONE_NUMBER, Line.of(pair.assignedPhoneNumber())),
                        profile.checkedFirstName(),
                        profile.checkedLastName(),
                        profile.checkedEmail(rules.emails()))
                .ap((phone, line, first, last, email) -> new NewDedicatedUser(
                        project.id(),
                        requireNonNull(pair.phoneNumber()),
                        phone,
                        line,
                        Profile.of(first, last, email),
                        Optional.empty(),
                        false)));
    }

    /** What the project does not accept now. Its rules may have become stricter since the request was made. */
    public Seq<Violation> violationsIn(Project present) {
        return LineUserValues.violationsOf(present.values(), Optional.of(givenPhone), profile.email());
    }

    @Override
    public NewDedicatedUser withIdempotencyKey(IdempotencyKey key) {
        return new NewDedicatedUser(project, givenPhone, phone, line, profile, Optional.of(key), onlyIfAbsent);
    }

    /** The same request, to be refused if the user exists already (L8). */
    public NewDedicatedUser ifAbsent() {
        return new NewDedicatedUser(project, givenPhone, phone, line, profile, idempotencyKey, true);
    }

    @Override
    public boolean onlyIfAbsent() {
        return onlyIfAbsent;
    }

    @Override
    public ProjectId tenant() {
        return project;
    }

    @Override
    public Optional<IdempotencyKey> idempotencyKey() {
        return idempotencyKey;
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(
                onlyIfAbsent ? "NewDedicatedUser if absent" : "NewDedicatedUser",
                LineUserValues.canonical(phone, Optional.of(line), profile));
    }

    public ProjectId project() {
        return project;
    }

    public PhoneNumber phone() {
        return phone;
    }

    public Line line() {
        return line;
    }

    public Profile profile() {
        return profile;
    }

    @Override
    public String toString() {
        return "NewDedicatedUser[project=" + project + ", phone=" + phone + ", line=" + line + ", profile=" + profile
                + "]";
    }
}
