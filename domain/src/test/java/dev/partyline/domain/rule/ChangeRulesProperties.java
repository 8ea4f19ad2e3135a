package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUserPatch;
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
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
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

/** Patches that give a user what another user of its kind has. */
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
        assertThat(moved(ChangeRules.decide(patch, user, project, taken)))
                .containsExactlyInAnyOrder(Field.PHONE_NUMBER, Field.ASSIGNED_PHONE_NUMBER);
        assertThat(updated(ChangeRules.decide(patch, user, project, Facts.NOTHING)))
                .containsExactly(Field.PHONE_NUMBER);
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
