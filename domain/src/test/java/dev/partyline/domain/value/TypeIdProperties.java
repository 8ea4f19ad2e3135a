package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.AppUser;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.math.BigInteger;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class TypeIdProperties {
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

    @Property
    void A5_anAppUsersIdIsShownAsUsrAnd26DigitsOfBase32(@ForAll AppUser user) {
        String shown = user.typeId();

        assertThat(shown).matches("usr_[0-7][0-9a-hjkmnp-tv-z]{25}");
        assertThat(uuid(shown.substring("usr_".length()))).isEqualTo(user.id().value());
    }

    /** From the published page, and from the specification of TypeIDs. */
    @ParameterizedTest
    @CsvSource({
        "usr, 01jqebhswje1ka1z7ahr9rfsgt",
        "usr, 01jqy7455pf8p9bap5qke912g1",
        "nil, 00000000000000000000000000",
        "one, 00000000000000000000000001",
        "max, 7zzzzzzzzzzzzzzzzzzzzzzzzz",
        "prefix, 0123456789abcdefghjkmnpqrs"
    })
    void A5_publishedExamplesAreWrittenAsPublished(String prefix, String suffix) {
        assertThat(TypeId.of(prefix, uuid(suffix))).isEqualTo(prefix + "_" + suffix);
    }

    @Example
    void A5_theSpecificationsOwnExampleIsWrittenAsThere() {
        assertThat(TypeId.of("prefix", UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057")))
                .isEqualTo("prefix_01h455vb4pex5vsknk084sn02q");
    }

    private static UUID uuid(String digits) {
        BigInteger number = digits.chars()
                .mapToObj(digit -> BigInteger.valueOf(CROCKFORD.indexOf(digit)))
                .reduce(
                        BigInteger.ZERO,
                        (sum, digit) -> sum.multiply(BigInteger.valueOf(32)).add(digit));
        return new UUID(number.shiftRight(64).longValue(), number.longValue());
    }
}
