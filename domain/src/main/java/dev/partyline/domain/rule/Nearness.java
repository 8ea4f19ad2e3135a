package dev.partyline.domain.rule;

import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.LinePreference.Near;
import dev.partyline.domain.value.Locality;
import dev.partyline.domain.value.PhoneNumber;
import java.util.Optional;

/**
 * Which lines are near a phone, as its project asks (P7). Immutable.
 *
 * @param area lines of this area come first; empty if no area is asked for
 * @param country then lines of this country; empty if no country is asked for
 * @param only whether no other line will do
 */
public record Nearness(Optional<String> area, Optional<String> country, boolean only) {
    /** Lines from anywhere. */
    public static final Nearness ANYWHERE = new Nearness(Optional.empty(), Optional.empty(), false);

    /** What the preference asks for, if the user has this phone. */
    static Nearness of(PhoneNumber phone, LinePreference preference) {
        if (preference.near() == Near.ANYWHERE) {
            return ANYWHERE;
        }
        Locality locality = Locality.of(phone);
        Optional<String> area = preference.near() == Near.AREA ? locality.area() : Optional.empty();
        boolean areaOnly = preference.only() && area.isPresent();
        return new Nearness(area, areaOnly ? Optional.empty() : locality.country(), preference.only());
    }

    boolean isInArea(Locality line) {
        return area.isPresent() && area.equals(line.area());
    }

    boolean isInCountry(Locality line) {
        return country.isPresent() && country.equals(line.country());
    }
}
