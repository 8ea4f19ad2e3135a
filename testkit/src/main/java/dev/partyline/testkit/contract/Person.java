package dev.partyline.testkit.contract;

import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A user to be, all of it numbers: who has the same number has the same value. What stands under {@code first}, {@code
 * second} and {@code third} are the values that the kind's keys are made of: phone, email and line; email, msisdn and
 * identity; or phone, email and external id.
 *
 * @param look what differs in values that are no keys
 * @param created the microsecond of its creation
 * @param version how many changes made it
 */
record Person(
        UserKind kind, int tenant, int id, int first, int second, int third, int look, int created, long version) {
    /** The lines that there are: 0 up to this. */
    static final int LINES = 8;

    /** In microseconds, as every store can keep it. Real time, for stores that have a clock of their own. */
    @SuppressWarnings("TimeInStaticInitializer")
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    /** One of its own: of two numbers, no two share anything but the tenant, and lines. */
    static Person of(UserKind kind, int number) {
        return new Person(kind, 0, number, number, number, number, 0, number, 1);
    }

    static User user(UserKind kind, int number) {
        return of(kind, number).user();
    }

    static SharedUser shared(int number) {
        return of(UserKind.SHARED, number).asShared();
    }

    Person inTenant(int other) {
        return new Person(kind, other, id, first, second, third, look, created, version);
    }

    Person withId(int other) {
        return new Person(kind, tenant, other, first, second, third, look, created, version);
    }

    Person withFirst(int other) {
        return new Person(kind, tenant, id, other, second, third, look, created, version);
    }

    Person withSecond(int other) {
        return new Person(kind, tenant, id, first, other, third, look, created, version);
    }

    Person withThird(int other) {
        return new Person(kind, tenant, id, first, second, other, look, created, version);
    }

    Person looking(int other) {
        return new Person(kind, tenant, id, first, second, third, other, created, version);
    }

    Person created(int other) {
        return new Person(kind, tenant, id, first, second, third, look, other, version);
    }

    Person at(long other) {
        return new Person(kind, tenant, id, first, second, third, look, created, other);
    }

    /** Others, of these numbers and up, each of which shares one key with this one, or all if there is but one. */
    List<Person> rivals(int number) {
        Person withFirst = of(kind, number).withFirst(first);
        Person withSecond = of(kind, number + 1).withSecond(second);
        Person withThird = of(kind, number + 2).withThird(third);
        // An expression, so that a new kind has to say which keys it has.
        List<Person> rivals = switch (kind) {
            case SHARED -> List.of(withFirst, withSecond);
            case DEDICATED -> List.of(withFirst.withThird(third));
            case CUSTOMER -> List.of(withFirst);
            case SUBSCRIBER, APP -> List.of(withFirst, withSecond, withThird);
        };
        return rivals.stream().map(rival -> rival.inTenant(tenant)).toList();
    }

    /**
     * The same user with the keys that a change may give it: the email of a shared user, the line of a dedicated one,
     * every key of others.
     */
    Person rekeyed(int number) {
        return switch (kind) {
            case SHARED -> withSecond(number);
            case DEDICATED -> withThird(number);
            case CUSTOMER, SUBSCRIBER, APP ->
                withFirst(number).withSecond(number).withThird(number);
        };
    }

    /** Another user that wants the keys of {@link #rekeyed}. */
    Person rivalOfRekeyed(int number, int id) {
        return kind == UserKind.DEDICATED
                ? rekeyed(number).withId(id)
                : of(kind, id).inTenant(tenant).withSecond(number).withFirst(kind == UserKind.SHARED ? id : number);
    }

    User user() {
        return switch (kind) {
            case SHARED -> asShared();
            case DEDICATED -> asDedicated();
            case CUSTOMER -> Versions.at(version, asCustomer());
            case SUBSCRIBER -> Versions.at(version, asSubscriber());
            case APP -> Versions.at(version, asApp());
        };
    }

    SharedUser asShared() {
        return new SharedUser(
                userId(),
                version,
                project(tenant),
                phone(first),
                line(third),
                ChangeId.of(userId()),
                profile(email(second)),
                createdAt(),
                SharedIdentity.PHONE_OR_EMAIL,
                PhoneClaims.of(phone(first), PhoneIdentity.CANONICAL));
    }

    DedicatedUser asDedicated() {
        return new DedicatedUser(
                userId(),
                version,
                project(tenant),
                phone(first),
                line(third),
                profile(email(second)),
                createdAt(),
                PhoneClaims.of(phone(first), PhoneIdentity.CANONICAL));
    }

    /** The dedicated user, on a line that is no number here. */
    DedicatedUser onLine(Line line) {
        DedicatedUser user = asDedicated();
        return new DedicatedUser(
                user.id(),
                user.version(),
                user.project(),
                user.phone(),
                line,
                user.profile(),
                user.createdAt(),
                user.claims());
    }

    private Profile profile(String email) {
        return NewSharedUser.of(
                        Project.of(project(tenant)),
                        phone(first).e164(),
                        new GivenProfile("Zoë " + look, "O'Brien \ud83d\ude00", email))
                .get()
                .profile();
    }

    CustomerUser asCustomer() {
        GivenCustomerUser given = new GivenCustomerUser(
                "customer" + look, email(first), "Zoë " + look, "O'Brien", null, null, look % 2 == 0, look % 3 == 0);
        return NewCustomerUser.of(ConsoleProject.of((ConsoleProjectId) tenant(kind, tenant)), given)
                .get()
                .as(userId(), createdAt());
    }

    SubscriberUser asSubscriber() {
        GivenSubscriberUser given = new GivenSubscriberUser(
                "Zoë " + look,
                email(first),
                phone(second).e164(),
                "identity" + third,
                JsonObject.of(Map.of("look", new JsonString("n" + look))));
        Account account = Account.of((AccountId) tenant(kind, tenant)).withKeys(EnumSet.allOf(SubscriberKey.class));
        return NewSubscriberUser.of(account, given).get().as(userId(), account, createdAt());
    }

    AppUser asApp() {
        GivenAppUser given = new GivenAppUser(
                List.of(
                        new GivenIdentifier(
                                GivenIdentifier.Type.PHONE_NUMBER, phone(first).e164()),
                        new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, email(second))),
                Map.of("look", "n" + look),
                null,
                "external" + third);
        App app = App.of((AppId) tenant(kind, tenant));
        return NewAppUser.of(app, given).get().as(userId(), app, createdAt());
    }

    private UserId userId() {
        return new UserId(new UUID(0x4000L, 0x8000_0000_0000_0000L | id));
    }

    private Instant createdAt() {
        return NOW.plus(created, ChronoUnit.MICROS);
    }

    /** The spelling is another one for every id: it is no part of the key (V6). */
    private String email(int number) {
        String text = "person" + number + "@example.com";
        return id % 2 == 0 ? text : text.toUpperCase(Locale.ROOT);
    }

    /** A tenant of the users of this kind. Tenants of different kinds have the same text for an id. */
    static TenantId tenant(UserKind kind, int number) {
        String text = "tenant" + number;
        return switch (kind) {
            case SHARED, DEDICATED -> project(number);
            case CUSTOMER -> new ConsoleProjectId(text);
            case SUBSCRIBER -> new AccountId(text);
            case APP -> new AppId(text);
        };
    }

    /** A kind of user for each kind of tenant. */
    static Collection<UserKind> ofEachKindOfTenant() {
        Map<TenantId, UserKind> kinds = new LinkedHashMap<>();
        for (UserKind kind : UserKind.values()) {
            kinds.putIfAbsent(tenant(kind, 0), kind);
        }
        return kinds.values();
    }

    static ProjectId project(int number) {
        return ProjectId.of(String.format("00000000-0000-4000-8000-%012d", number))
                .get();
    }

    static PhoneNumber phone(int number) {
        return PhoneNumber.of(String.format("+1415%07d", 2_000_000 + number)).get();
    }

    static Line line(int number) {
        return Line.of(String.format("+1628%07d", 2_000_000 + number % LINES)).get();
    }
}
