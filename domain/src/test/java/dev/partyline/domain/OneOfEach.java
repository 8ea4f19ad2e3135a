package dev.partyline.domain;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenDedicatedUserPatch;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.ImmediateAdmission;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.Revision;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.rule.UserAdmission;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonBoolean;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.Region;
import dev.partyline.domain.value.RunName;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import dev.partyline.domain.value.WrittenPhone;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One object of each of the domain's types, made of a phone, a line, names and an email; and which types there are. */
final class OneOfEach {
    private static final JavaClasses DOMAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.partyline.domain");

    /** What the rules use, and nobody outside sees. */
    private static final String INTERNAL = "dev.partyline.domain.internal";

    /** What writes JSON and what compares, which live for the length of one call; and what is inside of a patch. */
    private static final Set<String> NEVER_GIVEN_OUT = Set.of("JsonText", "Differences", "Target");

    private OneOfEach() {}

    /** What is personal or secret in users other than those of lines. */
    record Secrets(
            String email,
            String password,
            String passwordHash,
            String identity,
            String metadata,
            String customer,
            String externalId,
            String idempotencyKey) {

        Stream<String> all() {
            return Stream.of(email, password, passwordHash, identity, metadata, customer, externalId, idempotencyKey);
        }
    }

    /** Every class of the domain, but for the tests'. */
    static Set<Class<?>> types() {
        return DOMAIN.stream().map(JavaClass::reflect).collect(Collectors.toUnmodifiableSet());
    }

