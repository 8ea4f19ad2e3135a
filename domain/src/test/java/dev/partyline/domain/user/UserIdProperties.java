package dev.partyline.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.Fault;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class UserIdProperties {
    private static final Pattern RFC_9562 = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Provide
    Arbitrary<String> nearlyUuidTexts() {
        return DomainArbitraries.nearlyUuidTexts();
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return DomainArbitraries.hostileTexts();
    }

    @Property(tries = 20_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void isAUuidInItsFullLengthAndNothingThatJavaWouldMakeOneOf(@ForAll("nearlyUuidTexts") String text) {
        boolean isUuid = RFC_9562.matcher(text.toLowerCase(Locale.ROOT)).matches();

        assertThat(UserId.of(text).isValid()).isEqualTo(isUuid);
        Statistics.label("uuid")
                .collect(isUuid)
                .coverage(c -> c.check(true).percentage(share -> share > 20 && share < 90));
    }

    @Property
    void noOtherTextIsAUserId(@ForAll("hostileTexts") String text) {
        assertThat(UserId.of(text).isValid())
                .isEqualTo(RFC_9562.matcher(text.toLowerCase(Locale.ROOT)).matches());
    }

    @Property
    void isReadFromItsOwnTextInAnyCase(@ForAll UserId id) {
        assertThat(UserId.of(id.toString())).isEqualTo(Validation.valid(id));
        assertThat(UserId.of(id.toString().toUpperCase(Locale.ROOT))).isEqualTo(Validation.valid(id));
        assertThat(id.toString()).isEqualTo(id.toString().toLowerCase(Locale.ROOT));
    }

    @Property
    void theOrderIsThatOfTheTexts(@ForAll UserId one, @ForAll UserId other) {
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        assertThat(one).isEqualByComparingTo(one);
        assertThat(Integer.signum(one.compareTo(other)))
                .isEqualTo(-Integer.signum(other.compareTo(one)))
                .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
    }

    @Example
    void noTextIsNoUserId() {
        assertThat(UserId.of(null)).isEqualTo(Validation.invalid(Fault.REQUIRED));
        assertThat(UserId.of("")).isEqualTo(Validation.invalid(Fault.NOT_A_UUID));
        assertThat(UserId.of("1-1-1-1-1")).isEqualTo(Validation.invalid(Fault.NOT_A_UUID));
    }
}
