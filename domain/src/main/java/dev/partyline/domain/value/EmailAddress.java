package dev.partyline.domain.value;

import dev.partyline.domain.internal.PublishedEmailPattern;
import io.vavr.control.Validation;
import java.util.Locale;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;

/**
 * An email address as a line user gives it (V5, V6). It keeps the spelling that was given; {@link #identity()} is what two
 * spellings of the same address share.
 *
 * <p>Accepted is what the published pattern accepts, in at most 254 characters; a tenant may ask that commons-validator
 * accept it as well. The check reads each character once (V7). Two values are equal when their spellings are: a changed
 * spelling is a change.
 *
 * <p>Immutable. {@link #toString()} tells nothing but the length (E3).
 */
public final class EmailAddress {
    /** The most characters that an address may have (V5). */
    public static final int MAX_LENGTH = 254;

    private final String spelling;

    private EmailAddress(String spelling) {
        this.spelling = spelling;
    }

    /**
     * The address that the text spells.
     *
     * @return the address, or {@link Fault#REQUIRED}, {@link Fault#TOO_LONG}, {@link Fault#NOT_AN_EMAIL}
     */
    public static Validation<Fault, EmailAddress> of(@Nullable String text, EmailRule rule) {
        if (text == null) {
            return Validation.invalid(Fault.REQUIRED);
        }
        if (text.length() > MAX_LENGTH) {
            return Validation.invalid(Fault.TOO_LONG);
        }
        if (!PublishedEmailPattern.accepts(text)) {
            return Validation.invalid(Fault.NOT_AN_EMAIL);
        }
        return new EmailAddress(text).checkedBy(rule);
    }

    /** This address if it satisfies the rule, else {@link Fault#NOT_AN_EMAIL}. */
    public Validation<Fault, EmailAddress> checkedBy(EmailRule rule) {
        return rule == EmailRule.STRICT && !EmailValidator.getInstance().isValid(spelling)
                ? Validation.invalid(Fault.NOT_AN_EMAIL)
                : Validation.valid(this);
    }

    /** The address as it was given. */
    public String spelling() {
        return spelling;
    }

    /**
     * What makes two addresses the same (V6): the spelling without its case. The published pattern admits ASCII domains
     * only, which are in their IDNA form already.
     */
    public String identity() {
        return spelling.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailAddress that && spelling.equals(that.spelling);
    }

    @Override
    public int hashCode() {
        return spelling.hashCode();
    }

    @Override
    public String toString() {
        return "EmailAddress[" + spelling.length() + " characters]";
    }
}
