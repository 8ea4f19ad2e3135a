package dev.partyline.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.Fault;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
class ProjectIdProperties {
    private static final Pattern PUBLISHED = Pattern.compile(
            "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}"
                    + "|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$",
            Pattern.CASE_INSENSITIVE);

    @Provide
    Arbitrary<String> nearlyUuidTexts() {
        return DomainArbitraries.nearlyUuidTexts();
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return DomainArbitraries.hostileTexts();
    }

    @Property(tries = 50_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V9_matchesThePublishedPatternIgnoringCase(@ForAll("nearlyUuidTexts") String text) {
        boolean published = PUBLISHED.matcher(text).matches();

        assertThat(ProjectId.of(text).isValid()).isEqualTo(published);
        Statistics.label("published")
                .collect(published)
                .coverage(c -> c.check(true).percentage(share -> share > 10 && share < 80));
    }

    @Property
    void V9_whateverElseATextIsItIsNoProjectId(@ForAll("hostileTexts") String text) {
        assertThat(ProjectId.of(text).isValid())
                .isEqualTo(PUBLISHED.matcher(text).matches());
    }

    @Property
    void V9_isTheUuidOfItsText(@ForAll ProjectId id) {
        assertThat(id.value()).isEqualTo(UUID.fromString(id.toString()));
    }

    @Property
    void V9_isTheSameInAnyCaseAndShownInLowerCase(@ForAll ProjectId id, @ForAll int bits) {
        String lower = id.toString();
        String upper = lower.toUpperCase(Locale.ROOT);
        int cut = Math.floorMod(bits, lower.length());

        assertThat(lower).isEqualTo(lower.toLowerCase(Locale.ROOT));
        assertThat(List.of(lower, upper, lower.substring(0, cut) + upper.substring(cut)))
                .allSatisfy(text -> assertThat(ProjectId.of(text).get())
                        .isEqualTo(id)
                        .hasSameHashCodeAs(id)
                        .hasToString(lower));
    }

    @Example
    void V9_versions1To8NilAndMaxAreProjectIds() {
        for (char version : "0123456789abcdef".toCharArray()) {
            assertThat(ProjectId.of("01234567-89ab-" + version + "def-8123-456789abcdef")
                            .isValid())
                    .isEqualTo(version >= '1' && version <= '8');
        }
        for (char variant : "0123456789abcdef".toCharArray()) {
            assertThat(ProjectId.of("01234567-89ab-4def-" + variant + "123-456789abcdef")
                            .isValid())
                    .isEqualTo("89ab".indexOf(variant) >= 0);
        }
        assertThat(ProjectId.of("00000000-0000-0000-0000-000000000000").isValid())
                .isTrue();
        assertThat(ProjectId.of("FFFFFFFF-ffff-FFFF-ffff-ffffffffffff").isValid())
                .isTrue();
        assertThat(ProjectId.of("00000000-0000-0000-0000-000000000001"))
                .isEqualTo(Validation.invalid(Fault.NOT_A_UUID));
        assertThat(ProjectId.of(null)).isEqualTo(Validation.invalid(Fault.REQUIRED));
    }
}
