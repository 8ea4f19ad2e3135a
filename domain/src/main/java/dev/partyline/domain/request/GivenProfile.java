package dev.partyline.domain.request;

import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Violation;
import io.vavr.control.Validation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The names and the email as a caller gave them, not checked yet; null if omitted or null. A request checks them
 * together with everything else, so that all violations are told at once (V12).
 */
public record GivenProfile(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email) {
    /** Nothing given. */
    public static final GivenProfile NONE = new GivenProfile(null, null, null);

    /** The same, with this first name. */
    public GivenProfile withFirstName(@Nullable String firstName) {
        return new GivenProfile(firstName, lastName, email);
    }

    /** The same, with this last name. */
    public GivenProfile withLastName(@Nullable String lastName) {
        return new GivenProfile(firstName, lastName, email);
    }

    /** The same, with this email. */
    public GivenProfile withEmail(@Nullable String email) {
        return new GivenProfile(firstName, lastName, email);
    }

    Validation<Violation, @Nullable Name> checkedFirstName() {
        return optional(Field.FIRST_NAME, firstName, Name::of);
    }

    Validation<Violation, @Nullable Name> checkedLastName() {
        return optional(Field.LAST_NAME, lastName, Name::of);
    }

    Validation<Violation, @Nullable EmailAddress> checkedEmail(EmailRule rule) {
        return optional(Field.EMAIL, email, text -> EmailAddress.of(text, rule));
    }

    private static <T> Validation<Violation, @Nullable T> optional(
            Field field, @Nullable String text, Function<String, Validation<Fault, T>> check) {
        return text == null
                ? Validation.valid(null)
                : Validation.<Violation, @Nullable T>narrow(Violation.in(field, check.apply(text)));
    }

    /** Shows which were given, and none of them (E3). */
    @Override
    public String toString() {
        return "GivenProfile[firstName " + shown(firstName) + ", lastName " + shown(lastName) + ", email "
                + shown(email) + "]";
    }

    private static String shown(@Nullable String text) {
        return text == null ? "omitted" : "given";
    }
}
