package dev.partyline.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class ProjectProperties {

    @Property
    void aProjectThatChoosesNothingIsAsPublished(@ForAll ProjectId id) {
        assertThat(Project.of(id))
                .isEqualTo(new Project(
                        id,
                        true,
                        OptionalInt.empty(),
                        SharedIdentity.PHONE,
                        PhoneIdentity.CANONICAL,
                        new ValueRules(PhoneRule.E164, EmailRule.PUBLISHED),
                        Recreation.FRESH,
                        LinePreference.NONE,
                        Optional.empty(),
                        false));
    }

    @Property
    void eachChoiceStandsWhateverIsChosenAfterwards(
            @ForAll ProjectId id,
            @ForAll boolean creating,
            @ForAll @IntRange(max = 9) int limit,
            @ForAll SharedIdentity identity,
            @ForAll PhoneIdentity phoneIdentity,
            @ForAll PhoneRule phones,
            @ForAll EmailRule emails,
            @ForAll Recreation recreation,
            @ForAll LinePreference.Near near,
            @ForAll boolean only,
            @ForAll @IntRange(max = 400) int days,
            @ForAll boolean eventValues) {
        Duration eraseAfter = Duration.ofDays(days);
        ValueRules values = new ValueRules(phones, emails);
        LinePreference lines = only ? LinePreference.only(near) : LinePreference.first(near);
        Project chosen = new Project(
                id,
                creating,
                OptionalInt.of(limit),
                identity,
                phoneIdentity,
                values,
                recreation,
                lines,
                Optional.of(eraseAfter),
                eventValues);

        assertThat(Project.of(id)
                        .withCreatingUsers(creating)
                        .withMaxSharedUsers(limit)
                        .withSharedIdentity(identity)
                        .withPhoneIdentity(phoneIdentity)
                        .withValues(values)
                        .withRecreation(recreation)
                        .withLines(lines)
                        .withEraseAfter(eraseAfter)
                        .withEventValues(eventValues))
                .isEqualTo(chosen);
        assertThat(Project.of(id)
                        .withEventValues(eventValues)
                        .withEraseAfter(eraseAfter)
                        .withLines(lines)
                        .withRecreation(recreation)
                        .withPhoneIdentity(phoneIdentity)
                        .withValues(values)
                        .withSharedIdentity(identity)
                        .withMaxSharedUsers(limit)
                        .withCreatingUsers(creating))
                .isEqualTo(chosen);
    }
}
