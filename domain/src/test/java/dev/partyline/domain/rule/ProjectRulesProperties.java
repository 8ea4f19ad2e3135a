package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.DomainArbitraries;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class ProjectRulesProperties {
    private static Seq<Violation> notToBeAsked(ValueRules rules) {
        throw new AssertionError("the values were looked at before the tenant");
    }

    @Provide
    Arbitrary<Seq<Violation>> violations() {
        return Combinators.combine(Arbitraries.of(Field.class), Arbitraries.of(Fault.class))
                .as(Violation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(List::ofAll);
    }

    @Example
    void T3_anUnknownTenantIsRefusedBeforeTheValuesAreLookedAt() {
        assertThat(ProjectRules.admit(Optional.empty(), ProjectRulesProperties::notToBeAsked))
                .isEqualTo(Either.left(new Refusal.UnknownTenant()));
    }

    @Property
    void T3_aTenantThatCreatesNoUsersRefusesBeforeTheValuesAreLookedAt(@ForAll Project project) {
        assertThat(ProjectRules.admit(
                        Optional.of(project.withCreatingUsers(false)), ProjectRulesProperties::notToBeAsked))
                .isEqualTo(Either.left(new Refusal.CreationDisabled()));
    }

    @Property
    void S5_valuesThatTheTenantDoesNotAcceptAreRefusedAllOfThemBeforeAnythingElse(
            @ForAll Project project, @ForAll("violations") Seq<Violation> violations) {
        assertThat(ProjectRules.admit(Optional.of(project), rules -> violations))
                .isEqualTo(Either.left(new Refusal.Invalid(violations)));
    }

    @Property
    void aTenantThatCreatesUsersCarriesOutWhatItsOwnRulesAccept(
            @ForAll Project project, @ForAll PhoneRule phones, @ForAll EmailRule emails) {
        Project choosing = project.withValues(new ValueRules(phones, emails));

        assertThat(ProjectRules.admit(Optional.of(choosing), rules -> {
                    assertThat(rules).isEqualTo(choosing.values());
                    return List.empty();
                }))
                .isEqualTo(Either.right(choosing));
    }
}
