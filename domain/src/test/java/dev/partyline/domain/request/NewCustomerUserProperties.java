package dev.partyline.domain.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.Violation;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class NewCustomerUserProperties {
    @Provide
    Arbitrary<GivenValue<String>> customers() {
        return GivenValue.required(256);
    }

    @Provide
    Arbitrary<GivenValue<String>> emails() {
        return GivenValue.requiredEmails();
    }

    @Provide
    Arbitrary<GivenValue<String>> names() {
        return GivenValue.requiredNames();
    }

    @Provide
    Arbitrary<GivenValue<String>> passwords() {
        return GivenValue.passwords();
    }

    @Provide
    Arbitrary<GivenValue<String>> hashes() {
        return GivenValue.passwordHashes();
    }

    /** C1, C7: whatever is required, and said, and no more than that. */
    @Property
    void V12_everyFaultyMemberIsToldAtOnce(
            @ForAll ConsoleProject project,
            @ForAll("customers") GivenValue<String> customer,
            @ForAll("emails") GivenValue<String> email,
            @ForAll("names") GivenValue<String> first,
            @ForAll("names") GivenValue<String> last,
            @ForAll("passwords") GivenValue<String> password,
            @ForAll("hashes") GivenValue<String> hash) {
        Optional<Violation> ofHash = password.value() == null || hash.value() == null
                ? hash.in(Field.PASSWORD_HASH)
                : Optional.of(new Violation(Field.PASSWORD_HASH, Fault.NOT_WITH_PASSWORD));
        List<Violation> expected = Stream.of(
                        customer.in(Field.CUSTOMER_ID),
                        email.in(Field.EMAIL),
                        first.in(Field.FIRST_NAME),
                        last.in(Field.LAST_NAME),
                        password.in(Field.PASSWORD),
                        ofHash)
                .flatMap(Optional::stream)
                .toList();

        assertThat(Given.violations(NewCustomerUser.of(
                        project,
                        new GivenCustomerUser(
                                customer.value(),
                                email.value(),
                                first.value(),
                                last.value(),
                                password.value(),
                                hash.value(),
                                null,
                                null),
                        GivenValue::isKnown)))
                .isEqualTo(expected);
    }

    @Property(tries = 300)
    void C1_emailAndNamesAreRequiredAndThePasswordIsNot(
            @ForAll ConsoleProject project, @ForAll GivenCustomerUser given) {
        assertThat(Given.violations(
                                NewCustomerUser.of(project, GivenCustomerUser.NONE.withCustomerId(given.customerId())))
                        .stream()
                        .map(Violation::path))
                .containsExactly("email", "firstName", "lastName");
        assertThat(NewCustomerUser.of(
                                project,
                                new GivenCustomerUser(
                                        given.customerId(),
                                        given.email(),
                                        given.firstName(),
                                        given.lastName(),
                                        null,
                                        null,
                                        null,
                                        null))
                        .get()
                        .credential())
                .isEmpty();
    }

    @Property(tries = 300)
    void C2_theUserIsAMemberOfTheCustomerAndIsWhatWasGiven(
            @ForAll ConsoleProject project,
            @ForAll GivenCustomerUser given,
            @ForAll UserId id,
            @ForAll Instant now,
            @ForAll IdempotencyKey key) {
        NewCustomerUser request = NewCustomerUser.of(project, given).get();
        CustomerUser user = request.as(id, now);

        assertThat(user.customer().value()).isEqualTo(given.customerId());
        assertThat(user.project()).isEqualTo(project.id()).isEqualTo(request.tenant());
        assertThat(user.email().spelling()).isEqualTo(given.email());
        assertThat(user.firstName().value()).isEqualTo(given.firstName());
        assertThat(user.lastName().value()).isEqualTo(given.lastName());
        assertThat(user.id()).isEqualTo(id);
        assertThat(user.createdAt()).isEqualTo(now);
        assertThat(user.version()).isEqualTo(1);
        assertThat(user.keys()).isEqualTo(request.keys());
        assertThat(request.idempotencyKey()).isEmpty();
        assertThat(request.withIdempotencyKey(key).idempotencyKey()).contains(key);
        assertThat(request.withIdempotencyKey(key).as(id, now)).isEqualTo(user);
    }

    @Property(tries = 300)
    void C3_itIsEnabledAndItsEmailNotVerifiedUnlessStated(
            @ForAll ConsoleProject project, @ForAll GivenCustomerUser given, @ForAll UserId id, @ForAll Instant now) {
        CustomerUser user = NewCustomerUser.of(project, given).get().as(id, now);

        assertThat(user.enabled()).isEqualTo(Objects.requireNonNullElse(given.enabled(), true));
        assertThat(user.emailVerified()).isEqualTo(Objects.requireNonNullElse(given.emailVerified(), false));
    }

    @Property(tries = 300)
    void C6_thePasswordIsInNoUserAndInNoFingerprintAndGoneOnceItIsWiped(
            @ForAll ConsoleProject project,
            @ForAll GivenCustomerUser given,
            @ForAll UserId id,
            @ForAll Instant now,
            @ForAll IdempotencyKey key) {
        NewCustomerUser request = NewCustomerUser.of(project, given).get().withIdempotencyKey(key);
        GivenCustomerUser withAnotherPassword = new GivenCustomerUser(
                given.customerId(),
                given.email(),
                given.firstName(),
                given.lastName(),
                "another password than that",
                null,
                given.emailVerified(),
                given.enabled());
        PasswordHash hash = new PasswordHash("$argon2id$");

        assertThat(request.credential().map(password -> new String(((Password) password).characters())))
                .isEqualTo(Optional.ofNullable(given.password()).map(CharSequence::toString));
        assertThat(request.as(id, now).password()).isEmpty();
        assertThat(request.as(id, now).withPassword(hash).password()).contains(hash);
        assertThat(NewCustomerUser.of(project, withAnotherPassword).get().fingerprint())
                .isEqualTo(request.fingerprint());
        request.wipe();
        assertThat(request.credential().stream().map(password -> ((Password) password).characters()))
                .allSatisfy(characters -> assertThat(characters).containsOnly('\0'));
    }

    @Property(tries = 300)
    void C7_aHashIsKeptAsItIsGivenAndShownNowhere(
            @ForAll ConsoleProject project,
            @ForAll GivenCustomerUser values,
            @ForAll PasswordHash hash,
            @ForAll UserId id,
            @ForAll Instant now) {
        GivenCustomerUser given = values.withPassword(null).withPasswordHash(hash.encoded());
        NewCustomerUser request = NewCustomerUser.of(project, given).get();

        assertThat(request.credential()).contains(hash);
        assertThat(request.as(id, now).password()).isEmpty();
        request.wipe();
        assertThat(request.credential()).contains(hash);
        assertThat(request)
                .hasToString(NewCustomerUser.of(project, values).get().toString());
    }

    @Property(tries = 300)
    void C7_aHashThatIsNotKnownIsAViolationOfTheRequestAndOfNoOther(
            @ForAll ConsoleProject project, @ForAll GivenCustomerUser values, @ForAll PasswordHash hash) {
        Violation unknown = new Violation(Field.PASSWORD_HASH, Fault.UNKNOWN_HASH);
        GivenCustomerUser given = values.withPassword(null).withPasswordHash(hash.encoded());
        NewCustomerUser request = NewCustomerUser.of(project, given).get();

        assertThat(Given.violations(NewCustomerUser.of(project, given, any -> false)))
                .containsExactly(unknown);
        assertThat(NewCustomerUser.of(project, given, hash::equals).isRight()).isTrue();
        assertThat(request.violations(any -> false)).containsExactly(unknown);
        assertThat(request.violations(hash::equals)).isEmpty();
        assertThat(NewCustomerUser.of(project, values).get().violations(any -> false))
                .isEmpty();
    }

    @Property(tries = 300)
    void C7_theSameRequestIsTheOneWithTheSameTextOfAHash(
            @ForAll ConsoleProject project,
            @ForAll GivenCustomerUser values,
            @ForAll PasswordHash one,
            @ForAll PasswordHash other) {
        NewCustomerUser request = NewCustomerUser.of(project, values).get();

        assertThat(with(project, values, one).fingerprint())
                .isEqualTo(with(project, values, one).fingerprint())
                .isNotEqualTo(request.fingerprint());
        assertThat(with(project, values, one)
                        .fingerprint()
                        .equals(with(project, values, other).fingerprint()))
                .isEqualTo(one.equals(other));
    }

    private static NewCustomerUser with(ConsoleProject project, GivenCustomerUser values, PasswordHash hash) {
        return NewCustomerUser.of(project, values.withPassword(null).withPasswordHash(hash.encoded()))
                .get();
    }
}
