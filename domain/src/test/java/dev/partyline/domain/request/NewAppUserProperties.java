package dev.partyline.domain.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.Violation;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class NewAppUserProperties {
    private static final GivenIdentifier PHONE =
            new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, "+447700900123");
    private static final GivenIdentifier EMAIL =
            new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, "Ann@bücher.example.com");

    /** An identifier, and what is wrong with it where it is the first of its kind in the list. */
    private static final Map<GivenIdentifier, Optional<Fault>> IDENTIFIERS = Map.of(
            PHONE,
            Optional.empty(),
            EMAIL,
            Optional.empty(),
            new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, null),
            Optional.of(Fault.REQUIRED),
            new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, "ann@example.com"),
            Optional.of(Fault.NOT_E164),
            new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, "+447700900123"),
            Optional.of(Fault.NOT_AN_EMAIL),
            new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, "a".repeat(300)),
            Optional.of(Fault.TOO_LONG));

    @Provide
    Arbitrary<GivenIdentifier> faultyOnes() {
        return Arbitraries.of(IDENTIFIERS.keySet());
    }

    @Provide
    Arbitrary<List<GivenIdentifier>> someIdentifiers() {
        return faultyOnes().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<GivenValue<Map<String, String>>> profiles() {
        return GivenValue.profiles();
    }

    @Provide
    Arbitrary<GivenValue<String>> ids() {
        return GivenValue.ids();
    }

    @Provide
    Arbitrary<GivenValue<String>> externalIds() {
        return GivenValue.optional(128);
    }

    @Property
    void V12_everyFaultyMemberAndEveryFaultyIdentifierIsToldAtOnce(
            @ForAll App app,
            @ForAll("someIdentifiers") List<GivenIdentifier> identifiers,
            @ForAll("profiles") GivenValue<Map<String, String>> profile,
            @ForAll("ids") GivenValue<String> id,
            @ForAll("externalIds") GivenValue<String> externalId) {
        List<Violation> expected = new ArrayList<>();
        for (int i = 0; i < identifiers.size(); i++) {
            GivenIdentifier identifier = identifiers.get(i);
            boolean again = identifiers.indexOf(identifier) < i;
            OptionalInt index = OptionalInt.of(i);
            Objects.requireNonNull(IDENTIFIERS.get(identifier))
                    .or(() -> again ? Optional.of(Fault.DUPLICATE) : Optional.empty())
                    .ifPresent(fault -> expected.add(new Violation(Field.IDENTIFIERS, index, fault)));
        }
        Stream.of(profile.in(Field.PROFILE), id.in(Field.ID), externalId.in(Field.EXTERNAL_ID))
                .flatMap(Optional::stream)
                .forEach(expected::add);

        assertThat(Given.violations(NewAppUser.of(
                        app, new GivenAppUser(identifiers, profile.value(), id.value(), externalId.value()))))
                .isEqualTo(expected);
    }

    @Example
    void A1_thereIsOneIdentifierAtLeast() {
        List<Violation> required = List.of(new Violation(Field.IDENTIFIERS, Fault.REQUIRED));

        assertThat(Given.violations(of(app(3), null))).isEqualTo(required);
        assertThat(Given.violations(of(app(3), List.of()))).isEqualTo(required);
        assertThat(Given.violations(of(app(3), List.of(PHONE)))).isEmpty();
    }

    @Property(tries = 200)
    void A1_thereAreNoMoreIdentifiersThanTheAppAllows(
            @ForAll App app,
            @ForAll @IntRange(min = 1, max = 6) int most,
            @ForAll @Size(min = 1, max = 6) @UniqueElements List<GivenIdentifier> identifiers) {
        Assume.that(
                identifiers.stream().map(DomainArbitraries::identity).distinct().count() == identifiers.size());
        List<Violation> tooMany = List.of(new Violation(Field.IDENTIFIERS, Fault.TOO_MANY));

        assertThat(Given.violations(of(app.withMaxIdentifiers(most), identifiers)))
                .isEqualTo(identifiers.size() > most ? tooMany : List.of());
        assertThat(of(app, identifiers)
                        .get()
                        .violationsIn(app.withMaxIdentifiers(most))
                        .asJava())
                .isEqualTo(identifiers.size() > most ? tooMany : List.of());
    }

    @Example
    void A1_tooManyIdentifiersAreToldWithAllElseThatIsWrong() {
        assertThat(Given.violations(NewAppUser.of(
                                app(1), new GivenAppUser(List.of(PHONE, EMAIL), Map.of("a", "\ud83d"), "1", "")))
                        .stream()
                        .map(violation ->
                                violation.path() + " " + violation.fault().code()))
                .containsExactly(
                        "identifiers too_many", "profile malformed_text", "id not_a_uuid", "external_id too_short");
    }

    @Example
    void A1_anIdentifierIsGivenOnceHoweverItIsSpelled() {
        assertThat(Given.violations(of(
                                app(9),
                                List.of(
                                        PHONE,
                                        EMAIL,
                                        new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, "+4407700900123"),
                                        new GivenIdentifier(
                                                GivenIdentifier.Type.EMAIL_ADDRESS, "ANN@xn--bcher-kva.EXAMPLE.com"))))
                        .stream()
                        .map(violation ->
                                violation.path() + " " + violation.fault().code()))
                .containsExactly("identifiers[2] duplicate", "identifiers[3] duplicate");
    }

    /** V12: where a violation is, as callers are told. */
    @Example
    void A1_anIdentifiersViolationIsToldWithItsIndex() {
        assertThat(new Violation(Field.IDENTIFIERS, OptionalInt.of(2), Fault.DUPLICATE).path())
                .isEqualTo("identifiers[2]");
        assertThat(new Violation(Field.EXTERNAL_ID, Fault.TOO_LONG).path()).isEqualTo("external_id");
    }

    @Property(tries = 300)
    void A4_theUserIsWhatWasGivenWithTheCallersIdWhereThereIsOne(
            @ForAll App app,
            @ForAll GivenAppUser given,
            @ForAll UserId newId,
            @ForAll Instant now,
            @ForAll IdempotencyKey key) {
        NewAppUser request = NewAppUser.of(app, given).get();
        AppUser user = request.as(newId, app, now);

        assertThat(request.id().map(UserId::toString)).isEqualTo(Optional.ofNullable(given.id()));
        assertThat(user.id()).isEqualTo(request.id().orElse(newId));
        assertThat(user.version()).isEqualTo(1);
        assertThat(user.keys()).isEqualTo(request.keys(app));
        assertThat(user.app()).isEqualTo(app.id()).isEqualTo(request.tenant());
        assertThat(user.identifiers()).isEqualTo(request.identifiers());
        assertThat(user.identifiers().stream().map(Identifier::identity).toList())
                .isEqualTo(Stream.ofNullable(given.identifiers())
                        .flatMap(List::stream)
                        .map(DomainArbitraries::identity)
                        .toList());
        assertThat(user.externalId().map(ExternalId::value)).isEqualTo(Optional.ofNullable(given.externalId()));
        assertThat(user.profile())
                .isEqualTo(AppProfile.of(Objects.requireNonNullElse(given.profile(), Map.of()))
                        .get());
        assertThat(user.createdAt()).isEqualTo(now);
        assertThat(request.idempotencyKey()).isEmpty();
        assertThat(request.withIdempotencyKey(key).idempotencyKey()).contains(key);
        assertThat(request.withIdempotencyKey(key).as(newId, app, now)).isEqualTo(user);
    }

    @Property(tries = 100)
    void A1_nobodyChangesTheIdentifiersOfARequest(@ForAll App app, @ForAll GivenAppUser given) {
        NewAppUser request = NewAppUser.of(app, given).get();

        assertThatThrownBy(() -> request.identifiers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static App app(int most) {
        return DomainArbitraries.apps().sample().withMaxIdentifiers(most);
    }

    private static Either<AppUserRefusal, NewAppUser> of(App app, @Nullable List<GivenIdentifier> identifiers) {
        return NewAppUser.of(app, GivenAppUser.NONE.withIdentifiers(identifiers));
    }

    /** V15: Vietnam replaced 120 by 70. */
    @Example
    void A1_anIdentifierThatTheAppTakesForAnotherNowIsADuplicate() {
        App app = App.of(new AppId("app"));
        NewAppUser request = of(
                        app,
                        List.of(
                                EMAIL,
                                new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, "+841201234567"),
                                new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, "+84701234567")))
                .get();

        assertThat(request.violationsIn(app)).isEmpty();
        assertThat(request.violationsIn(app.withPhoneIdentity(PhoneIdentity.SUBSCRIBER)))
                .containsExactly(new Violation(Field.IDENTIFIERS, OptionalInt.of(2), Fault.DUPLICATE));
    }
}
