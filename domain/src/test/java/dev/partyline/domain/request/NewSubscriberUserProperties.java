package dev.partyline.domain.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.Violation;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class NewSubscriberUserProperties {
    @Provide
    Arbitrary<GivenValue<String>> names() {
        return GivenValue.requiredNames();
    }

    @Provide
    Arbitrary<GivenValue<String>> emails() {
        return GivenValue.requiredEmails();
    }

    @Provide
    Arbitrary<GivenValue<String>> phones() {
        return GivenValue.phones();
    }

    @Provide
    Arbitrary<GivenValue<String>> identities() {
        return GivenValue.optional(256);
    }

    @Provide
    Arbitrary<GivenValue<JsonObject>> metadata() {
        return GivenValue.metadata();
    }

    @Property
    void V12_everyFaultyMemberIsToldAtOnce(
            @ForAll Account account,
            @ForAll("names") GivenValue<String> name,
            @ForAll("emails") GivenValue<String> email,
            @ForAll("phones") GivenValue<String> msisdn,
            @ForAll("identities") GivenValue<String> identity,
            @ForAll("metadata") GivenValue<JsonObject> metadata) {
        List<Violation> expected = Stream.of(
                        name.in(Field.NAME),
                        email.in(Field.EMAIL),
                        msisdn.in(Field.MSISDN),
                        identity.in(Field.IDENTITY),
                        metadata.in(Field.METADATA))
                .flatMap(Optional::stream)
                .toList();

        assertThat(Given.violations(NewSubscriberUser.of(
                        account,
                        new GivenSubscriberUser(
                                name.value(), email.value(), msisdn.value(), identity.value(), metadata.value()))))
                .isEqualTo(expected);
    }

    @Example
    void N1_nameEmailAndMsisdnAreRequired() {
        assertThat(Given.violations(NewSubscriberUser.of(
                                DomainArbitraries.accounts().sample(), GivenSubscriberUser.NONE))
                        .stream()
                        .map(Violation::path))
                .containsExactly("name", "email", "msisdn");
    }

    @Property(tries = 300)
    void N1_theUserIsWhatWasGivenAndIdentityAndMetadataMayBeAbsent(
            @ForAll Account account,
            @ForAll GivenSubscriberUser given,
            @ForAll UserId id,
            @ForAll Instant now,
            @ForAll IdempotencyKey key) {
        NewSubscriberUser request = NewSubscriberUser.of(account, given).get();
        SubscriberUser user = request.as(id, account, now);

        assertThat(user.id()).isEqualTo(id);
        assertThat(user.version()).isEqualTo(1);
        assertThat(user.keys()).isEqualTo(request.keys(account));
        assertThat(user.account()).isEqualTo(account.id()).isEqualTo(request.tenant());
        assertThat(user.name().value()).isEqualTo(given.name());
        assertThat(user.email().spelling()).isEqualTo(given.email());
        assertThat(user.msisdn()).isEqualTo(PhoneNumber.of(given.msisdn()).get());
        assertThat(user.identity().map(LegalIdentity::value)).isEqualTo(Optional.ofNullable(given.identity()));
        assertThat(user.metadata().value()).isEqualTo(Objects.requireNonNullElse(given.metadata(), JsonObject.EMPTY));
        assertThat(request.idempotencyKey()).isEmpty();
        assertThat(request.withIdempotencyKey(key).idempotencyKey()).contains(key);
        assertThat(request.withIdempotencyKey(key).as(id, account, now)).isEqualTo(user);
    }

    @Property(tries = 300)
    void N2_aNewUserBelongsToNoCustomer(
            @ForAll Account account, @ForAll GivenSubscriberUser given, @ForAll UserId id, @ForAll Instant now) {
        SubscriberUser user = NewSubscriberUser.of(account, given).get().as(id, account, now);

        assertThat(user.customers()).isEmpty();
        assertThat(user.createdAt()).isEqualTo(now);
        assertThat(user.updatedAt()).isEqualTo(now);
    }
}
