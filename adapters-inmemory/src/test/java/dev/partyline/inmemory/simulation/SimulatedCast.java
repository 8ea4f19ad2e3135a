package dev.partyline.inmemory.simulation;

import static java.util.stream.Collectors.toMap;

import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CustomerUserPatch;
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
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedUserRules;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.LinePreference.Near;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.domain.value.PhoneNumber;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who and what takes part: few tenants, phones, emails and lines, so that clients meet. */
final class SimulatedCast {
    /** San Francisco, London, New York, Manchester. */
    static final List<Line> LINES = Stream.of("+14155550100", "+442079460101", "+12125550102", "+441614960103")
            .map(number -> Line.of(number).get())
            .toList();

    private static final Map<Line, Locality> LOCALITIES = LINES.stream().collect(toMap(line -> line, Locality::of));

    /** They are asked for at each step, and take long to find out. */
    private static final Map<Object, LineWish> WISHES = new ConcurrentHashMap<>();

    /** One of San Francisco, one of London, and between them one of a country with no area. */
    private static final List<String> PHONE_NUMBERS = List.of("+14155552670", "+447700900121", "+442079460122");

    static final List<PhoneNumber> PHONES =
            PHONE_NUMBERS.stream().map(number -> PhoneNumber.of(number).get()).toList();

    /** To take a line from anywhere leaves most to go wrong in everything else. */
    static final List<LinePreference> PREFERENCES = List.of(
            LinePreference.NONE,
            LinePreference.NONE,
            LinePreference.NONE,
            LinePreference.NONE,
            LinePreference.first(Near.COUNTRY),
            LinePreference.first(Near.AREA),
            LinePreference.only(Near.COUNTRY),
            LinePreference.only(Near.AREA));

