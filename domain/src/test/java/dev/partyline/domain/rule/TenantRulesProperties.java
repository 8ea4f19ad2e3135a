package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
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
class TenantRulesProperties {
    private static Seq<Violation> notToBeAsked(Tenant tenant) {
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
        assertThat(TenantRules.<Tenant>admit(Optional.empty(), TenantRulesProperties::notToBeAsked))
                .isEqualTo(Either.left(new Refusal.UnknownTenant()));
    }

    @Property
    void T3_aTenantThatCreatesNoUsersRefusesBeforeTheValuesAreLookedAt(@ForAll Project project) {
        assertThat(TenantRules.admit(
                        Optional.of(project.withCreatingUsers(false)), TenantRulesProperties::notToBeAsked))
                .isEqualTo(Either.left(new Refusal.CreationDisabled()));
    }

    @Property
    void S5_valuesThatTheTenantDoesNotAcceptAreRefusedAllOfThemBeforeAnythingElse(
            @ForAll Project project, @ForAll("violations") Seq<Violation> violations) {
        assertThat(TenantRules.admit(Optional.of(project), tenant -> violations))
                .isEqualTo(Either.left(new Refusal.Invalid(violations)));
    }

    @Property
    void aTenantThatCreatesUsersCarriesOutWhatItsOwnRulesAccept(
            @ForAll Project project, @ForAll PhoneRule phones, @ForAll EmailRule emails) {
        Project choosing = project.withValues(new ValueRules(phones, emails));

        assertThat(TenantRules.admit(Optional.of(choosing), tenant -> {
                    assertThat(tenant).isEqualTo(choosing);
                    return List.empty();
                }))
                .isEqualTo(Either.right(choosing));
    }

    /** C5, A6: of every kind, and for an app by the names that its page gives them. */
    @Property(tries = 200)
    void A6_everyTenantIsLookedAtBeforeTheValuesAre(
            @ForAll App app, @ForAll Account account, @ForAll ConsoleProject consoleProject) {
        List<Tenant> off = List.of(
                app.withCreatingUsers(false),
                new Account(
                        account.id(),
                        false,
                        account.keys(),
                        account.phoneIdentity(),
                        account.eraseAfter(),
                        account.eventValues()),
                new ConsoleProject(
                        consoleProject.id(), false, consoleProject.eraseAfter(), consoleProject.eventValues()));

        assertThat(off)
                .allSatisfy(tenant -> assertThat(
                                TenantRules.admit(Optional.of(tenant), TenantRulesProperties::notToBeAsked))
                        .isEqualTo(Either.left(new Refusal.CreationDisabled())));
        assertThat(List.<Tenant>of(app, account, consoleProject))
                .allSatisfy(tenant -> assertThat(TenantRules.admit(Optional.of(tenant), asked -> List.empty()))
                        .isEqualTo(Either.right(tenant)));
    }

    /** An app may have lowered its maximum since the request was made. */
    @Property(tries = 200)
    void A1_identifiersAreCountedAgainstWhatTheAppAllowsNow(@ForAll App app, @ForAll GivenAppUser given) {
        NewAppUser request = NewAppUser.of(app, given).get();
        App lowered = app.withMaxIdentifiers(request.identifiers().size() - 1);

        assertThat(TenantRules.admit(Optional.of(lowered), request::violationsIn))
                .isEqualTo(Either.left(new Refusal.Invalid(List.of(new Violation(Field.IDENTIFIERS, Fault.TOO_MANY)))));
        assertThat(TenantRules.admit(Optional.of(app), request::violationsIn)).isEqualTo(Either.right(app));
    }
}
