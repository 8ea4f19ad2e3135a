package dev.partyline.domain.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/** I2: what counts as the same request. */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class FingerprintProperties {
    private static final String UK = "+447700900123";
    private static final String UK_OTHERWISE = "+4407700900123";
    private static final String EMAIL = "Ann@bücher.example.com";
    private static final String EMAIL_OTHERWISE = "ANN@xn--bcher-kva.example.com";
    private static final Project PROJECT =
            Project.of(DomainArbitraries.projectIds().sample());
    private static final Account ACCOUNT = DomainArbitraries.accounts().sample();
    private static final App APP = DomainArbitraries.apps().sample();
    private static final ConsoleProject CONSOLE_PROJECT =
            DomainArbitraries.consoleProjects().sample();

    @Provide
    Arbitrary<List<Optional<String>>> values() {
        return DomainArbitraries.texts(0, 2).optional(0.7).list().ofMaxSize(3);
    }

    @Property
    void I2_twoFingerprintsAreEqualExactlyWhenTheValuesAre(
            @ForAll("values") List<Optional<String>> one, @ForAll("values") List<Optional<String>> other) {
        assertThat(Fingerprint.of("a", one).equals(Fingerprint.of("a", other))).isEqualTo(one.equals(other));
        assertThat(Fingerprint.of("a", one)).isNotEqualTo(Fingerprint.of("b", one));
    }

    @Example
    void I2_valuesAreToldApartWhereverTheyBeginAndEnd() {
        assertThat(Stream.of(
                                List.of(Optional.of("ab"), Optional.of("c")),
                                List.of(Optional.of("a"), Optional.of("bc")),
                                List.of(Optional.of("abc")),
                                List.of(Optional.of("abc"), Optional.of("")),
                                List.of(Optional.of("abc"), Optional.<String>empty()))
                        .map(values -> Fingerprint.of("r", values)))
                .doesNotHaveDuplicates();
    }

    @Example
    void I2_anotherSpellingIsTheSameRequest() {
        assertThat(shared(UK_OTHERWISE, "Ann", null, "ANN@example.com"))
                .isEqualTo(shared(UK, "Ann", null, "ann@EXAMPLE.com"));
        assertThat(dedicated(UK_OTHERWISE, UK, "ANN@example.com"))
                .isEqualTo(dedicated(UK, UK_OTHERWISE, "ann@example.com"));
        assertThat(customer("clinic", EMAIL, "Ann", "Lee", null, true))
                .isEqualTo(customer("clinic", EMAIL_OTHERWISE, "Ann", "Lee", false, null));
        assertThat(subscriber("Ann", EMAIL, UK, null, null))
                .isEqualTo(subscriber("Ann", EMAIL_OTHERWISE, UK_OTHERWISE, null, JsonObject.EMPTY));
        assertThat(appUser(List.of(phone(UK), email(EMAIL)), null, null, null))
                .isEqualTo(appUser(List.of(phone(UK_OTHERWISE), email(EMAIL_OTHERWISE)), Map.of(), null, null));
        assertThat(appUser(List.of(phone(UK)), null, "aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa", null))
                .isEqualTo(appUser(List.of(phone(UK)), null, "AAAAAAAA-AAAA-4AAA-AAAA-AAAAAAAAAAAA", null));
    }

    @Example
    void I2_anyOtherValueIsAnotherRequestAndNothingIsNotTheEmptyText() {
        assertThat(Stream.of(
                        shared(UK, "Ann", null, null),
                        shared("+14155550132", "Ann", null, null),
                        shared(UK, "ann", null, null),
                        shared(UK, null, "Ann", null),
                        shared(UK, null, "Bob", null),
                        shared(UK, "Ann", "", null),
                        shared(UK, "", null, null),
                        shared(UK, null, null, null),
                        shared(UK, "Ann", null, "ann@example.com"),
                        shared(UK, "Ann", null, "bob@example.com"),
                        dedicated(UK, "+14155550132", null),
                        dedicated("+14155550132", UK, null),
                        dedicated(UK, UK, null),
                        dedicated(UK, UK, "ann@example.com"),
                        customer("clinic", EMAIL, "Ann", "Lee", null, null),
                        customer("ward", EMAIL, "Ann", "Lee", null, null),
                        customer("clinic", "ann@example.com", "Ann", "Lee", null, null),
                        customer("clinic", EMAIL, "Bob", "Lee", null, null),
                        customer("clinic", EMAIL, "Ann", "Li", null, null),
                        customer("clinic", EMAIL, "Lee", "Ann", null, null),
                        customer("clinic", EMAIL, "Ann", "Lee", true, null),
                        customer("clinic", EMAIL, "Ann", "Lee", null, false),
                        subscriber("Ann", EMAIL, UK, null, null),
                        subscriber("Bob", EMAIL, UK, null, null),
                        subscriber("Ann", "ann@example.com", UK, null, null),
                        subscriber("Ann", EMAIL, "+14155550132", null, null),
                        subscriber("Ann", EMAIL, UK, "1912", null),
                        subscriber("Ann", EMAIL, UK, "{}", null),
                        subscriber("Ann", EMAIL, UK, null, JsonObject.of(Map.of("a", new JsonNull()))),
                        appUser(List.of(phone(UK), email(EMAIL)), null, null, null),
                        appUser(List.of(email(EMAIL), phone(UK)), null, null, null),
                        appUser(List.of(email(EMAIL)), null, null, null),
                        appUser(List.of(email(EMAIL)), Map.of("a", "b"), null, null),
                        appUser(List.of(email(EMAIL)), Map.of("a", ""), null, null),
                        appUser(List.of(email(EMAIL)), null, "aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa", null),
                        appUser(List.of(email(EMAIL)), null, "bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb", null),
                        appUser(List.of(email(EMAIL)), null, null, "aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa"),
                        appUser(List.of(email(EMAIL)), null, null, "bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb")))
                .doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void I2_theOrderOfMembersAndTheSpellingOfNumbersIsNothing(
            @ForAll GivenSubscriberUser given, @ForAll JsonObject metadata, @ForAll int number) {
        Map<String, JsonValue> members = new LinkedHashMap<>(metadata.members());
        members.put("number", JsonNumber.of(BigDecimal.valueOf(number)));
        Map<String, JsonValue> reversed = new LinkedHashMap<>();
        reversed.put("number", JsonNumber.of(new BigDecimal(number + ".00E+0")));
        List<String> names = new ArrayList<>(metadata.members().keySet());
        Collections.reverse(names);
        names.forEach(name -> reversed.put(name, Objects.requireNonNull(members.get(name))));

        assertThat(subscriber(given, JsonObject.of(reversed))).isEqualTo(subscriber(given, JsonObject.of(members)));
    }

    @Property(tries = 300)
    void I2_otherMetadataIsAnotherRequest(
            @ForAll GivenSubscriberUser given, @ForAll JsonObject one, @ForAll JsonObject other) {
        assertThat(subscriber(given, one).equals(subscriber(given, other))).isEqualTo(one.equals(other));
    }

    @Property(tries = 300)
    void I2_theKeyItselfIsNoPartOfWhatIsAskedFor(@ForAll GivenAppUser given, @ForAll IdempotencyKey key) {
        NewAppUser request = NewAppUser.of(APP, given).get();

        assertThat(request.withIdempotencyKey(key).fingerprint()).isEqualTo(request.fingerprint());
    }

    private static Fingerprint shared(
            String phone, @Nullable String first, @Nullable String last, @Nullable String email) {
        return NewSharedUser.of(PROJECT, phone, new GivenProfile(first, last, email))
                .get()
                .fingerprint();
    }

    private static Fingerprint dedicated(String phone, String line, @Nullable String email) {
        return NewDedicatedUser.of(PROJECT, new GivenPair(phone, line), new GivenProfile("Ann", null, email))
                .get()
                .fingerprint();
    }

    private static Fingerprint customer(
            String customer,
            String email,
            String first,
            String last,
            @Nullable Boolean emailVerified,
            @Nullable Boolean enabled) {
        return NewCustomerUser.of(
                        CONSOLE_PROJECT,
                        new GivenCustomerUser(customer, email, first, last, null, null, emailVerified, enabled))
                .get()
                .fingerprint();
    }

    private static Fingerprint subscriber(
            String name, String email, String msisdn, @Nullable String identity, @Nullable JsonObject metadata) {
        return NewSubscriberUser.of(ACCOUNT, new GivenSubscriberUser(name, email, msisdn, identity, metadata))
                .get()
                .fingerprint();
    }

    private static Fingerprint subscriber(GivenSubscriberUser given, JsonObject metadata) {
        return NewSubscriberUser.of(
                        ACCOUNT,
                        new GivenSubscriberUser(
                                given.name(), given.email(), given.msisdn(), given.identity(), metadata))
                .get()
                .fingerprint();
    }

    private static Fingerprint appUser(
            List<GivenIdentifier> identifiers,
            @Nullable Map<String, String> profile,
            @Nullable String id,
            @Nullable String externalId) {
        return NewAppUser.of(APP, new GivenAppUser(identifiers, profile, id, externalId))
                .get()
                .fingerprint();
    }

    private static GivenIdentifier phone(String text) {
        return new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, text);
    }

    private static GivenIdentifier email(String text) {
        return new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, text);
    }
}
