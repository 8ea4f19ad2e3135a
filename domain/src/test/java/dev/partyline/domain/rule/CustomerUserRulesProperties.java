package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.CustomerUser;
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
            @ForAll CustomerUser user, @ForAll CustomerUser other, @ForAll UserId newId, @ForAll Instant now) {
        Assume.that(!other.keys().equals(user.keys()));
        Facts facts = Given.facts(0, List.of(other), List.of());

        assertThat(Seen.admitted(decide(user, KNOWN, facts), newId, now)).isEqualTo(user);
    }

    @Property(tries = 300)
    void C4_aSecondUserWithTheEmailIsRefusedInWhicheverCustomer(
            @ForAll CustomerUser user, @ForAll CustomerUser other, @ForAll CustomerId customer) {
        CustomerUser existing = new CustomerUser(
                other.id(),
                user.project(),
                customer,
                email(user.email().spelling().toUpperCase(Locale.ROOT), user.email()),
                other.firstName(),
                other.lastName(),
                other.emailVerified(),
                other.enabled(),
                other.password(),
                other.createdAt());

        assertThat(decide(user, KNOWN, Given.facts(0, List.of(existing), List.of())))
                .isEqualTo(new Decision.Refuse<>(new Refusal.AlreadyInUse(Field.EMAIL)));
    }

    @Property(tries = 300)
    void C5_anUnknownCustomerIsRefusedInItsOwnWayWhoeverHasTheEmail(@ForAll CustomerUser user) {
        assertThat(decide(user, !KNOWN, Given.facts(0, List.of(user), List.of())))
                .isEqualTo(new Decision.Refuse<>(new Refusal.UnknownCustomer(user.customer())));
    }

    @Property(tries = 300)
    void C4_nothingIsAskedButWhoHasTheEmail(@ForAll CustomerUser user) {
        assertThat(CustomerUserRules.question(user)).isEqualTo(Question.of(user.project(), user.keys()));
    }

    private static EmailAddress email(String spelling, EmailAddress otherwise) {
        return EmailAddress.of(spelling, EmailRule.FORMAT).getOrElse(otherwise);
    }

    private static Decision<CustomerUserRefusal, CustomerUser, Admission<CustomerUser>> decide(
            CustomerUser candidate, boolean customerIsKnown, Facts facts) {
        return CustomerUserRules.decide(candidate, customerIsKnown, facts);
    }
}
