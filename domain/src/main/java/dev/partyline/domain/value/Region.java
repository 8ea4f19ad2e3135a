package dev.partyline.domain.value;

import dev.partyline.domain.internal.WrittenNumber;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A region with a numbering plan, by its ISO 3166-1 alpha-2 code, such as {@code US}: where a {@link WrittenPhone} is
 * read. Immutable. Made by {@link #of}, so every region is one that libphonenumber knows.
 */
public final class Region {
    private final String code;

    private Region(String code) {
        this.code = code;
    }

    /**
     * The region of this code.
     *
     * @param code two capital letters
     * @return the region, or {@link Fault#REQUIRED}, or {@link Fault#UNKNOWN_REGION} if libphonenumber knows none of it
     */
    public static Validation<Fault, Region> of(@Nullable String code) {
        if (code == null) {
            return Validation.invalid(Fault.REQUIRED);
        }
        return WrittenNumber.isRegion(code)
                ? Validation.valid(new Region(code))
                : Validation.invalid(Fault.UNKNOWN_REGION);
    }

    /** The two letters. */
    public String code() {
        return code;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Region that && code.equals(that.code);
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }

    @Override
    public String toString() {
        return code;
    }
}
