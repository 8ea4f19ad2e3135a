package dev.partyline.domain.value;

import dev.partyline.domain.internal.CanonicalPhone;
import dev.partyline.domain.internal.E164;
import dev.partyline.domain.internal.Libphonenumber;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in its canonical form: the identity, not the spelling (V1, V2). Two are equal if their canonical forms
 * are.
 *
 * <p>Text is accepted if and only if it matches {@code ^\+[1-9]\d{6,14}$} in ASCII digits. Its canonical form is found
 * in steps. Each step is what libphonenumber's E.164 form is by the {@link NumberingPlan}: {@code +4407700900123}
 * becomes {@code +447700900123}. The steps end if one changes nothing, or if the next form would not be accepted. So
 * the canonical form is accepted itself, and is its own canonical form. Checking reads at most 16 characters of any
 * text (V7).
 *
 * <p>Immutable. {@link #toString()} shows only the first and last two digits (E3). {@link #e164()} gives the whole
 * number.
 */
public final class PhoneNumber {
    private final long digits;

    PhoneNumber(long canonicalDigits) {
        this.digits = canonicalDigits;
    }

    /** {@link #of(String, PhoneRule)} with the published pattern alone. */
    public static Validation<Fault, PhoneNumber> of(@Nullable String text) {
        return of(text, PhoneRule.E164);
    }

    /**
     * The number that the text means.
     *
     * @param text E.164 as published; null is {@link Fault#REQUIRED}
     * @param rule what the tenant asks for beyond the pattern
     * @return the number, or {@link Fault#REQUIRED}, {@link Fault#NOT_E164}, {@link Fault#NOT_POSSIBLE},
     *     {@link Fault#NOT_VALID}
     */
    public static Validation<Fault, PhoneNumber> of(@Nullable String text, PhoneRule rule) {
        if (text == null) {
            return Validation.invalid(Fault.REQUIRED);
        }
        long given = E164.digits(text);
        if (given == E164.NONE) {
            return Validation.invalid(Fault.NOT_E164);
        }
        if (rule == PhoneRule.POSSIBLE && !Libphonenumber.isPossible(given)) {
            return Validation.invalid(Fault.NOT_POSSIBLE);
        }
        if (rule == PhoneRule.VALID && !Libphonenumber.isValid(given)) {
            return Validation.invalid(Fault.NOT_VALID);
        }
        return Validation.valid(new PhoneNumber(CanonicalPhone.of(given)));
    }

    /**
     * The number that a store kept. V2 is not applied again: a stored key never moves by itself.
     *
     * @param e164 what {@link #e164()} gave
     * @throws IllegalArgumentException if V1 does not accept the text
     */
    public static PhoneNumber restored(String e164) {
        long digits = E164.digits(e164);
        if (digits == E164.NONE) {
            throw new IllegalArgumentException("a stored phone number is not in E.164");
        }
        return new PhoneNumber(digits);
    }

    long digits() {
        return digits;
    }

    /** The canonical form, {@code +} and digits. */
    public String e164() {
        return "+" + digits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhoneNumber that && digits == that.digits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digits * 0x9E3779B97F4A7C15L);
    }

    /** The first and last two digits; the rest is masked. */
    @Override
    public String toString() {
        String whole = Long.toString(digits);
        return "+" + whole.substring(0, 2) + "…" + whole.substring(whole.length() - 2);
    }
}