    /** Every type of which there are objects that hold something or stand for something. */
    static Set<Class<?>> instantiableTypes() {
        return DOMAIN.stream()
                .filter(type -> !type.getPackageName().equals(INTERNAL))
                .filter(type -> !type.isInterface() && !type.isEnum())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> !NEVER_GIVEN_OUT.contains(type.getSimpleName()))
                .filter(type -> type.isRecord()
                        || type.getAllFields().stream()
                                .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC)))
                .map(JavaClass::reflect)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** An object of each of them, of harmless values. */
    static List<Object> ofPlainValues() {
        return of(
                "+14155550132",
                "+14155550199",
                new GivenProfile("Ann", "Lee", "ann@example.com"),
                new Secrets("bob@example.com", "p".repeat(16), "hash", "19121212", "blue", "clinic", "42", "key"));
    }

    /**
     * An object of each of them, all ids but for these values being free of digits that could be taken for a phone's.
     */
    static List<Object> of(String phoneText, String lineText, GivenProfile given, Secrets secrets) {
        List<Object> objects = new ArrayList<>(ofLineUsers(phoneText, lineText, given));
        objects.addAll(ofOthers(phoneText, given, secrets));
        objects.addAll(questionAndFacts(objects));
        objects.addAll(ofWritten(phoneText));
        objects.addAll(ofLaterLife(objects, phoneText, given, secrets));
        return objects;
    }

    /** Of any number that V1 accepts, whether or not it is one that people could write. */
    private static List<Object> ofWritten(String phoneText) {
        Region region = Region.of("US").get();
        return Stream.concat(
                        WrittenPhone.of(phoneText, region).toJavaStream(),
                        Stream.of(
                                region,
                                WrittenPhone.of("(212) 555-0199", region).get()))
                .map(Object.class::cast)
                .toList();
    }

    private static List<Object> ofLineUsers(String phoneText, String lineText, GivenProfile given) {
        ProjectId projectId =
                ProjectId.of("aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa").get();
        UserId id = UserId.of("bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb").get();
        ChangeId change = ChangeId.of(id);
        Instant now = Instant.EPOCH;
        Project project = Project.of(projectId).withMaxSharedUsers(3).withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL);
        NewSharedUser newShared = NewSharedUser.of(project, phoneText, given).get();
        GivenPair givenPair = GivenPair.phone(phoneText).onLine(lineText);
        NewDedicatedUser newDedicated =
                NewDedicatedUser.of(project, givenPair, given).get();
        Profile profile = newShared.profile();
        Line line = newDedicated.line();
        SharedUserCandidate candidate = new SharedUserCandidate(
                id,
                7,
                projectId,
                newShared.phone(),
                change,
                profile,
                now,
                SharedIdentity.PHONE_OR_EMAIL,
                PhoneClaims.of(newShared.phone(), PhoneIdentity.CANONICAL));
        SharedUser shared = candidate.on(line);
        PhoneClaims claims = new PhoneClaims(PhoneIdentity.SUBSCRIBER, List.of(newShared.phone()));
        DedicatedUser dedicated = new DedicatedUser(
                id,
                7,
                projectId,
                newDedicated.phone(),
                line,
                profile,
                now,
                PhoneClaims.of(newDedicated.phone(), PhoneIdentity.CANONICAL));
        DeactivatedUser deactivated = new DeactivatedUser(shared, now);
        Violation violation = new Violation(Field.PHONE_NUMBER, Fault.NOT_E164);
        Set<Field> fields = EnumSet.of(Field.EMAIL);
        LastHolder lastHolder =
                new LastHolder(new Key.SharedPhone(projectId, newShared.phone()), Optional.of(deactivated));
        SharedAdmission sharedAdmission = new SharedAdmission(
                candidate,
                now,
                Optional.of(deactivated),
                Optional.of(lastHolder),
                OptionalInt.of(3),
                LineWish.preferring(line));
        return List.of(
                newShared.phone(),
                claims,
                line,
                profile.firstName().orElseThrow(),
                profile.email().orElseThrow(),
                profile,
                given,
                givenPair,
                ValueRules.PUBLISHED,
                violation,
                projectId,
                project,
                id,
                change,
                candidate,
                shared,
                dedicated,
                deactivated,
                new Key.SharedPhone(projectId, newShared.phone()),
                Key.SharedEmail.of(projectId, profile.email().orElseThrow()),
                new Key.DedicatedPair(projectId, newShared.phone(), line),
                new Key.PhoneOnLine(newShared.phone(), line),
                newShared,
                newDedicated,
                new Outcome.Created<>(shared),
                new Outcome.Returned<>(dedicated),
                new Outcome.Updated<>(shared, fields),
                new Outcome.Revived<>(shared),
                LineChoice.kept(line),
                LineWish.naming(line),
                Locality.of(line),
                LinePreference.only(LinePreference.Near.AREA),
                new Nearness(Optional.of("1415"), Optional.of("US"), true),
                new Forecast.WouldCreate<>(),
                new Forecast.WouldReturn<>(shared),
                new Forecast.WouldUpdate<>(shared, fields),
                new Forecast.WouldRevive<>(id),
                new Refusal.Invalid(io.vavr.collection.List.of(violation)),
                new Refusal.UnknownTenant(),
                new Refusal.CreationDisabled(),
                new Refusal.SharedUserLimitReached(3),
                new Refusal.PoolExhausted(),
                new Refusal.LineNotOwned(line),
                new Refusal.PhoneOnLineTaken(line),
                new Refusal.UserNotFound(id),
                new Refusal.Exists(),
                new Refusal.Stale(7),
                new Refusal.StillActive(id),
                deactivated.erased(now),
                LineWish.avoiding(line),
                sharedAdmission,
                lastHolder,
                new UserAdmission<>(dedicated, Optional.of(deactivated), Optional.of(lastHolder)),
                new Decision.Refuse<>(new Refusal.LineNotOwned(line)),
                new Decision.Return<>(shared),
                new Decision.Update<>(shared, shared.with(Profile.EMPTY, SharedIdentity.PHONE), fields),
                new Decision.Admit<>((newId, at) -> sharedAdmission));
    }

    private static List<Object> ofOthers(String phoneText, GivenProfile names, Secrets secrets) {
        ConsoleProject consoleProject = ConsoleProject.of(new ConsoleProjectId("console-project"));
        Account account = Account.of(new AccountId("account")).withKeys(EnumSet.allOf(SubscriberKey.class));
        App app = App.of(new AppId("app"));
        UserId id = UserId.of("cccccccc-cccc-4ccc-cccc-cccccccccccc").get();
        Instant now = Instant.EPOCH;
        IdempotencyKey key = IdempotencyKey.of(secrets.idempotencyKey()).get();
        PasswordHash hash = new PasswordHash(secrets.passwordHash());
        JsonObject json = JsonObject.of(Map.of(
                secrets.metadata(),
                JsonArray.of(List.of(
                        new JsonString(secrets.metadata()),
                        JsonNumber.of(new BigDecimal("3.50")),
                        new JsonBoolean(true),
                        new JsonNull()))));
        GivenCustomerUser givenCustomer = new GivenCustomerUser(
                secrets.customer(),
                secrets.email(),
                names.firstName(),
                names.lastName(),
                secrets.password(),
                null,
                true,
                true);
        GivenSubscriberUser givenSubscriber =
                new GivenSubscriberUser(names.firstName(), secrets.email(), phoneText, secrets.identity(), json);
        GivenIdentifier phone = new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, phoneText);
        GivenIdentifier email = new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, secrets.email());
        GivenAppUser givenApp = new GivenAppUser(
                List.of(phone, email),
                Map.of(secrets.metadata(), secrets.metadata()),
                id.toString(),
                secrets.externalId());
        NewCustomerUser newCustomer =
                NewCustomerUser.of(consoleProject, givenCustomer).get().withIdempotencyKey(key);
        NewSubscriberUser newSubscriber =
                NewSubscriberUser.of(account, givenSubscriber).get().withIdempotencyKey(key);
        NewAppUser newApp = NewAppUser.of(app, givenApp).get().withIdempotencyKey(key);
        CustomerUser customer = newCustomer.as(id, now).withPassword(hash);
        SubscriberUser subscriber = newSubscriber.as(id, account, now);
        AppUser appUser = newApp.as(id, app, now);
        RequestKey requestKey = newCustomer.requestKey().orElseThrow();
        IdempotencyRecord record = new IdempotencyRecord(
                customer.tenant(), requestKey, newCustomer.fingerprint(), now, new Outcome.Created<>(customer));
        List<Object> objects = Stream.of(customer, subscriber, appUser)
                .flatMap(user -> user.keys().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        objects.addAll(appUser.identifiers());
        objects.removeIf(object -> object.equals(appUser.keys().get(0)));
        objects.addAll(List.of(
                consoleProject,
                consoleProject.id(),
                account,
                account.id(),
                app,
                app.id(),
                givenCustomer,
                givenSubscriber,
                givenApp,
                email,
                newCustomer,
                newSubscriber,
                newApp,
                customer,
                subscriber,
                appUser,
                Key.CustomerEmail.of(consoleProject.id(), customer.email()).email(),
                customer.customer(),
                newCustomer.credential().orElseThrow(),
                hash,
                subscriber.identity().orElseThrow(),
                subscriber.metadata(),
                json,
                appUser.profile(),
                appUser.externalId().orElseThrow(),
                key,
                RunName.of(secrets.idempotencyKey()).get(),
                newApp.fingerprint()));
        objects.addAll(json.members().values());
        objects.addAll(((JsonArray) json.members().values().iterator().next()).elements());
        objects.addAll(List.of(
                new Refusal.IdempotencyKeyReused(),
                new Refusal.UnknownCustomer(customer.customer()),
                new Refusal.AlreadyInUse(Field.EMAIL),
                new Refusal.IdTaken(id),
                record,
                new IdempotencyClaim(
                        customer.tenant(), requestKey, newCustomer.fingerprint(), now, Optional.of(record)),
                requestKey));
        return objects;
    }

    /** What is asked for after a user is created, and what is decided on it. */
    private static List<Object> ofLaterLife(
            List<Object> objects, String phoneText, GivenProfile names, Secrets secrets) {
        UserId id = UserId.of("dddddddd-dddd-4ddd-dddd-dddddddddddd").get();
        IdempotencyKey key = one(IdempotencyKey.class, objects);
        JsonObject json = one(JsonObject.class, objects);
        Project project = one(Project.class, objects);
        SharedUser shared = one(SharedUser.class, objects);
        SharedUser next = shared.with(Profile.EMPTY, SharedIdentity.PHONE);
        Setting<String> first = Setting.to(String.valueOf(names.firstName()));
        Setting<String> last = Setting.to(String.valueOf(names.lastName()));
        Setting<String> email = Setting.to(String.valueOf(names.email()));
        GivenSharedUserPatch givenShared =
                new GivenSharedUserPatch(Setting.to(phoneText), first, last, email, Setting.to(json));
        GivenDedicatedUserPatch givenDedicated = new GivenDedicatedUserPatch(first, last, email, Setting.to(json));
        GivenCustomerUserPatch givenCustomer = new GivenCustomerUserPatch(
                Setting.to(secrets.email()),
                first,
                last,
                Setting.to(secrets.password()),
                Setting.to(true),
                Setting.to(false));
        GivenSubscriberUserPatch givenSubscriber = new GivenSubscriberUserPatch(
                first,
                Setting.to(secrets.email()),
                Setting.to(phoneText),
                Setting.to(secrets.identity()),
                Setting.to(json));
        GivenAppUserPatch givenApp = new GivenAppUserPatch(
                Setting.to(List.of(one(GivenIdentifier.class, objects))),
                Setting.to(Map.of(secrets.metadata(), Optional.of(secrets.metadata()))),
                Setting.to(secrets.externalId()));
        SharedUserPatch sharedPatch =
                SharedUserPatch.of(project, id, givenShared).get().withIdempotencyKey(key);
        return List.of(
                givenShared,
                givenDedicated,
                givenCustomer,
                givenSubscriber,
                givenApp,
                sharedPatch,
                DedicatedUserPatch.of(project, id, givenDedicated).get().withIdempotencyKey(key),
                CustomerUserPatch.of(one(ConsoleProject.class, objects), id, givenCustomer)
                        .get()
                        .withIdempotencyKey(key),
                SubscriberUserPatch.of(one(Account.class, objects), id, givenSubscriber)
                        .get()
                        .withIdempotencyKey(key),
                AppUserPatch.of(one(App.class, objects), id, givenApp).get().withIdempotencyKey(key),
                Deactivation.of(project.id(), id).withIdempotencyKey(key),
                Erasure.of(project.id(), id).withIdempotencyKey(key),
                sharedPatch.profile(),
                Setting.left(),
                Setting.cleared(),
                first,
                new Revision.Refuse<>(new Refusal.Stale(7)),
                new Revision.Return<>(shared),
                new Revision.Update<>(shared, next, EnumSet.of(Field.EMAIL)),
                new Revision.Move<>(shared, next, EnumSet.of(Field.PHONE_NUMBER)));
    }

    /** A question and facts with all of these in them. */
    private static List<Object> questionAndFacts(List<Object> objects) {
        List<User> users = allOf(User.class, objects).toList();
        SharedUser shared = allOf(SharedUser.class, objects).findFirst().orElseThrow();
        Map<Key, User> holders = new HashMap<>();
        users.forEach(user -> user.keys().forEach(key -> holders.put(key, user)));
        Map<Key, DeactivatedUser> former = new HashMap<>();
        holders.forEach((key, user) -> former.put(key, new DeactivatedUser(user, Instant.EPOCH)));
        ImmediateAdmission offered = new ImmediateAdmission(
                one(SharedAdmission.class, objects),
                allOf(IdempotencyClaim.class, objects).findFirst());
        return List.of(
                offered,
                new Question(
                        shared.tenant(),
                        List.copyOf(holders.keySet()),
                        true,
                        true,
                        Optional.of(shared.id()),
                        allOf(RequestKey.class, objects).findFirst(),
                        List.of(shared.phone()),
                        LineWish.NONE,
                        Optional.of(offered)),
                new Facts(
                        holders,
                        3,
                        former,
                        Optional.of(shared),
                        allOf(IdempotencyRecord.class, objects).findFirst(),
                        Optional.of(shared.line()),
                        Optional.of(shared)));
    }

    private static <T> T one(Class<T> type, List<Object> objects) {
        return allOf(type, objects).findFirst().orElseThrow();
    }

    private static <T> Stream<T> allOf(Class<T> type, List<Object> objects) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }
}
