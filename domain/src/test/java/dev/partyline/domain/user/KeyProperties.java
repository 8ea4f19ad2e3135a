package dev.partyline.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class KeyProperties {

    @Property
    void aUserKnowsItsKindAndItsLineKeysThePhone(
            @ForAll SharedUser shared,
            @ForAll DedicatedUser dedicated,
            @ForAll CustomerUser customer,
            @ForAll SubscriberUser subscriber,
            @ForAll AppUser app) {
        assertThat(Stream.of(shared, dedicated, customer, subscriber, app).map(User::kind))
                .containsExactly(UserKind.values());
        assertThat(new Key.SharedPhone(shared.project(), shared.phone()).linePhone())
                .isEqualTo(shared.phone());
        assertThat(dedicated.keys())
                .allSatisfy(key ->
                        assertThat(key.linePhone()).isIn(dedicated.claims().everywhere(dedicated.phone())));
        assertThat(Stream.of(customer, subscriber, app).flatMap(user -> user.keys().stream()))
                .allSatisfy(key -> assertThat(key.linePhone()).isNull());
    }

    @Property
    void T1_theSameInTwoProjectsIsTwoUsers(
            @ForAll SharedUser shared, @ForAll DedicatedUser dedicated, @ForAll ProjectId elsewhere) {
        Assume.that(!elsewhere.equals(shared.project()) && !elsewhere.equals(dedicated.project()));

        assertThat(keysWithinTheTenant(shared)).doesNotContainAnyElementsOf(keysWithinTheTenant(in(elsewhere, shared)));
        assertThat(keysWithinTheTenant(dedicated))
                .doesNotContainAnyElementsOf(keysWithinTheTenant(in(elsewhere, dedicated)));
    }

    @Property(tries = 300)
    void T1_theSameInTwoConsoleProjectsAccountsOrAppsIsTwoUsers(
            @ForAll CustomerUser customer, @ForAll SubscriberUser subscriber, @ForAll AppUser app) {
        CustomerUser customerElsewhere = new CustomerUser(
                customer.id(),
                customer.version(),
                new ConsoleProjectId(customer.project().value() + "2"),
                customer.customer(),
                customer.email(),
                customer.firstName(),
                customer.lastName(),
                customer.emailVerified(),
                customer.enabled(),
                customer.password(),
                customer.createdAt());
        SubscriberUser subscriberElsewhere =
                in(new AccountId(subscriber.account().value() + "2"), subscriber);
        AppUser appElsewhere = new AppUser(
                app.id(),
                app.version(),
                new AppId(app.app().value() + "2"),
                app.identifiers(),
                app.externalId(),
                app.profile(),
                app.createdAt());

        assertThat(customer.keys()).isNotEmpty().doesNotContainAnyElementsOf(customerElsewhere.keys());
        assertThat(Collections.disjoint(everyKeyOf(subscriber), everyKeyOf(subscriberElsewhere)))
                .isTrue();
        assertThat(app.keys()).isNotEmpty().doesNotContainAnyElementsOf(appElsewhere.keys());
    }

    /** The names of tenants of different kinds may be equal; the tenants are not. */
    @Property(tries = 300)
    void T1_usersOfDifferentKindsOfTenantNeverMeet(
            @ForAll SharedUser shared,
            @ForAll CustomerUser customer,
            @ForAll SubscriberUser subscriber,
            @ForAll AppUser app) {
        SubscriberUser namesake = in(new AccountId(app.app().value()), subscriber);
        List<Key> keys = Stream.of(shared.keys(), customer.keys(), everyKeyOf(namesake), app.keys())
                .flatMap(List::stream)
                .toList();

        assertThat(keys).doesNotHaveDuplicates();
        assertThat((Object) namesake.tenant()).isNotEqualTo(app.tenant());
        assertThat(customer.tenant()).isEqualTo(customer.project());
        assertThat(app.tenant()).isEqualTo(app.app());
    }

    /** P2: only line users are found by a phone on a line. */
    @Property(tries = 300)
    void R1_aPhoneOfAnotherKindOfUserIsOnNoLine(
            @ForAll SharedUser shared, @ForAll SubscriberUser subscriber, @ForAll AppUser app) {
        assertThat(Stream.concat(everyKeyOf(subscriber).stream(), app.keys().stream())
                        .map(Key::linePhone))
                .containsOnlyNulls();
        assertThat(shared.keys().get(0).linePhone()).isEqualTo(shared.phone());
    }

    @Property(tries = 300)
    void C4_theEmailIsTheKeyInWhicheverCustomerAndHoweverItIsSpelled(
            @ForAll CustomerUser user, @ForAll CustomerId elsewhere) {
        CustomerUser other = new CustomerUser(
                user.id(),
                user.version(),
                user.project(),
                elsewhere,
                email(user.email().spelling().toUpperCase(Locale.ROOT)),
                user.firstName(),
                user.lastName(),
                user.emailVerified(),
                user.enabled(),
                user.password(),
                user.createdAt());

        assertThat(user.keys()).hasSize(1).isEqualTo(other.keys());
    }

    private static EmailAddress email(String text) {
        return EmailAddress.of(text, EmailRule.FORMAT).get();
    }

    private static List<Key> everyKeyOf(SubscriberUser user) {
        return new SubscriberUser(
                        user.id(),
                        user.version(),
                        user.account(),
                        user.name(),
                        user.email(),
                        user.msisdn(),
                        user.identity(),
                        user.metadata(),
                        user.customers(),
                        user.createdAt(),
                        user.updatedAt(),
                        EnumSet.allOf(SubscriberKey.class),
                        PhoneClaims.of(user.msisdn(), PhoneIdentity.CANONICAL))
                .keys();
    }

    private static SubscriberUser in(AccountId account, SubscriberUser user) {
        return new SubscriberUser(
                user.id(),
                user.version(),
                account,
                user.name(),
                user.email(),
                user.msisdn(),
                user.identity(),
                user.metadata(),
                user.customers(),
                user.createdAt(),
                user.updatedAt(),
                user.keyed(),
                PhoneClaims.of(user.msisdn(), PhoneIdentity.CANONICAL));
    }

    @Property
    void T1_everyUserLivesInItsProject(@ForAll SharedUser shared, @ForAll DedicatedUser dedicated) {
        assertThat(shared.tenant()).isEqualTo(shared.project());
        assertThat(dedicated.tenant()).isEqualTo(dedicated.project());
    }

    @Property
    void P2_aPhoneOnALineIsOneKeyAcrossProjectsAndKinds(@ForAll SharedUser shared, @ForAll DedicatedUser dedicated) {
        DedicatedUser onTheSameLine = new DedicatedUser(
                dedicated.id(),
                dedicated.version(),
                dedicated.project(),
                shared.phone(),
                shared.line(),
                dedicated.profile(),
                dedicated.createdAt(),
                PhoneClaims.of(shared.phone(), PhoneIdentity.CANONICAL));

        assertThat(shared.keys()).contains(new Key.PhoneOnLine(shared.phone(), shared.line()));
        assertThat(onTheSameLine.keys()).contains(new Key.PhoneOnLine(shared.phone(), shared.line()));
    }

    @Property
    void P2_anotherPhoneOrAnotherLineIsAnotherKey(
            @ForAll PhoneNumber phone, @ForAll PhoneNumber otherPhone, @ForAll Line line, @ForAll Line otherLine) {
        Key key = new Key.PhoneOnLine(phone, line);

        assertThat(key.equals(new Key.PhoneOnLine(otherPhone, line))).isEqualTo(phone.equals(otherPhone));
        assertThat(key.equals(new Key.PhoneOnLine(phone, otherLine))).isEqualTo(line.equals(otherLine));
    }

    @Property
    void S2_aSharedUserIsIdentifiedByItsPhoneWithinTheProject(@ForAll SharedUser user, @ForAll SharedUser other) {
        Key identity = user.keys().get(0);
        SharedUser withThatPhone = new SharedUser(
                other.id(),
                other.version(),
                user.project(),
                user.phone(),
                other.line(),
                other.placedBy(),
                other.profile(),
                other.createdAt(),
                other.identifiedBy(),
                PhoneClaims.of(user.phone(), PhoneIdentity.CANONICAL));

        assertThat(identity).isEqualTo(new Key.SharedPhone(user.project(), user.phone()));
        assertThat(withThatPhone.keys().get(0)).isEqualTo(identity);
        assertThat(other.keys().get(0).equals(identity))
                .isEqualTo(
                        other.project().equals(user.project()) && other.phone().equals(user.phone()));
    }

    @Property
    void S7_theEmailIsAKeyInTheEarlierEditionAndOnlyThere(@ForAll SharedUser user) {
        List<Key> emailKeys =
                user.keys().stream().filter(Key.SharedEmail.class::isInstance).toList();

        assertThat(emailKeys)
                .isEqualTo(
                        user.identifiedBy() == SharedIdentity.PHONE
                                ? List.of()
                                : user.profile().email().stream()
                                        .map(email -> (Key) Key.SharedEmail.of(user.project(), email))
                                        .toList());
    }

    @Property
    void V6_theEmailIsOneKeyInAnyCase(@ForAll ProjectId project, @ForAll EmailAddress email) {
        EmailAddress upperCase = EmailAddress.of(email.spelling().toUpperCase(Locale.ROOT), EmailRule.PUBLISHED)
                .get();

        assertThat(Key.SharedEmail.of(project, upperCase)).isEqualTo(Key.SharedEmail.of(project, email));
    }

    @Property
    void D2_aDedicatedUserIsIdentifiedByPhoneAndLineWithinTheProject(@ForAll DedicatedUser user) {
        assertThat(user.keys())
                .startsWith(new Key.DedicatedPair(user.project(), user.phone(), user.line()))
                .contains(new Key.PhoneOnLine(user.phone(), user.line()))
                .hasSize(user.identity().size()
                        + user.claims().everywhere(user.phone()).size());
    }

    /** P2, R1: whatever the tenant asks. */
    @Property
    void V15_everyFormIsAKeyOfTheLineAndOfTheTenantIfItAsks(
            @ForAll SharedUser shared, @ForAll DedicatedUser dedicated, @ForAll("renumbered") PhoneNumber phone) {
        List<PhoneNumber> forms =
                PhoneClaims.of(phone, PhoneIdentity.SUBSCRIBER).everywhere(phone);
        for (PhoneIdentity asked : PhoneIdentity.values()) {
            PhoneClaims claims = PhoneClaims.of(phone, asked);
            List<PhoneNumber> inTenant = asked == PhoneIdentity.SUBSCRIBER ? forms : List.of(phone);
            SharedUser aShared = withPhone(shared, phone, claims);
            DedicatedUser aDedicated = withPhone(dedicated, phone, claims);

            assertThat(aShared.identity())
                    .isEqualTo(aShared.keys().subList(0, inTenant.size()))
                    .isEqualTo(inTenant.stream()
                            .map(form -> new Key.SharedPhone(aShared.project(), form))
                            .toList());
            assertThat(aDedicated.identity())
                    .isEqualTo(aDedicated.keys().subList(0, inTenant.size()))
                    .isEqualTo(inTenant.stream()
                            .map(form -> new Key.DedicatedPair(aDedicated.project(), form, aDedicated.line()))
                            .toList());
            assertThat(aShared.keys())
                    .endsWith(forms.stream()
                            .map(form -> new Key.PhoneOnLine(form, aShared.line()))
                            .toArray(Key[]::new));
            assertThat(aDedicated.keys())
                    .endsWith(forms.stream()
                            .map(form -> new Key.PhoneOnLine(form, aDedicated.line()))
                            .toArray(Key[]::new));
        }
    }

    /** Of app users and subscribers: the number alone, or every form of it. */
    @Property
    void V15_everyFormIsAKeyOfAnAppAndOfAnAccountIfTheyAsk(
            @ForAll AppUser app, @ForAll SubscriberUser subscriber, @ForAll("renumbered") PhoneNumber phone) {
        for (PhoneIdentity asked : PhoneIdentity.values()) {
            PhoneClaims claims = PhoneClaims.of(phone, asked);

            assertThat(Key.AppIdentifier.of(app.app(), new Identifier.Phone(phone, claims)))
                    .extracting(Key::claim)
                    .isEqualTo(claims.inTenant(phone).stream()
                            .map(form -> "identifier:" + form.e164())
                            .toList());
            assertThat(SubscriberUser.keys(
                            subscriber.account(),
                            Set.of(SubscriberKey.MSISDN),
                            subscriber.email(),
                            phone,
                            claims,
                            Optional.empty()))
                    .isEqualTo(claims.inTenant(phone).stream()
                            .map(form -> new Key.SubscriberMsisdn(subscriber.account(), form))
                            .toList());
        }
    }

    @Provide
    Arbitrary<PhoneNumber> renumbered() {
        return DomainArbitraries.renumberedPhoneTexts()
                .map(text -> PhoneNumber.of(text).get());
    }

    private static SharedUser withPhone(SharedUser user, PhoneNumber phone, PhoneClaims claims) {
        return new SharedUser(
                user.id(),
                user.version(),
                user.project(),
                phone,
                user.line(),
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                SharedIdentity.PHONE,
                claims);
    }

    private static DedicatedUser withPhone(DedicatedUser user, PhoneNumber phone, PhoneClaims claims) {
        return new DedicatedUser(
                user.id(),
                user.version(),
                user.project(),
                phone,
                user.line(),
                user.profile(),
                user.createdAt(),
                claims);
    }

    @Property
    void D3_anotherLineIsAnotherUser(@ForAll DedicatedUser user, @ForAll Line otherLine) {
        Assume.that(!otherLine.equals(user.line()));
        DedicatedUser onTheOther = new DedicatedUser(
                user.id(),
                user.version(),
                user.project(),
                user.phone(),
                otherLine,
                user.profile(),
                user.createdAt(),
                PhoneClaims.of(user.phone(), PhoneIdentity.CANONICAL));

        assertThat(onTheOther.keys()).doesNotContainAnyElementsOf(user.keys());
    }

    @Property
    void D4_aPhoneMayBeSharedAndDedicatedAtOnce(@ForAll SharedUser shared, @ForAll Line otherLine) {
        Assume.that(!otherLine.equals(shared.line()));
        DedicatedUser dedicated = new DedicatedUser(
                shared.id(),
                shared.version(),
                shared.project(),
                shared.phone(),
                otherLine,
                shared.profile(),
                shared.createdAt(),
                PhoneClaims.of(shared.phone(), PhoneIdentity.CANONICAL));

        assertThat(dedicated.keys()).doesNotContainAnyElementsOf(shared.keys());
    }

    @Property
    void noUserNamesAKeyTwice(@ForAll SharedUser shared, @ForAll DedicatedUser dedicated) {
        assertThat(shared.keys()).doesNotHaveDuplicates();
        assertThat(dedicated.keys()).doesNotHaveDuplicates();
    }

    // what a key says of itself

    @Property
    void T1_aKeyIsOfTheTenantOfItsUserAndP2_aPhoneOnALineOfAllOfThem(@ForAll User user) {
        for (Key key : user.keys()) {
            assertThat(key.tenant())
                    .isEqualTo(key instanceof Key.PhoneOnLine ? Optional.empty() : Optional.of(user.tenant()));
        }
    }

    @Property(tries = 2_000)
    void twoKeysOfATenantAreEqualExactlyIfTheirClaimsAre(@ForAll("neighbours") List<User> users) {
        List<Key> keys = users.stream().flatMap(user -> user.keys().stream()).toList();
        for (Key one : keys) {
            for (Key other : keys) {
                if (one.tenant().equals(other.tenant())) {
                    assertThat(one.claim().equals(other.claim()))
                            .as("%s and %s", one, other)
                            .isEqualTo(one.equals(other));
                }
            }
        }
    }

    /** Users of few tenants, some of whom have the phones, lines, emails and other values of each other. */
    @Provide
    Arbitrary<List<User>> neighbours() {
        Arbitrary<ProjectId> projects = Arbitraries.of("1", "2").map(KeyProperties::project);
        Arbitrary<PhoneNumber> phones = Arbitraries.of(PHONES);
        Arbitrary<Line> lines = Arbitraries.of(PHONES).map(Line::new);
        Arbitrary<EmailAddress> emails =
                Arbitraries.of("a@b.co", "A@b.co", "ab@b.co").map(KeyProperties::email);
        Arbitrary<String> texts = Arbitraries.of("a", "a:", ":a", "email:a@b.co", "+14155550132", "msisdn:a");
        Arbitrary<AccountId> accounts = Arbitraries.of("a", "b").map(AccountId::new);
        Arbitrary<User> shared = Combinators.combine(DomainArbitraries.sharedUsers(), projects, phones, lines, emails)
                .as((user, project, phone, line, email) -> new SharedUser(
                        user.id(),
                        user.version(),
                        project,
                        phone,
                        line,
                        user.placedBy(),
                        Profile.of(null, null, email),
                        user.createdAt(),
                        user.identifiedBy(),
                        PhoneClaims.of(phone, PhoneIdentity.CANONICAL)));
        Arbitrary<User> dedicated = Combinators.combine(DomainArbitraries.dedicatedUsers(), projects, phones, lines)
                .as((user, project, phone, line) -> new DedicatedUser(
                        user.id(),
                        user.version(),
                        project,
                        phone,
                        line,
                        user.profile(),
                        user.createdAt(),
                        PhoneClaims.of(phone, PhoneIdentity.CANONICAL)));
        Arbitrary<User> subscribers = Combinators.combine(
                        DomainArbitraries.subscriberUsers(), accounts, emails, phones, texts)
                .as((user, account, email, phone, text) -> new SubscriberUser(
                        user.id(),
                        user.version(),
                        account,
                        user.name(),
                        email,
                        phone,
                        Optional.of(LegalIdentity.restored(text)),
                        user.metadata(),
                        user.customers(),
                        user.createdAt(),
                        user.updatedAt(),
                        EnumSet.allOf(SubscriberKey.class),
                        PhoneClaims.of(phone, PhoneIdentity.CANONICAL)));
        Arbitrary<Identifier> identifiers = Arbitraries.oneOf(
                phones.map(number -> new Identifier.Phone(number, PhoneClaims.ALONE)),
                emails.map(Identifier.Email::new));
        Arbitrary<User> apps = Combinators.combine(DomainArbitraries.appUsers(), identifiers, texts)
                .as((user, identifier, text) -> new AppUser(
                        user.id(),
                        user.version(),
                        new AppId("a"),
                        List.of(identifier),
                        Optional.of(ExternalId.restored(text)),
                        user.profile(),
                        user.createdAt()));
        return Arbitraries.oneOf(shared, dedicated, subscribers, apps, DomainArbitraries.users())
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    private static ProjectId project(String digit) {
        return ProjectId.of("00000000-0000-4000-8000-00000000000" + digit).get();
    }

    private static final List<PhoneNumber> PHONES = Stream.of("+14155550132", "+1415555013", "+41555501")
            .map(PhoneNumber::restored)
            .toList();

    @Property(tries = 300)
    void aKeySaysOfWhichMemberOfARequestItIs(
            @ForAll SharedUser shared,
            @ForAll DedicatedUser dedicated,
            @ForAll CustomerUser customer,
            @ForAll SubscriberUser subscriber,
            @ForAll AppUser app,
            @ForAll EmailAddress email,
            @ForAll LegalIdentity identity,
            @ForAll ExternalId externalId) {
        assertThat(new Key.SharedPhone(shared.project(), shared.phone()).field())
                .isEqualTo(Field.PHONE_NUMBER);
        assertThat(Key.SharedEmail.of(shared.project(), email).field()).isEqualTo(Field.EMAIL);
        assertThat(dedicated.keys())
                .extracting(Key::field)
                .startsWith(Field.PHONE_NUMBER)
                .endsWith(Field.ASSIGNED_PHONE_NUMBER);
        assertThat(customer.keys()).extracting(Key::field).containsExactly(Field.EMAIL);
        assertThat(Key.SubscriberEmail.of(subscriber.account(), email).field()).isEqualTo(Field.EMAIL);
        assertThat(new Key.SubscriberMsisdn(subscriber.account(), subscriber.msisdn()).field())
                .isEqualTo(Field.MSISDN);
        assertThat(new Key.SubscriberIdentity(subscriber.account(), identity).field())
                .isEqualTo(Field.IDENTITY);
        assertThat(Key.AppIdentifier.of(app.app(), app.identifiers().get(0))
                        .get(0)
                        .field())
                .isEqualTo(Field.IDENTIFIERS);
        assertThat(new Key.AppExternalId(app.app(), externalId).field()).isEqualTo(Field.EXTERNAL_ID);
    }

    /** Stores keep them: a claim that is spelled otherwise is nobody's any more. */
    @Example
    void aClaimIsSpelledAsItEverWas() {
        PhoneNumber phone = PhoneNumber.restored("+14155550132");
        Line line = Line.restored("+14155550199");
        EmailAddress email = EmailAddress.restored("Ann@Example.com");
        ProjectId project = project("1");
        AccountId account = new AccountId("a");
        AppId app = new AppId("a");

        assertThat(Stream.of(
                                new Key.SharedPhone(project, phone),
                                Key.SharedEmail.of(project, email),
                                new Key.DedicatedPair(project, phone, line),
                                new Key.PhoneOnLine(phone, line),
                                Key.CustomerEmail.of(new ConsoleProjectId("a"), email),
                                Key.SubscriberEmail.of(account, email),
                                new Key.SubscriberMsisdn(account, phone),
                                new Key.SubscriberIdentity(account, LegalIdentity.restored("19121212")),
                                Key.AppIdentifier.of(app, new Identifier.Phone(phone, PhoneClaims.ALONE))
                                        .get(0),
                                Key.AppIdentifier.of(app, new Identifier.Email(email))
                                        .get(0),
                                new Key.AppExternalId(app, ExternalId.restored("42")))
                        .map(Key::claim))
                .containsExactly(
                        "phone:+14155550132",
                        "email:ann@example.com",
                        "pair:+14155550132+14155550199",
                        "on-line:+14155550132+14155550199",
                        "email:ann@example.com",
                        "email:ann@example.com",
                        "msisdn:+14155550132",
                        "identity:19121212",
                        "identifier:+14155550132",
                        "identifier:ann@example.com",
                        "external:42");
    }

    @Property
    void L6_aDeactivationIsTheNextVersion(@ForAll DeactivatedUser former) {
        assertThat(former.version()).isEqualTo(former.user().version() + 1);
    }

    private static Set<Key> keysWithinTheTenant(User user) {
        Set<Key> keys = new HashSet<>(user.keys());
        keys.removeIf(Key.PhoneOnLine.class::isInstance);
        return keys;
    }

    private static SharedUser in(ProjectId project, SharedUser user) {
        return new SharedUser(
                user.id(),
                user.version(),
                project,
                user.phone(),
                user.line(),
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy(),
                PhoneClaims.of(user.phone(), PhoneIdentity.CANONICAL));
    }

    private static DedicatedUser in(ProjectId project, DedicatedUser user) {
        return new DedicatedUser(
                user.id(),
                user.version(),
                project,
                user.phone(),
                user.line(),
                user.profile(),
                user.createdAt(),
                PhoneClaims.of(user.phone(), PhoneIdentity.CANONICAL));
    }
}
