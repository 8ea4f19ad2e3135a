package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
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
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Vector;
import io.vavr.control.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** The rules of changes (L4, L7, K1 to K3), over a user and the facts that a store gives. Pure. */
public final class ChangeRules {
    private ChangeRules() {}

    /** L7: the refusal of a request that names another version than the user has. */
    public static Optional<Refusal.Stale> stale(OptionalLong ifVersion, User user) {
        return ifVersion.isPresent() && ifVersion.getAsLong() != user.version()
                ? Optional.of(new Refusal.Stale(user.version()))
                : Optional.empty();
    }

    /** S2, S7, K2, K3: the keys that the patch may give the user, whatever its line. */
    public static List<Key> keys(SharedUserPatch patch, Project project) {
        List<Key> keys = new ArrayList<>();
        patch.phone()
                .given()
                .ifPresent(phone -> keys.addAll(Key.SharedPhone.of(project.id(), phone, claims(phone, project))));
        patch.profile().email().given().ifPresent(email -> keys.add(Key.SharedEmail.of(project.id(), email)));
        return keys;
    }

    /** P2, K2: the keys that the patch would give the user on its line; none if the phone stays. */
    public static List<Key> keysOnLine(SharedUserPatch patch, SharedUser user, Project project) {
        return patch.phone()
                .given()
                .filter(phone -> !phone.equals(user.phone()))
                .map(phone -> Key.PhoneOnLine.of(phone, claims(phone, project), user.line()))
                .orElse(List.of());
    }

    private static PhoneClaims claims(PhoneNumber phone, Project project) {
        return PhoneClaims.of(phone, project.phoneIdentity());
    }

    /** K3, C4: the key that the patch may give the user. */
    public static List<Key> keys(CustomerUserPatch patch) {
        return patch.email()
                .given()
                .map(email -> CustomerUser.keys(patch.tenant(), email))
                .orElse(List.of());
    }

    /** K3, N4: the keys that the patch may give the user, if its account asked for them. */
    public static List<Key> keys(SubscriberUserPatch patch, Account account) {
        List<Key> keys = new ArrayList<>();
        patch.email().given().ifPresent(email -> keys.add(Key.SubscriberEmail.of(account.id(), email)));
        patch.msisdn()
                .given()
                .ifPresent(msisdn -> PhoneClaims.of(msisdn, account.phoneIdentity())
                        .inTenant(msisdn)
                        .forEach(number -> keys.add(new Key.SubscriberMsisdn(account.id(), number))));
        patch.identity().given().ifPresent(given -> keys.add(new Key.SubscriberIdentity(account.id(), given)));
        return keys;
    }

    /** K1: the keys that the patch may give the user. */
    public static List<Key> keys(AppUserPatch patch, App app) {
        return AppUser.keys(
                app.id(),
                claimed(patch.identifiers().given().orElse(List.of()), app),
                patch.externalId().given());
    }

    private static List<Identifier> claimed(List<Identifier> identifiers, App app) {
        return identifiers.stream()
                .map(identifier -> identifier.claimedAs(app.phoneIdentity()))
                .toList();
    }

    /** What becomes of the patch of a shared user. */
    public static Revision<SharedUser> decide(SharedUserPatch patch, SharedUser user, Project project, Facts facts) {
        return patch.profile()
                .appliedTo(user.profile())
                .fold(violation -> invalid(violation), profile -> decide(patch, user, profile, project, facts));
    }

    private static Revision<SharedUser> decide(
            SharedUserPatch patch, SharedUser user, Profile profile, Project project, Facts facts) {
        PhoneNumber phone = patch.phone().over(user.phone());
        boolean samePhone = phone.equals(user.phone());
        SharedUser after = new SharedUser(
                user.id(),
                user.version() + 1,
                user.project(),
                phone,
                user.line(),
                user.placedBy(),
                profile,
                user.createdAt(),
                edition(user, profile, project),
                samePhone ? user.claims() : claims(phone, project));
        Set<Field> fields = EnumSet.noneOf(Field.class);
        fields.addAll(profile.differencesFrom(user.profile()));
        if (!samePhone) {
            fields.add(Field.PHONE_NUMBER);
        }
        Revision<SharedUser> onItsLine = decided(user, after, fields, facts, ChangeRules::isOfTheTenant);
        return onItsLine instanceof Revision.Update<SharedUser> && !isFreeOnItsLine(after, facts)
                ? elsewhere(user, after, fields)
                : onItsLine;
    }

