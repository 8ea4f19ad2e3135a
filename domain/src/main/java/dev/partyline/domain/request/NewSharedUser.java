package dev.partyline.domain.request;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to create a shared user, or to get and update the one that there is (S1 to S7). Exists only with values that
 * are accepted. Immutable; may be used again.
 */
public final class NewSharedUser {
    private final ProjectId project;
    private final PhoneNumber phone;
    private final Profile profile;

    private NewSharedUser(ProjectId project, PhoneNumber phone, Profile profile) {
        this.project = project;
        this.phone = phone;
        this.profile = profile;
    }

    /**
     * The request for these values, as the project's rules of values accept them.
     *
     * @param phoneNumber the user's phone, required
     * @return the request, or every violation there is, in the order of the members (V12)
     */
    public static Validation<Seq<Violation>, NewSharedUser> of(
            Project project, @Nullable String phoneNumber, GivenProfile profile) {
        ValueRules rules = project.values();
        return Validation.combine(
                        Violation.in(Field.PHONE_NUMBER, PhoneNumber.of(phoneNumber, rules.phones())),
                        profile.checkedFirstName(),
                        profile.checkedLastName(),
                        profile.checkedEmail(rules.emails()))
                .ap((phone, first, last, email) ->
                        new NewSharedUser(project.id(), phone, Profile.of(first, last, email)));
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

    public Profile profile() {
        return profile;
    }

    @Override
    public String toString() {
        return "NewSharedUser[project=" + project + ", phone=" + phone + ", profile=" + profile + "]";
    }
}
