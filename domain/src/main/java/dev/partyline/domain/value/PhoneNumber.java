package dev.partyline.domain.value;

import dev.partyline.domain.internal.CanonicalPhone;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in its canonical form: the identity, not the spelling (V1, V2). Two are equal if their canonical forms
 * are.
 *
 * <p>Text is accepted if and only if it matches {@code ^\+[1-9]\d{6,14}$} in ASCII digits. If libphonenumber can parse
 * it, it is reduced to libphonenumber's E.164 form. Other accepted text stays as it is. No text makes a method of this
 * class throw. Checking reads at most 16 characters of any text (V7).
 *
 * <p>Immutable. {@link #toString()} shows only the first and last two digits (E3). {@link #e164()} gives the whole
 * number.
 */
public final class PhoneNumber {
    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 15;

    /** A calling code, and the two digits that libphonenumber wants after it. */
    private static final int MIN_CANONICAL_DIGITS = 3;

    private static final int MAX_CANONICAL_DIGITS = 18;

    /** The canonical digits: no leading zero and at most 18 of them, so that a long holds them exactly. */
    private final long digits;

    private PhoneNumber(long digits) {
        this.digits = digits;
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
        long given = digitsOf(text, MIN_DIGITS, MAX_DIGITS);
        if (given < 0) {
            return Validation.invalid(Fault.NOT_E164);
        }
        return new PhoneNumber(CanonicalPhone.of(given)).checkedBy(rule);
    }

    /**
     * The number that a store kept. It is not checked again, and V2 is not applied again: a stored key never moves by
     * itself.
     *
     * @param e164 what {@link #e164()} gave
     * @throws IllegalArgumentException if the text is no plus and digits
     */
    public static PhoneNumber restored(String e164) {
        long digits = digitsOf(e164, MIN_CANONICAL_DIGITS, MAX_CANONICAL_DIGITS);
        if (digits < 0) {
            throw new IllegalArgumentException("a stored phone number is no plus and digits");
        }
        return new PhoneNumber(digits);
    }

    /** This number if it satisfies the rule (V3); otherwise {@link Fault#NOT_POSSIBLE} or {@link Fault#NOT_VALID}. */
    public Validation<Fault, PhoneNumber> checkedBy(PhoneRule rule) {
        if (rule == PhoneRule.POSSIBLE && !CanonicalPhone.isPossible(digits)) {
            return Validation.invalid(Fault.NOT_POSSIBLE);
        }
        if (rule == PhoneRule.VALID && !CanonicalPhone.isValid(digits)) {
            return Validation.invalid(Fault.NOT_VALID);
        }
        return Validation.valid(this);
    }

    /** V1: the digits after the plus; -1 unless the text is a plus and so many ASCII digits, the first not 0. */
    private static long digitsOf(String text, int least, int most) {
        int count = text.length() - 1;
        if (count < least || count > most || text.charAt(0) != '+' || text.charAt(1) == '0') {
            return -1;
        }
        long digits = 0;
        for (int i = 1; i <= count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            digits = digits * 10 + digit;
        }
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