    /** K2: the line stays if the new phone is free on it. */
    private static boolean isFreeOnItsLine(SharedUser after, Facts facts) {
        return Key.PhoneOnLine.of(after.phone(), after.claims(), after.line()).stream()
                .noneMatch(key -> isHeldByAnother(key, after, facts));
    }

    private static Revision<SharedUser> elsewhere(SharedUser user, SharedUser after, Set<Field> fields) {
        fields.add(Field.ASSIGNED_PHONE_NUMBER);
        return new Revision.Move<>(user, after, fields);
    }

    /**
     * S7, K3: a project of the later edition gives up the email as a key. One of the earlier edition makes a key of an
     * email that is set now; the others stay what they are.
     */
    private static SharedIdentity edition(SharedUser user, Profile profile, Project project) {
        if (project.sharedIdentity() == SharedIdentity.PHONE) {
            return SharedIdentity.PHONE;
        }
        return profile.email().equals(user.profile().email()) ? user.identifiedBy() : SharedIdentity.PHONE_OR_EMAIL;
    }

    /** What becomes of the patch of a dedicated user. */
    public static Revision<DedicatedUser> decide(DedicatedUserPatch patch, DedicatedUser user, Facts facts) {
        return patch.profile()
                .appliedTo(user.profile())
                .fold(
                        violation -> invalid(violation),
                        profile -> decided(
                                user,
                                user.with(profile),
                                profile.differencesFrom(user.profile()),
                                facts,
                                ChangeRules::any));
    }

    /**
     * What becomes of the patch of a customer user. A password that is set shows in the fields only: its hash is made
     * once this is decided (C6).
     *
     * @param samePassword whether the user has the password already that the patch sets
     */
    public static Revision<CustomerUser> decide(
            CustomerUserPatch patch, CustomerUser user, boolean samePassword, Facts facts) {
        boolean withoutPassword =
                patch.password().fold(() -> false, () -> user.password().isPresent(), set -> false);
        CustomerUser after = new CustomerUser(
                user.id(),
                user.version() + 1,
                user.project(),
                user.customer(),
                patch.email().over(user.email()),
                patch.firstName().over(user.firstName()),
                patch.lastName().over(user.lastName()),
                patch.emailVerified().over(user.emailVerified()),
                patch.enabled().over(user.enabled()),
                withoutPassword ? Optional.empty() : user.password(),
                user.createdAt());
        Differences<CustomerUser> differences = new Differences<>(user, after);
        differences.in(Field.EMAIL, CustomerUser::email);
        differences.in(Field.FIRST_NAME, CustomerUser::firstName);
        differences.in(Field.LAST_NAME, CustomerUser::lastName);
        differences.in(Field.EMAIL_VERIFIED, CustomerUser::emailVerified);
        differences.in(Field.ENABLED, CustomerUser::enabled);
        if (withoutPassword || (patch.password().given().isPresent() && !samePassword)) {
            differences.fields.add(Field.PASSWORD);
        }
        return decided(user, after, differences.fields, facts, ChangeRules::any);
    }

    /** What becomes of the patch of a subscriber user (N2, N3). */
    public static Revision<SubscriberUser> decide(
            SubscriberUserPatch patch, SubscriberUser user, Account account, Facts facts, Instant now) {
        return Violation.in(
                        Field.METADATA,
                        patch.metadata()
                                .fold(
                                        () -> Validation.<Fault, Metadata>valid(user.metadata()),
                                        () -> Validation.<Fault, Metadata>valid(Metadata.EMPTY),
                                        user.metadata()::patchedBy))
                .fold(violation -> invalid(violation), metadata -> decide(patch, user, metadata, account, facts, now));
    }

