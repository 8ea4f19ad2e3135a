package dev.partyline.domain.request;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to create a dedicated user, or to get the one that there is (D1 to D4). Exists only with values that are
 * accepted. Immutable; may be used again.
 */
public final class NewDedicatedUser {
    private final ProjectId project;
    private final PhoneNumber phone;
    private final Line line;
    private final Profile profile;

    private NewDedicatedUser(ProjectId project, PhoneNumber phone, Line line, Profile profile) {
        this.project = project;
        this.phone = phone;
        this.line = line;
        this.profile = profile;
    }

    /**
     * The request for these values, as the project's rules of values accept them.
     *
     * @param phoneNumber the user's phone, required
     * @param assignedPhoneNumber the line's number, required; whether the project owns it is not looked at here
     * @return the request, or every violation there is, in the order of the members (V12)
     */
    public static Validation<Seq<Violation>, NewDedicatedUser> of(
            Project project, @Nullable String phoneNumber, @Nullable String assignedPhoneNumber, GivenProfile profile) {
        ValueRules rules = project.values();
        return Validation.combine(
                        Violation.in(Field.PHONE_NUMBER, PhoneNumber.of(phoneNumber, rules.phones())),
                        Violation.in(Field.ASSIGNED_PHONE_NUMBER, Line.of(assignedPhoneNumber)),
                        profile.checkedFirstName(),
                        profile.checkedLastName(),
                        profile.checkedEmail(rules.emails()))
                .ap((phone, line, first, last, email) ->
                        new NewDedicatedUser(project.id(), phone, line, Profile.of(first, last, email)));
    }

    /** What violates these rules, which may have become stricter since the request was made; empty where nothing does. */
    public Seq<Violation> violationsOf(ValueRules rules) {
        return LineUserValues.violationsOf(rules, phone, profile);
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
