package dev.partyline.domain.request;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
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
import org.jspecify.annotations.Nullable;

/**
 * A valid request to create a shared user, or to get and update the one that there is (S1 to S7). It exists only with
 * values that are accepted. Immutable; may be used again.
 */
public final class NewSharedUser implements CreateRequest<SharedUserRefusal, SharedUser> {
    private final ProjectId project;
    private final String givenPhone;
    private final PhoneNumber phone;
    private final Profile profile;
    private final Optional<IdempotencyKey> idempotencyKey;
    private final boolean onlyIfAbsent;
    private final Optional<Line> line;

    private NewSharedUser(
            ProjectId project,
            String givenPhone,
            PhoneNumber phone,
            Profile profile,
            Optional<IdempotencyKey> idempotencyKey,
            boolean onlyIfAbsent,
            Optional<Line> line) {
        this.project = project;
        this.givenPhone = givenPhone;
        this.phone = phone;
        this.profile = profile;
        this.idempotencyKey = idempotencyKey;
        this.onlyIfAbsent = onlyIfAbsent;
        this.line = line;
    }

    /**
     * The request for these values, as the project's rules of values accept them.
     *
     * @param phoneNumber the user's phone, required
     * @return the request, or a refusal with every violation there is, in the order of the members (V12)
     */
    public static Either<SharedUserRefusal, NewSharedUser> of(
            Project project, @Nullable String phoneNumber, GivenProfile profile) {
        ValueRules rules = project.values();
        return Refusal.unlessValid(Validation.combine(
                        Violation.in(Field.PHONE_NUMBER, PhoneNumber.of(phoneNumber, rules.phones())),
                        profile.checkedFirstName(),
                        profile.checkedLastName(),
                        profile.checkedEmail(rules.emails()))
                .ap((phone, first, last, email) -> new NewSharedUser(
                        project.id(),
                        requireNonNull(phoneNumber),
                        phone,
                        Profile.of(first, last, email),
                        Optional.empty(),
                        false,
                        Optional.empty())));
    }

    /** What the project does not accept now. Its rules may have become stricter since the request was made. */
    public Seq<Violation> violationsIn(Project present) {
        return LineUserValues.violationsOf(present.values(), Optional.of(givenPhone), profile.email());
    }

    @Override
    public NewSharedUser withIdempotencyKey(IdempotencyKey key) {
        return new NewSharedUser(project, givenPhone, phone, profile, Optional.of(key), onlyIfAbsent, line);
    }

    /** The same request, to be refused if the user exists already (L8). */
    public NewSharedUser ifAbsent() {
        return new NewSharedUser(project, givenPhone, phone, profile, idempotencyKey, true, line);
    }

    /**
     * The same request, for this line of the pool and no other: also if it is reserved (P8). A user that there is
     * already stays on its line.
     */
    public NewSharedUser onLine(Line named) {
        return new NewSharedUser(project, givenPhone, phone, profile, idempotencyKey, onlyIfAbsent, Optional.of(named));
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
                onlyIfAbsent ? "NewSharedUser if absent" : "NewSharedUser",
                LineUserValues.canonical(phone, line, profile));
    }

    public ProjectId project() {
        return project;
    }

    public PhoneNumber phone() {
        return phone;
    }

    /** The line that is named; empty if any will do. */
    public Optional<Line> line() {
        return line;
    }

    public Profile profile() {
        return profile;
    }

    @Override
    public String toString() {
        return "NewSharedUser[project=" + project + ", phone=" + phone + ", profile=" + profile + "]";
    }
}
