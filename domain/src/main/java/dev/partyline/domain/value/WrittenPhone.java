package dev.partyline.domain.value;

import dev.partyline.domain.internal.WrittenNumber;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as a person wrote it, and what it means (V4). Nothing in this library reads numbers so by itself: a
 * host calls this where a person types, and gives the {@link #number()} to a request.
 *
 * <pre>{@code
 * Region us = Region.of("US").get();
 * WrittenPhone written = WrittenPhone.of("(415) 555-0132", us).get();
 * written.number().e164();   // +14155550132
 * written.satisfies();       // VALID
 * }</pre>
 *
 * <p>Text may have a leading plus, digits of any script, spaces, dashes, dots, slashes, brackets, and the invisible
 * characters that copying leaves. Without the plus, it is read as it is dialled in the default region.
 *
 * <p>Immutable. {@link #toString()} shows no more than {@link PhoneNumber#toString()} does (E3). That text, and any
 * other with digits masked, is refused.
 */
public final class WrittenPhone {
    /** The most characters that are read. */
    public static final int MAX_LENGTH = 64;

    private final PhoneNumber number;
    private final PhoneRule satisfies;

    private WrittenPhone(PhoneNumber number, PhoneRule satisfies) {
        this.number = number;
        this.satisfies = satisfies;
    }

    /**
     * The number that the text means. No text makes this throw.
     *
     * @param defaultRegion where the number is dialled, if the text has no plus
     * @return the number, or {@link Fault#REQUIRED}, {@link Fault#TOO_LONG}, {@link Fault#HAS_EXTENSION},
     *     {@link Fault#HAS_LETTERS}, {@link Fault#NOT_A_PHONE}, or {@link Fault#NOT_POSSIBLE}. The last is also the
     *     fault of a number that is complete only within its area, such as {@code 555-0132} in the US.
     */
    public static Validation<Fault, WrittenPhone> of(@Nullable String text, Region defaultRegion) {
        if (text == null) {
            return Validation.invalid(Fault.REQUIRED);
        }
        if (text.length() > MAX_LENGTH) {
            return Validation.invalid(Fault.TOO_LONG);
        }
        if (WrittenNumber.hasExtension(text, defaultRegion.code())) {
            return Validation.invalid(Fault.HAS_EXTENSION);
        }
        if (text.codePoints().anyMatch(Character::isLetter)) {
            return Validation.invalid(Fault.HAS_LETTERS);
        }
        return WrittenNumber.of(text, defaultRegion.code())
                .map(WrittenPhone::meant)
                .orElseGet(() -> Validation.invalid(Fault.NOT_A_PHONE));
    }

    private static Validation<Fault, WrittenPhone> meant(WrittenNumber written) {
        if (!written.isPossible()) {
            return Validation.invalid(Fault.NOT_POSSIBLE);
        }
        PhoneRule satisfies = written.isValid() ? PhoneRule.VALID : PhoneRule.POSSIBLE;
        return PhoneNumber.of(written.e164())
                .map(number -> new WrittenPhone(number, satisfies))
                .mapError(tooShortOrTooLong -> Fault.NOT_POSSIBLE);
    }

    /** The number that was meant. */
    public PhoneNumber number() {
        return number;
    }

    /** How sure that is: {@link PhoneRule#VALID} in an assigned range, otherwise {@link PhoneRule#POSSIBLE}. */
    public PhoneRule satisfies() {
        return satisfies;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WrittenPhone that && number.equals(that.number) && satisfies == that.satisfies;
    }

    @Override
    public int hashCode() {
        return 31 * number.hashCode() + satisfies.hashCode();
    }

    @Override
    public String toString() {
        return number + " " + satisfies;
    }
}
