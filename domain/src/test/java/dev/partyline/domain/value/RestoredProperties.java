package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.testkit.arbitrary.DomainArbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What a store kept is read again as it was. */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class RestoredProperties {

    @Provide
    Arbitrary<String> hostileTexts() {
        return DomainArbitraries.hostileTexts();
    }

    @Property
    void aValueIsRestoredFromWhatItIsKeptAs(
            @ForAll Name name,
            @ForAll CustomerId customer,
            @ForAll ExternalId externalId,
            @ForAll LegalIdentity identity,
            @ForAll IdempotencyKey key,
            @ForAll Metadata metadata,
            @ForAll PhoneNumber phone,
            @ForAll EmailAddress email) {
        assertThat(Name.restored(name.value())).isEqualTo(name).hasSameHashCodeAs(name);
        assertThat(CustomerId.restored(customer.value())).isEqualTo(customer);
        assertThat(ExternalId.restored(externalId.value())).isEqualTo(externalId);
        assertThat(LegalIdentity.restored(identity.value())).isEqualTo(identity);
        assertThat(IdempotencyKey.restored(key.value())).isEqualTo(key);
        assertThat(Metadata.restored(metadata.value())).isEqualTo(metadata);
        assertThat(PhoneNumber.restored(phone.e164())).isEqualTo(phone);
        assertThat(Line.restored(phone.e164())).isEqualTo(new Line(phone));
        assertThat(EmailAddress.restored(email.spelling())).isEqualTo(email);
        assertThat(EmailAddress.restored(email.spelling()).spelling()).isEqualTo(email.spelling());
    }

    /** So that a rule that became stricter loses no user. */
    @Property
    void aTextThatNoRuleAcceptsAnyMoreIsRestoredAsItIs(@ForAll("hostileTexts") String text) {
        assertThat(Name.restored(text).value()).isEqualTo(text);
        assertThat(CustomerId.restored(text).value()).isEqualTo(text);
        assertThat(ExternalId.restored(text).value()).isEqualTo(text);
        assertThat(LegalIdentity.restored(text).value()).isEqualTo(text);
        assertThat(IdempotencyKey.restored(text).value()).isEqualTo(text);
        assertThat(EmailAddress.restored(text).spelling()).isEqualTo(text);
        assertThat(EmailAddress.restored(text).identity()).isNotNull();
    }
}
