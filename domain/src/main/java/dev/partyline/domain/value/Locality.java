package dev.partyline.domain.value;

import dev.partyline.domain.internal.Libphonenumber;
import java.util.Optional;

/**
 * Where a number belongs (P7), as the libphonenumber on the class path says. It is no part of any identity, so another
 * libphonenumber may choose other lines, and finds the same users (V13). Immutable.
 *
 * @param country the ISO 3166-1 alpha-2 code, such as {@code US}; empty for a number of no country, such as
 *     {@code +800}. A number that is not valid belongs to the main country of its calling code
 * @param area the calling code and the area code, such as {@code 1415}; empty if the number has none, as most mobile
 *     numbers have outside of North America. Area codes that overlay each other are one area, named by one of them
 */
public record Locality(Optional<String> country, Optional<String> area) {
    /** Where the number belongs. */
    public static Locality of(PhoneNumber number) {
        return new Locality(Libphonenumber.country(number.digits()), Libphonenumber.area(number.digits()));
    }

    /** Where the line belongs. */
    public static Locality of(Line line) {
        return of(line.number());
    }
}
