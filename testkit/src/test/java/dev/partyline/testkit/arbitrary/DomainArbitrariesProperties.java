package dev.partyline.testkit.arbitrary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PhoneNumber;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/**
 * That what is given is accepted, the arbitraries check when they make it; here is that it can be had, and is of every
 * sort.
 */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class DomainArbitrariesProperties {
    @Provide
    static Arbitrary<List<Act>> histories() {
        return Histories.any();
    }

    @Property(tries = 200)
    void usersAreOfTheirTenantAndHoldTheirKeys(@ForAll User user, @ForAll DeactivatedUser former) {
        assertThat(user.keys()).doesNotHaveDuplicates();
        assertThat(user.version()).isPositive();
        assertThat(user.createdAt()).isEqualTo(user.createdAt().truncatedTo(ChronoUnit.MICROS));
        assertThat(former.user().tenant()).isNotNull();
    }

    @Property(tries = 200)
    void requestsAskForTheSameAsThemselves(@ForAll CreateRequest<?, ?> request) {
        assertThat(request.fingerprint()).isEqualTo(request.fingerprint());
    }

    @Property(tries = 200)
    void recordsAreOfTheTenantOfTheirUser(@ForAll IdempotencyRecord record) {
        assertThat(record.outcome().user().tenant()).isEqualTo(record.tenant());
    }

    @Property(tries = 100)
    void valuesCanBeKept(@ForAll PhoneNumber phone, @ForAll Identifier identifier, @ForAll Password password) {
        assertThat(PhoneNumber.restored(phone.e164())).isEqualTo(phone);
        if (identifier instanceof Identifier.Email email) {
            assertThat(EmailAddress.restored(email.address().spelling())).isEqualTo(email.address());
        }
        assertThat(password.characters()).hasSizeGreaterThanOrEqualTo(Password.MIN_LENGTH);
    }

    @Property(tries = 100)
    void historiesBeginAnywhere(@ForAll("histories") List<Act> history) {
        assertThat(history.size()).isLessThanOrEqualTo(30);
    }

    @Test
    void V14_somePhonesHaveOtherForms() {
        assertThat(Specimens.of(DomainArbitraries.phones(), 100))
                .anySatisfy(phone -> assertThat(NumberingPlan.otherForms(phone)).isNotEmpty());
    }

    @Test
    void specimensAreTheSameEachTime() {
        for (UserKind kind : UserKind.values()) {
            List<User> users = Specimens.users(kind, 20);
            assertThat(users).isNotEmpty().isEqualTo(Specimens.users(kind, 20));
            assertThat(users).allSatisfy(user -> assertThat(user.kind()).isEqualTo(kind));
        }
    }
}
