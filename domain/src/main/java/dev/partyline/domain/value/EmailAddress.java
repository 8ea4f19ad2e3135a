package dev.partyline.domain.value;

import dev.partyline.domain.internal.EmailIdentity;
import dev.partyline.domain.internal.PublishedEmailPattern;
import dev.partyline.domain.internal.Text;
import io.vavr.control.Validation;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;

/**
 * An email address (V5, V6). It keeps the spelling that was given. {@link #identity()} is what two spellings of the
 * same address share.
 *
 * <p>The {@link EmailRule} says what is accepted, in at most {@value #MAX_LENGTH} code points. The check takes time
 * linear in the length (V7). Two values are equal if their spellings are equal: a changed spelling is a change.
 *
 * <p>Immutable. {@link #toString()} shows only the length (E3).
 */
public final class EmailAddress {
    /** The most code points that an address may have (V5). */
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
        if (isTooLong(text)) {
            return Validation.invalid(Fault.TOO_LONG);
        }
        if (rule != EmailRule.FORMAT && !PublishedEmailPattern.accepts(text)) {
            return Validation.invalid(Fault.NOT_AN_EMAIL);
        }
        return new EmailAddress(text).checkedBy(rule);
    }

    /**
     * The address that a store kept, from its {@link #spelling()}. It is not checked again, so that a rule that became
     * stricter loses no user.
     */
    public static EmailAddress restored(String spelling) {
        return new EmailAddress(spelling);
    }

    private static boolean isTooLong(String text) {
        return text.codePointCount(0, text.length()) > MAX_LENGTH;
    }

    /** This address if it satisfies the rule; otherwise {@link Fault#NOT_AN_EMAIL}. */
    public Validation<Fault, EmailAddress> checkedBy(EmailRule rule) {
        boolean accepted = rule == EmailRule.PUBLISHED
                || (Text.isStorable(spelling) && EmailValidator.getInstance().isValid(spelling));
        return accepted ? Validation.valid(this) : Validation.invalid(Fault.NOT_AN_EMAIL);
    }

    /** The address as it was given. */
    public String spelling() {
        return spelling;
    }

    /**
     * What makes two addresses the same (V6). The local part is in NFC, without its case, and without quotes that it
     * does not need. The domain is in its ASCII form if it has one. The identity, spelled as an address, has itself as
     * identity.
     */
    public String identity() {
        return EmailIdentity.of(spelling);
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