    /** Of the earlier edition is the second one (S7). It asks for values in events (O2). */
    static final List<Project> PROJECTS = List.of(
            project(0),
            project(1).withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL).withEventValues(true));

    static final List<ConsoleProject> CONSOLE_PROJECTS =
            List.of(ConsoleProject.of(new ConsoleProjectId("console")).withEventValues(true));

    /** The first one has no keys, the second one all that there are, and values in events. */
    static final List<Account> ACCOUNTS = List.of(
            Account.of(new AccountId("open")),
            Account.of(new AccountId("keyed"))
                    .withKeys(EnumSet.allOf(SubscriberKey.class))
                    .withEventValues(true));

    static final List<App> APPS = List.of(App.of(new AppId("app")));
    static final List<TenantId> TENANTS = tenants();
    static final List<CustomerId> CUSTOMERS =
            Stream.of("c0", "c1").map(id -> CustomerId.of(id).get()).toList();

    private static final List<IdempotencyKey> KEYS =
            Stream.of("key-1", "key-2").map(key -> IdempotencyKey.of(key).get()).toList();

    private SimulatedCast() {}

    private static List<TenantId> tenants() {
        List<TenantId> tenants = new ArrayList<>();
        PROJECTS.forEach(project -> tenants.add(project.id()));
        CONSOLE_PROJECTS.forEach(project -> tenants.add(project.id()));
        ACCOUNTS.forEach(account -> tenants.add(account.id()));
        APPS.forEach(app -> tenants.add(app.id()));
        return List.copyOf(tenants);
    }

    /** What the project wishes of the line of this phone. */
    static LineWish wish(PhoneNumber phone, Project project) {
        return WISHES.computeIfAbsent(List.of(phone, project.lines()), absent -> SharedUserRules.wish(phone, project));
    }

    /** Where the line is. */
    static Locality locality(Line line) {
        return Objects.requireNonNull(LOCALITIES.get(line));
    }

    private static Project project(int number) {
        return Project.of(
                ProjectId.of("00000000-0000-4000-8000-00000000000" + number).get());
    }

    static <T> T any(Random random, List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private static String phone(int number) {
        return PHONE_NUMBERS.get(number);
    }

    private static String email(int number) {
        return "user" + number + "@example.org";
    }

    private static @Nullable String optional(Random random, String prefix) {
        int number = random.nextInt(3);
        return number == 0 ? null : prefix + number;
    }

    private static GivenProfile profile(Random random) {
        String email = random.nextInt(3) == 0 ? null : email(random.nextInt(2));
        return new GivenProfile(optional(random, "Name "), null, email);
    }

    private static boolean withKey(Random random) {
        return random.nextInt(5) < 2;
    }

    static NewSharedUser shared(Random random) {
        NewSharedUser request = NewSharedUser.of(any(random, PROJECTS), phone(random.nextInt(3)), profile(random))
                .get();
        NewSharedUser wishing = random.nextInt(8) == 0 ? request.onLine(any(random, LINES)) : request;
        return withKey(random) ? wishing.withIdempotencyKey(any(random, KEYS)) : wishing;
    }

    static NewDedicatedUser dedicated(Random random) {
        NewDedicatedUser request = NewDedicatedUser.of(
                        any(random, PROJECTS),
                        GivenPair.phone(phone(random.nextInt(3)))
                                .onLine(LINES.get(2 + random.nextInt(2)).e164()),
                        profile(random))
                .get();
        return withKey(random) ? request.withIdempotencyKey(any(random, KEYS)) : request;
    }

    /** The same request from the same numbers: one with a password can be made only once. */
    static NewCustomerUser customer(long numbers) {
        Random random = new Random(numbers);
        NewCustomerUser request = NewCustomerUser.of(
                        any(random, CONSOLE_PROJECTS),
                        new GivenCustomerUser(
                                "c" + random.nextInt(3),
                                email(random.nextInt(3)),
                                "First " + random.nextInt(2),
                                "Last",
                                optional(random, "a password, number "),
                                null,
                                null,
                                null))
                .get();
        return withKey(random) ? request.withIdempotencyKey(any(random, KEYS)) : request;
    }

    static NewSubscriberUser subscriber(Random random) {
        NewSubscriberUser request = NewSubscriberUser.of(
                        any(random, ACCOUNTS),
                        new GivenSubscriberUser(
                                "Name " + random.nextInt(2),
                                email(random.nextInt(3)),
                                phone(random.nextInt(3)),
                                optional(random, "identity-"),
                                null))
                .get();
        return withKey(random) ? request.withIdempotencyKey(any(random, KEYS)) : request;
    }

    static NewAppUser app(Random random) {
        List<GivenIdentifier> identifiers = identifiers(random);
        String id = random.nextInt(3) > 0 ? null : "11111111-2222-4333-8444-00000000000" + random.nextInt(2);
        NewAppUser request = NewAppUser.of(
                        any(random, APPS),
                        new GivenAppUser(
                                identifiers,
                                Map.of("name", "n" + random.nextInt(2)),
                                id,
                                optional(random, "external-")))
                .get();
        return withKey(random) ? request.withIdempotencyKey(any(random, KEYS)) : request;
    }

    /** A change of the user, of which somebody was told. */
    static ChangeRequest<?> patch(Random random, User user) {
        ChangeRequest<?> patch = user.fold(
                        shared -> SharedUserPatch.of(
                                tenant(PROJECTS, user),
                                user.id(),
                                GivenSharedUserPatch.NONE
                                        .withPhoneNumber(orLeft(random, phone(random.nextInt(3))))
                                        .withFirstName(setting(random, "Name " + random.nextInt(3)))
                                        .withEmail(setting(random, email(random.nextInt(2))))),
                        dedicated -> DedicatedUserPatch.of(
                                tenant(PROJECTS, user),
                                user.id(),
                                GivenDedicatedUserPatch.NONE
                                        .withFirstName(setting(random, "Name " + random.nextInt(3)))
                                        .withEmail(setting(random, email(random.nextInt(2))))),
                        customer -> CustomerUserPatch.of(
                                tenant(CONSOLE_PROJECTS, user),
                                user.id(),
                                GivenCustomerUserPatch.NONE
                                        .withEmail(orLeft(random, email(random.nextInt(3))))
                                        .withFirstName(orLeft(random, "First " + random.nextInt(2)))
                                        .withEnabled(orLeft(random, random.nextBoolean()))),
                        subscriber -> SubscriberUserPatch.of(
                                tenant(ACCOUNTS, user),
                                user.id(),
                                GivenSubscriberUserPatch.NONE
                                        .withName(orLeft(random, "Name " + random.nextInt(2)))
                                        .withEmail(orLeft(random, email(random.nextInt(3))))
                                        .withMsisdn(orLeft(random, phone(random.nextInt(3))))
                                        .withIdentity(setting(random, "identity-" + (1 + random.nextInt(2))))),
                        app -> AppUserPatch.of(
                                tenant(APPS, user),
                                user.id(),
                                GivenAppUserPatch.NONE
                                        .withIdentifiers(orLeft(random, identifiers(random)))
                                        .withProfile(
                                                setting(random, Map.of("name", Optional.of("n" + random.nextInt(2)))))
                                        .withExternalId(setting(random, "external-" + (1 + random.nextInt(2))))))
                .get();
        ChangeRequest<?> keyed = random.nextInt(4) == 0 ? patch.withIdempotencyKey(any(random, KEYS)) : patch;
        return random.nextInt(3) == 0 ? keyed.ifVersion(user.version()) : keyed;
    }

    static Erasure erasure(Random random, AnyUser user) {
        Erasure request = Erasure.of(user.tenant(), user.id());
        return withKey(random) ? request.withIdempotencyKey(any(random, KEYS)) : request;
    }

    private static <T extends Tenant> T tenant(List<T> tenants, User user) {
        return tenants.stream()
                .filter(tenant -> tenant.id().equals(user.tenant()))
                .findFirst()
                .orElseThrow();
    }

    private static <T> Setting<T> setting(Random random, T value) {
        return random.nextInt(5) == 0 ? Setting.cleared() : orLeft(random, value);
    }

    private static <T> Setting<T> orLeft(Random random, T value) {
        return random.nextBoolean() ? Setting.left() : Setting.to(value);
    }

    private static List<GivenIdentifier> identifiers(Random random) {
        List<GivenIdentifier> identifiers = new ArrayList<>();
        identifiers.add(new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, email(random.nextInt(3))));
        if (random.nextBoolean()) {
            identifiers.add(new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, phone(random.nextInt(3))));
        }
        return identifiers;
    }
}
