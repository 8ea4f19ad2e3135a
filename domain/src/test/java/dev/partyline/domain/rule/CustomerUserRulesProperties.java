package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Field;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class CustomerUserRulesProperties {
    private static final boolean KNOWN = true;

    @Property(tries = 300)
    void C2_theUserIsAdmittedAsTheMemberThatItIs(
            @ForAll NewCustomerUser request, @ForAll CustomerUser other, @ForAll UserId newId, @ForAll Instant now) {
        Assume.that(!other.keys().equals(request.keys()));
        Facts facts = Given.facts(0, List.of(other), List.of());

        assertThat(Seen.admitted(CustomerUserRules.decide(request, KNOWN, facts), newId, now))
                .isEqualTo(request.as(newId, now));
    }

    @Property(tries = 300)
    void C4_aSecondUserWithTheEmailIsRefusedInWhicheverCustomer(
            @ForAll NewCustomerUser request, @ForAll CustomerUser other, @ForAll CustomerId customer) {
        CustomerUser existing = new CustomerUser(
                other.id(),
                other.version(),
                request.tenant(),
                customer,
                email(request.email().spelling().toUpperCase(Locale.ROOT), request.email()),
                other.firstName(),
                other.lastName(),
                other.emailVerified(),
                other.enabled(),
                other.password(),
                other.createdAt());

        assertThat(CustomerUserRules.decide(request, KNOWN, Given.facts(0, List.of(existing), List.of())))
                .isEqualTo(new Decision.Refuse<>(new Refusal.AlreadyInUse(Field.EMAIL)));
    }

    @Property(tries = 300)
    void C5_anUnknownCustomerIsRefusedInItsOwnWayWhoeverHasTheEmail(
            @ForAll NewCustomerUser request, @ForAll UserId id, @ForAll Instant now) {
        Facts facts = Given.facts(0, List.of(request.as(id, now)), List.of());

        assertThat(CustomerUserRules.decide(request, !KNOWN, facts))
                .isEqualTo(new Decision.Refuse<>(new Refusal.UnknownCustomer(request.customer())));
    }

    @Property(tries = 300)
    void C4_nothingIsAskedButWhoHasTheEmail(@ForAll NewCustomerUser request) {
        assertThat(CustomerUserRules.question(request)).isEqualTo(Question.of(request.tenant(), request.keys()));
    }

    @Property(tries = 300)
    void C4_theUserWillHoldTheKeysThatWereAskedFor(
            @ForAll NewCustomerUser request, @ForAll UserId newId, @ForAll Instant now) {
        assertThat(Seen.admitted(CustomerUserRules.decide(request, KNOWN, Facts.NOTHING), newId, now)
                        .keys())
                .isEqualTo(CustomerUserRules.question(request).keys())
                .containsExactly(Key.CustomerEmail.of(request.tenant(), request.email()));
    }

    private static EmailAddress email(String spelling, EmailAddress otherwise) {
        return EmailAddress.of(spelling, EmailRule.FORMAT).getOrElse(otherwise);
    }
}
