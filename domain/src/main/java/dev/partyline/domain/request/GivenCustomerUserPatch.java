package dev.partyline.domain.request;

/** What a caller gave to change a customer user, not checked yet. Each field is left unless it is given (L4). */
public record GivenCustomerUserPatch(
        Setting<String> email,
        Setting<String> firstName,
        Setting<String> lastName,
        Setting<CharSequence> password,
        Setting<Boolean> emailVerified,
        Setting<Boolean> enabled) {
    /** Nothing given yet: every field is left. */
    public static final GivenCustomerUserPatch NONE = new GivenCustomerUserPatch(
            Setting.left(), Setting.left(), Setting.left(), Setting.left(), Setting.left(), Setting.left());

    /** The same, with this done to the email. */
    public GivenCustomerUserPatch withEmail(Setting<String> email) {
        return new GivenCustomerUserPatch(email, firstName, lastName, password, emailVerified, enabled);
    }

    /** The same, with this done to the first name. */
    public GivenCustomerUserPatch withFirstName(Setting<String> firstName) {
        return new GivenCustomerUserPatch(email, firstName, lastName, password, emailVerified, enabled);
    }

    /** The same, with this done to the last name. */
    public GivenCustomerUserPatch withLastName(Setting<String> lastName) {
        return new GivenCustomerUserPatch(email, firstName, lastName, password, emailVerified, enabled);
    }

    /** The same, with this done to the password, which is the caller's to wipe. */
    public GivenCustomerUserPatch withPassword(Setting<CharSequence> password) {
        return new GivenCustomerUserPatch(email, firstName, lastName, password, emailVerified, enabled);
    }

    /** The same, with this done to whether its email is verified. */
    public GivenCustomerUserPatch withEmailVerified(Setting<Boolean> emailVerified) {
        return new GivenCustomerUserPatch(email, firstName, lastName, password, emailVerified, enabled);
    }

    /** The same, with this done to whether it is enabled. */
    public GivenCustomerUserPatch withEnabled(Setting<Boolean> enabled) {
        return new GivenCustomerUserPatch(email, firstName, lastName, password, emailVerified, enabled);
    }
}