    private static Revision<SubscriberUser> decide(
            SubscriberUserPatch patch,
            SubscriberUser user,
            Metadata metadata,
            Account account,
            Facts facts,
            Instant now) {
        PhoneNumber msisdn = patch.msisdn().over(user.msisdn());
        SubscriberUser after = new SubscriberUser(
                user.id(),
                user.version() + 1,
                user.account(),
                patch.name().over(user.name()),
                patch.email().over(user.email()),
                msisdn,
                patch.identity().overOptional(user.identity()),
                metadata,
                SubscriberUserRules.customers(user, patch.joined(), patch.left()),
                user.createdAt(),
                SubscriberUserRules.later(user, now),
                user.keyed(),
                msisdn.equals(user.msisdn()) ? user.claims() : PhoneClaims.of(msisdn, account.phoneIdentity()));
        Differences<SubscriberUser> differences = new Differences<>(user, after);
        differences.in(Field.NAME, SubscriberUser::name);
        differences.in(Field.EMAIL, SubscriberUser::email);
        differences.in(Field.MSISDN, SubscriberUser::msisdn);
        differences.in(Field.IDENTITY, SubscriberUser::identity);
        differences.in(Field.METADATA, SubscriberUser::metadata);
        differences.in(Field.CUSTOMERS, SubscriberUser::customers);
        return decided(user, after, differences.fields, facts, ChangeRules::any);
    }

    /** What becomes of the patch of an app user (K1). */
    public static Revision<AppUser> decide(AppUserPatch patch, AppUser user, App app, Facts facts) {
        return Violation.in(
                        Field.PROFILE,
                        patch.profile()
                                .fold(
                                        () -> Validation.<Fault, AppProfile>valid(user.profile()),
                                        () -> Validation.<Fault, AppProfile>valid(AppProfile.EMPTY),
                                        user.profile()::patchedBy))
                .fold(violation -> invalid(violation), profile -> decide(patch, user, profile, app, facts));
    }

    private static Revision<AppUser> decide(
            AppUserPatch patch, AppUser user, AppProfile profile, App app, Facts facts) {
        AppUser after = new AppUser(
                user.id(),
                user.version() + 1,
                user.app(),
                patch.identifiers().given().map(given -> claimed(given, app)).orElse(user.identifiers()),
                patch.externalId().overOptional(user.externalId()),
                profile,
                user.createdAt());
        Differences<AppUser> differences = new Differences<>(user, after);
        differences.in(Field.IDENTIFIERS, AppUser::identifiers);
        differences.in(Field.EXTERNAL_ID, AppUser::externalId);
        differences.in(Field.PROFILE, AppUser::profile);
        return decided(user, after, differences.fields, facts, ChangeRules::any);
    }

    /**
     * L4: a change that changes nothing returns the user as it was. K1, K3: it is refused if somebody else holds a key
     * that only the next version has.
     *
     * @param refusable which of the keys it is refused for
     */
    private static <U extends User> Revision<U> decided(
            U before, U after, Set<Field> fields, Facts facts, BiPredicate<Key, User> refusable) {
        if (fields.isEmpty()) {
            return new Revision.Return<>(before);
        }
        List<Key> present = before.keys();
        return after.keys().stream()
                .filter(key -> !present.contains(key) && refusable.test(key, after))
                .filter(key -> isHeldByAnother(key, after, facts))
                .findFirst()
                .<Revision<U>>map(key -> new Revision.Refuse<>(new Refusal.AlreadyInUse(key.field())))
                .orElseGet(() -> new Revision.Update<>(before, after, fields));
    }

    private static boolean any(Key key, User user) {
        return true;
    }

    /** K2: another line is taken if somebody has the phone on this one, in whichever tenant (P2). */
    private static boolean isOfTheTenant(Key key, User user) {
        return key.tenant().isPresent();
    }

    private static boolean isHeldByAnother(Key key, User user, Facts facts) {
        return facts.holder(key)
                .filter(holder ->
                        !(holder.id().equals(user.id()) && holder.tenant().equals(user.tenant())))
                .isPresent();
    }

    private static <U extends User> Revision<U> invalid(Violation violation) {
        return new Revision.Refuse<>(new Refusal.Invalid(Vector.of(violation)));
    }

    /** The fields in which two versions of a user differ. */
    private record Differences<U>(U before, U after, Set<Field> fields) {
        Differences(U before, U after) {
            this(before, after, EnumSet.noneOf(Field.class));
        }

        void in(Field field, Function<U, ?> value) {
            if (!value.apply(before).equals(value.apply(after))) {
                fields.add(field);
            }
        }
    }
}
