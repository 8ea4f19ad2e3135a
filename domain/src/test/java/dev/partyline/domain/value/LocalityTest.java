package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalityTest {

    /** The last columns are the country and the area; empty for none. */
    @ParameterizedTest(name = "{0} is of {1} {2}")
    @CsvSource({
        "+14155550132, US, 1415",
        "+12125550132, US, 1212",
        "+14165550132, CA, 1416",
        "+18769221234, JM, 1876", // a country of its own within the North American plan
        "+442079460018, GB, 4420",
        "+493012345678, DE, 4930",
        "+447700900123, GB,", // a mobile number has no area
        "+4915112345678, DE,",
        "+15551234567, US,", // no number of any country: that of its calling code
        "+6421123456, NZ,",
        "+80012345678,,", // of no country
        "+9991234567,,", // a calling code that nobody has
    })
    void P7_aNumberBelongsToACountryAndPerhapsToAnArea(String number, String country, String area) {
        PhoneNumber phone = PhoneNumber.of(number).get();
        assertThat(Locality.of(phone))
                .isEqualTo(new Locality(Optional.ofNullable(country), Optional.ofNullable(area)))
                .isEqualTo(Locality.of(new Line(phone)));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"+14155550132, +16285550132", "+12125550132, +13325550132", "+14165550132, +16475550132"})
    void P7_areaCodesThatOverlayEachOtherAreOneArea(String one, String other) {
        assertThat(Locality.of(PhoneNumber.of(one).get()))
                .isEqualTo(Locality.of(PhoneNumber.of(other).get()));
    }
}
