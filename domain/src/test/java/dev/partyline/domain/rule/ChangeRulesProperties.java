package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenDedicatedUserPatch;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What becomes of patches. Most of them give a user what another user of its kind has. */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class ChangeRulesProperties {

    @Property(tries = 300)
    void L4_aSharedUserGetsWhatIsSetAndKeepsTheRest(@ForAll SharedUser user, @ForAll SharedUser other) {
        Project project = project(user);
        Profile profile = Profile.of(
                other.profile().firstName().orElse(null),
                other.profile().lastName().orElse(null),
                other.profile().email().orElse(null),
                user.profile().meta().orElse(null));
        Set<Field> fields = EnumSet.noneOf(Field.class);
        addUnless(fields, Field.PHONE_NUMBER, user.phone().equals(other.phone()));
        fields.addAll(profile.differencesFrom(user.profile()));

        Revision<SharedUser> revision = ChangeRules.decide(patch(project, user, other), user, project, Facts.NOTHING);

        assertRevised(
                revision,
                user,
                new SharedUser(
                        user.id(),
                        user.version() + 1,
                        user.project(),
                        other.phone(),
                        user.line(),
                        user.placedBy(),
                        profile,
                        user.createdAt(),
                        profile.email().equals(user.profile().email())
                                ? user.identifiedBy()
                                : SharedIdentity.PHONE_OR_EMAIL,
                        user.phone().equals(other.phone())
                                ? user.claims()
                                : PhoneClaims.of(other.phone(), project.phoneIdentity())),
                fields);
    }

    @Property(tries = 300)
    void L4_aCustomerUserGetsWhatIsSetAndKeepsTheRest(@ForAll CustomerUser user, @ForAll CustomerUser other) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        addUnless(fields, Field.EMAIL, user.email().equals(other.email()));
        addUnless(fields, Field.FIRST_NAME, user.firstName().equals(other.firstName()));
        addUnless(fields, Field.LAST_NAME, user.lastName().equals(other.lastName()));
        addUnless(fields, Field.EMAIL_VERIFIED, user.emailVerified() == other.emailVerified());
        addUnless(fields, Field.ENABLED, user.enabled() == other.enabled());

        assertRevised(
                ChangeRules.decide(patch(user, other), user, false, Facts.NOTHING),
                user,
                new CustomerUser(
                        user.id(),
                        user.version() + 1,
                        user.project(),
                        user.customer(),
                        other.email(),
                        other.firstName(),
                        other.lastName(),
                        other.emailVerified(),
                        other.enabled(),
                        user.password(),
                        user.createdAt()),
                fields);
    }

    @Property(tries = 300)
    void L4_aSubscriberUserGetsWhatIsSetAndKeepsTheRest(
            @ForAll SubscriberUser user, @ForAll SubscriberUser other, @ForAll Instant now) {
        Account account = Account.of(user.account());
        Set<Field> fields = EnumSet.noneOf(Field.class);
        addUnless(fields, Field.NAME, user.name().equals(other.name()));
        addUnless(fields, Field.EMAIL, user.email().equals(other.email()));
        addUnless(fields, Field.MSISDN, user.msisdn().equals(other.msisdn()));
        addUnless(fields, Field.IDENTITY, user.identity().equals(other.identity()));

        assertRevised(
                ChangeRules.decide(patch(account, user, other), user, account, Facts.NOTHING, now),
                user,
                new SubscriberUser(
                        user.id(),
                        user.version() + 1,
                        user.account(),
                        other.name(),
                        other.email(),
                        other.msisdn(),
                        other.identity(),
                        user.metadata(),
                        user.customers(),
                        user.createdAt(),
                        SubscriberUserRules.later(user, now),
                        user.keyed(),
                        user.msisdn().equals(other.msisdn())
                                ? user.claims()
                                : PhoneClaims.of(other.msisdn(), account.phoneIdentity())),
                fields);
    }

    @Property(tries = 300)
    void K1_anAppUserKeepsItsIdentifiersUnlessTheyAreSet(@ForAll AppUser user, @ForAll AppUser other) {
        App app = App.of(user.app());
        AppUserPatch patch = AppUserPatch.of(
                        app,
                        user.id(),
                        GivenAppUserPatch.NONE.withExternalId(
                                set(other.externalId().map(ExternalId::value))))
                .get();

        assertRevised(
                ChangeRules.decide(patch, user, app, Facts.NOTHING),
                user,
                new AppUser(
                        user.id(),
                        user.version() + 1,
                        user.app(),
                        user.identifiers(),
                        other.externalId(),
                        user.profile(),
                        user.createdAt()),
                user.externalId().equals(other.externalId()) ? Set.of() : Set.of(Field.EXTERNAL_ID));
    }

    @Property(tries = 300)
    void K3_whatSomebodyElseOfTheTenantHasIsRefused(@ForAll SharedUser user, @ForAll SharedUser other) {
        Project project = project(user);
        Assume.that(!user.phone().equals(other.phone()) && !user.id().equals(other.id()));
        SharedUser holder = in(project, other);
        SharedUserPatch patch = patch(project, user, other);

        assertThat(refused(ChangeRules.decide(patch, user, project, held(holder))))
                .isEqualTo(new Refusal.AlreadyInUse(Field.PHONE_NUMBER));
        assertThat(ChangeRules.keys(patch, project)).containsAnyElementsOf(holder.keys());
    }

    /** The one who has it may be of any tenant. */
    @Property(tries = 300)
    void K2_whoeverGetsAPhoneThatItsLineHasForSomebodyElseMoves(@ForAll SharedUser user, @ForAll DedicatedUser other) {
        Project project = project(user);
        Assume.that(!user.phone().equals(other.phone()) && !other.project().equals(user.project()));
        SharedUserPatch patch = SharedUserPatch.of(
                        project,
                        user.id(),
                        GivenSharedUserPatch.NONE.withPhoneNumber(
                                Setting.to(other.phone().e164())))
                .get();
        Key pair = new Key.PhoneOnLine(other.phone(), user.line());
        Facts taken = new Facts(
                Map.of(pair, other),
                0,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(ChangeRules.keysOnLine(patch, user, project)).contains(pair);
        assertThat(ChangeRules.keysOnLine(patch(project, user, user), user, project))
                .isEmpty();
        assertThat(moved(ChangeRules.decide(patch, user, project, taken)))
                .containsExactlyInAnyOrder(Field.PHONE_NUMBER, Field.ASSIGNED_PHONE_NUMBER);
        assertThat(updated(ChangeRules.decide(patch, user, project, Facts.NOTHING)))
                .containsExactly(Field.PHONE_NUMBER);
    }

    @Property(tries = 50)
    void K2_whoeverKeepsItsPhoneKeepsItsLine(@ForAll SharedUser user, @ForAll Name name) {
        Assume.that(!user.profile().firstName().equals(Optional.of(name)));
        Project project = project(user);
        SharedUserPatch patch = SharedUserPatch.of(
                        project, user.id(), GivenSharedUserPatch.NONE.withFirstName(Setting.to(name.value())))
                .get();

        assertThat(updated(ChangeRules.decide(patch, user, project, held(user))))
                .containsExactly(Field.FIRST_NAME);
    }

    @Property(tries = 50)
    void L4_aDedicatedUserGetsWhatIsSetAndKeepsTheRest(
            @ForAll DedicatedUser user, @ForAll DedicatedUser other, @ForAll JsonObject meta) {
        DedicatedUserPatch patch = DedicatedUserPatch.of(
                        Project.of(user.project()),
                        user.id(),
                        GivenDedicatedUserPatch.NONE
                                .withFirstName(set(other.profile().firstName().map(Name::value)))
                                .withMeta(Setting.to(meta)))
                .get();
        Profile profile = Profile.of(
                other.profile().firstName().orElse(null),
                user.profile().lastName().orElse(null),
                user.profile().email().orElse(null),
                Metadata.EMPTY.patchedBy(meta).get());

        assertRevised(
                ChangeRules.decide(patch, user, Facts.NOTHING),
                user,
                new DedicatedUser(
                        user.id(),
                        user.version() + 1,
                        user.project(),
                        user.phone(),
                        user.line(),
                        profile,
                        user.createdAt(),
                        user.claims()),
                profile.differencesFrom(user.profile()));
    }

    /** The hash of a password that is set is made once this is decided. */
    @Property(tries = 50)
    void C6_aPasswordThatIsSetShowsInTheFieldsOnlyAndOneThatIsClearedIsGone(
            @ForAll CustomerUser user, @ForAll boolean samePassword) {
        CustomerUserPatch setting = passwordPatch(user, Setting.to("0123456789abcdef"));
        CustomerUserPatch clearing = passwordPatch(user, Setting.cleared());

        assertRevised(
                ChangeRules.decide(setting, user, samePassword, Facts.NOTHING),
                user,
                next(user, user.password()),
                samePassword ? Set.of() : Set.of(Field.PASSWORD));
        assertRevised(
                ChangeRules.decide(clearing, user, false, Facts.NOTHING),
                user,
                next(user, Optional.empty()),
                user.password().isPresent() ? Set.of(Field.PASSWORD) : Set.of());
    }

    @Property(tries = 50)
    void L4_theMetadataOfASubscriberUserIsPatched(
            @ForAll SubscriberUser user, @ForAll JsonObject given, @ForAll Instant now) {
        Account account = Account.of(user.account());
        SubscriberUserPatch patch = SubscriberUserPatch.of(
                        account, user.id(), GivenSubscriberUserPatch.NONE.withMetadata(Setting.to(given)))
                .get();
        Metadata metadata = user.metadata().patchedBy(given).get();

        assertRevised(
                ChangeRules.decide(patch, user, account, Facts.NOTHING, now),
                user,
                new SubscriberUser(
                        user.id(),
                        user.version() + 1,
                        user.account(),
                        user.name(),
                        user.email(),
                        user.msisdn(),
                        user.identity(),
                        metadata,
                        user.customers(),
                        user.createdAt(),
                        SubscriberUserRules.later(user, now),
                        user.keyed(),
                        user.claims()),
                metadata.equals(user.metadata()) ? Set.of() : Set.of(Field.METADATA));
    }

    @Property(tries = 50)
    void N2_aCustomerIsJoinedAndLeftOnce(
            @ForAll SubscriberUser user, @ForAll CustomerId customer, @ForAll Instant now) {
        Assume.that(!user.customers().contains(customer));
        Account account = Account.of(user.account());
        SubscriberUserPatch joining = SubscriberUserPatch.joining(account.id(), user.id(), customer);
        SubscriberUserPatch leaving = SubscriberUserPatch.leaving(account.id(), user.id(), customer);

        Revision<SubscriberUser> joined = ChangeRules.decide(joining, user, account, Facts.NOTHING, now);
        assertThat(updated(joined)).containsExactly(Field.CUSTOMERS);
        SubscriberUser member = after(joined);
        List<CustomerId> customers = new ArrayList<>(user.customers());
        customers.add(customer);
        assertThat(member.customers()).isEqualTo(customers);
        assertThat(ChangeRules.decide(joining, member, account, Facts.NOTHING, now))
                .isEqualTo(new Revision.Return<>(member));

        Revision<SubscriberUser> left = ChangeRules.decide(leaving, member, account, Facts.NOTHING, now);
        assertThat(updated(left)).containsExactly(Field.CUSTOMERS);
        assertThat(after(left).customers()).isEqualTo(user.customers());
        assertThat(ChangeRules.decide(leaving, user, account, Facts.NOTHING, now))
                .isEqualTo(new Revision.Return<>(user));
    }

    @Property(tries = 50)
    void K1_anAppUserGetsTheIdentifiersThatAreSet(@ForAll AppUser user, @ForAll AppUser other) {
        App app = App.of(user.app());
        Map<String, Optional<String>> texts = Map.of("a", Optional.of("b"));
        AppUserPatch patch = AppUserPatch.of(
                        app,
                        user.id(),
                        GivenAppUserPatch.NONE
                                .withIdentifiers(Setting.to(other.identifiers().stream()
                                        .map(ChangeRulesProperties::given)
                                        .toList()))
                                .withProfile(Setting.to(texts)))
                .get();
        List<Identifier> identifiers = other.identifiers().stream()
                .map(identifier -> identifier.claimedAs(app.phoneIdentity()))
                .toList();
        AppProfile profile =
                user.profile().patchedBy(AppProfile.patch(texts).get()).get();
        Set<Field> fields = EnumSet.noneOf(Field.class);
        addUnless(fields, Field.IDENTIFIERS, user.identifiers().equals(identifiers));
        addUnless(fields, Field.PROFILE, user.profile().equals(profile));

        assertRevised(
                ChangeRules.decide(patch, user, app, Facts.NOTHING),
                user,
                new AppUser(
                        user.id(),
                        user.version() + 1,
                        user.app(),
                        identifiers,
                        user.externalId(),
                        profile,
                        user.createdAt()),
                fields);
    }

    /** What a store is asked for is what the user would have: a key that it is not asked for is free in its facts. */
    @Property(tries = 50)
    void K3_whoHoldsTheKeysThatAPatchGivesIsAskedFor(
            @ForAll SharedUser shared,
            @ForAll CustomerUser customer,
            @ForAll SubscriberUser subscriber,
            @ForAll AppUser app,
            @ForAll PhoneIdentity identity) {
        Project project = project(shared).withPhoneIdentity(identity);
        List<Key> ofShared = new ArrayList<>(
                Key.SharedPhone.of(project.id(), shared.phone(), PhoneClaims.of(shared.phone(), identity)));
        shared.profile().email().ifPresent(email -> ofShared.add(Key.SharedEmail.of(project.id(), email)));
        Account account = Account.of(subscriber.account()).withPhoneIdentity(identity);
        AppUserPatch appPatch = AppUserPatch.of(
                        App.of(app.app()),
                        app.id(),
                        GivenAppUserPatch.NONE
                                .withIdentifiers(Setting.to(app.identifiers().stream()
                                        .map(ChangeRulesProperties::given)
                                        .toList()))
                                .withExternalId(set(app.externalId().map(ExternalId::value))))
                .get();

        assertThat(ChangeRules.keys(patch(project, shared, shared), project))
                .containsExactlyInAnyOrderElementsOf(ofShared);
        assertThat(ChangeRules.keys(patch(customer, customer))).isEqualTo(customer.keys());
        assertThat(ChangeRules.keys(patch(account, subscriber, subscriber), account))
                .isEqualTo(SubscriberUser.keys(
                        account.id(),
                        EnumSet.allOf(SubscriberKey.class),
                        subscriber.email(),
                        subscriber.msisdn(),
                        PhoneClaims.of(subscriber.msisdn(), identity),
                        subscriber.identity()));
        assertThat(ChangeRules.keys(appPatch, App.of(app.app())))
                .isEqualTo(AppUser.keys(
                        app.app(),
                        app.identifiers().stream()
                                .map(identifier -> identifier.claimedAs(PhoneIdentity.CANONICAL))
                                .toList(),
                        app.externalId()));
    }

    @Property(tries = 50)
    void K3_anEmailThatAnotherCustomerUserHasIsRefused(@ForAll CustomerUser user, @ForAll CustomerUser other) {
        Assume.that(!user.email().equals(other.email()) && !user.id().equals(other.id()));
        CustomerUser holder = new CustomerUser(
                other.id(),
                other.version(),
                user.project(),
                other.customer(),
                other.email(),
                other.firstName(),
                other.lastName(),
                other.emailVerified(),
                other.enabled(),
                other.password(),
                other.createdAt());

        assertThat(refused(ChangeRules.decide(
                        patch(user, other), user, false, Given.facts(0, List.of(holder), List.of()))))
                .isEqualTo(new Refusal.AlreadyInUse(Field.EMAIL));
    }

    @Property(tries = 300)
    void L7_anotherVersionThanTheOneAskedForIsStale(@ForAll User user) {
        assertThat(ChangeRules.stale(OptionalLong.of(user.version() + 1), user))
                .contains(new Refusal.Stale(user.version()));
        assertThat(ChangeRules.stale(OptionalLong.of(user.version()), user)).isEmpty();
        assertThat(ChangeRules.stale(OptionalLong.empty(), user)).isEmpty();
    }

    private static SharedUserPatch patch(Project project, SharedUser user, SharedUser other) {
        return SharedUserPatch.of(
                        project,
                        user.id(),
                        GivenSharedUserPatch.NONE
                                .withPhoneNumber(Setting.to(other.phone().e164()))
                                .withFirstName(set(other.profile().firstName().map(Name::value)))
                                .withLastName(set(other.profile().lastName().map(Name::value)))
                                .withEmail(set(other.profile().email().map(EmailAddress::spelling))))
                .get();
    }

    private static CustomerUserPatch patch(CustomerUser user, CustomerUser other) {
        return CustomerUserPatch.of(
                        ConsoleProject.of(user.project()),
                        user.id(),
                        GivenCustomerUserPatch.NONE
                                .withEmail(Setting.to(other.email().spelling()))
                                .withFirstName(Setting.to(other.firstName().value()))
                                .withLastName(Setting.to(other.lastName().value()))
                                .withEmailVerified(Setting.to(other.emailVerified()))
                                .withEnabled(Setting.to(other.enabled())))
                .get();
    }

    private static SubscriberUserPatch patch(Account account, SubscriberUser user, SubscriberUser other) {
        return SubscriberUserPatch.of(
                        account,
                        user.id(),
                        GivenSubscriberUserPatch.NONE
                                .withName(Setting.to(other.name().value()))
                                .withEmail(Setting.to(other.email().spelling()))
                                .withMsisdn(Setting.to(other.msisdn().e164()))
                                .withIdentity(set(other.identity().map(LegalIdentity::value))))
                .get();
    }

    private static CustomerUserPatch passwordPatch(CustomerUser user, Setting<CharSequence> password) {
        return CustomerUserPatch.of(
                        ConsoleProject.of(user.project()),
                        user.id(),
                        GivenCustomerUserPatch.NONE.withPassword(password))
                .get();
    }

    /** The next version of the user, with this hash. */
    private static CustomerUser next(CustomerUser user, Optional<PasswordHash> hash) {
        return new CustomerUser(
                user.id(),
                user.version() + 1,
                user.project(),
                user.customer(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.emailVerified(),
                user.enabled(),
                hash,
                user.createdAt());
    }

    private static GivenIdentifier given(Identifier identifier) {
        return identifier.fold(
                phone -> new GivenIdentifier(
                        GivenIdentifier.Type.PHONE_NUMBER, phone.number().e164()),
                email -> new GivenIdentifier(
                        GivenIdentifier.Type.EMAIL_ADDRESS, email.address().spelling()));
    }

    private static Setting<String> set(Optional<String> value) {
        return value.map(Setting::to).orElseGet(Setting::cleared);
    }

    private static Project project(SharedUser user) {
        return Project.of(user.project()).withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL);
    }

    /** The user as one of the project. */
    private static SharedUser in(Project project, SharedUser user) {
        return new SharedUser(
                user.id(),
                user.version(),
                project.id(),
                user.phone(),
                user.line(),
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy(),
                user.claims());
    }

    private static Facts held(User holder) {
        return Given.facts(0, List.of(holder), List.of());
    }

    /** L4: a change makes the next version; what changes nothing makes none. */
    private static <U extends User> void assertRevised(Revision<U> revision, U user, U expected, Set<Field> fields) {
        if (fields.isEmpty()) {
            assertThat(revision).isEqualTo(new Revision.Return<>(user));
        } else {
            assertThat(revision).isEqualTo(new Revision.Update<>(user, expected, fields));
        }
    }

    private static <U extends User> ChangeRefusal refused(Revision<U> revision) {
        return revision.fold(
                Revision.Refuse::reason,
                returned -> fail("returned"),
                update -> fail("updated"),
                move -> fail("moved"));
    }

    private static <U extends User> Set<Field> moved(Revision<U> revision) {
        return revision.fold(
                refuse -> fail("refused"),
                returned -> fail("returned"),
                update -> fail("updated"),
                Revision.Move::fields);
    }

    private static <U extends User> U after(Revision<U> revision) {
        return revision.fold(
                refuse -> fail("refused"), returned -> fail("returned"), Revision.Update::after, move -> fail("moved"));
    }

    private static <U extends User> Set<Field> updated(Revision<U> revision) {
        return revision.fold(
                refuse -> fail("refused"),
                returned -> fail("returned"),
                Revision.Update::fields,
                move -> fail("moved"));
    }

    private static void addUnless(Set<Field> fields, Field field, boolean same) {
        if (!same) {
            fields.add(field);
        }
    }
}
