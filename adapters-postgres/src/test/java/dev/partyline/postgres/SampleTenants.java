package dev.partyline.postgres;

import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of each kind, with ids that no other sample has, and requests in them. The project owns two lines that the
 * pool has not. All ask for values in events, and for keys of phones, as the project does.
 */
final class SampleTenants implements Tenants {
    /** The lines of the pool. */
    static final List<Line> POOL = lines("+1415555090");

    static final List<Line> OWNED = lines("+1415555010");

    final ConsoleProject consoleProject;
    final Account account;
    final App app;
    final Project project;

    /** The project with these choices. */
    SampleTenants(UnaryOperator<Project> choices) {
        this(choices.apply(Project.of(ProjectId.of(UUID.randomUUID().toString()).get())));
    }

    SampleTenants(Project project) {
        this.project = project;
        String name = project.id().toString();
        consoleProject = ConsoleProject.of(new ConsoleProjectId(name)).withEventValues(project.eventValues());
        account = Account.of(new AccountId(name))
                .withPhoneIdentity(project.phoneIdentity())
                .withKeys(EnumSet.allOf(SubscriberKey.class))
                .withEventValues(project.eventValues());
        app = App.of(new AppId(name)).withPhoneIdentity(project.phoneIdentity()).withEventValues(project.eventValues());
    }

    /** The same tenants; nothing was chosen of the project. */
    SampleTenants without() {
        return new SampleTenants(Project.of(project.id()));
    }

    private static List<Line> lines(String prefix) {
        return IntStream.range(0, 3).mapToObj(i -> Line.of(prefix + i).get()).toList();
    }

    static List<PoolLine> pool(int capacity) {
        return POOL.stream().map(line -> new PoolLine(line, capacity)).toList();
    }

    static String phone(int who) {
        return "+4477009%05d".formatted(who);
    }

    static String email(int who) {
        return "user" + who + "@example.org";
    }

    NewSharedUser shared(int who, @Nullable String firstName, @Nullable String email) {
        return NewSharedUser.of(project, phone(who), new GivenProfile(firstName, null, email))
                .get();
    }

    /** A new shared user who is to be put on a line of the pool, with an id of this number. */
    SharedAdmission admission(int who, OptionalInt limit) {
        NewSharedUser request = shared(who, null, null);
        UserId id = new UserId(new UUID(1, who));
        SharedUserCandidate candidate = new SharedUserCandidate(
                id,
                1,
                request.project(),
                request.phone(),
                ChangeId.of(id),
                request.profile(),
                Instant.EPOCH,
                project.sharedIdentity(),
                PhoneClaims.of(request.phone(), PhoneIdentity.CANONICAL));
        return new SharedAdmission(candidate, Instant.EPOCH, Optional.empty(), Optional.empty(), limit, LineWish.NONE);
    }

    NewDedicatedUser dedicated(int who, int line) {
        return NewDedicatedUser.of(
                        project,
                        GivenPair.phone(phone(who)).onLine(OWNED.get(line).e164()),
                        new GivenProfile("Dora", null, null))
                .get();
    }

    NewCustomerUser customer(int who) {
        return NewCustomerUser.of(
                        consoleProject,
                        new GivenCustomerUser("c", email(who), "First", "Last", null, null, null, who % 2 == 0))
                .get();
    }

    NewSubscriberUser subscriber(int who, int other) {
        return NewSubscriberUser.of(
                        account,
                        new GivenSubscriberUser(
                                "Name",
                                email(who),
                                phone(other),
                                null,
                                JsonObject.of(Map.of(
                                        "z",
                                        JsonNumber.of(new BigDecimal("1E+40")),
                                        "a",
                                        new JsonString("\u0001\"é\uD83D\uDE00")))))
                .get();
    }

    NewAppUser app(int who, int other, @Nullable String externalId) {
        return NewAppUser.of(
                        app,
                        new GivenAppUser(
                                List.of(
                                        new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, email(who)),
                                        new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, phone(other))),
                                Map.of("k", "v"),
                                null,
                                externalId))
                .get();
    }

    static IdempotencyKey key(int number) {
        return IdempotencyKey.of("key-" + number).get();
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return Optional.of(project).filter(known -> known.id().equals(id));
    }

    @Override
    public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return Optional.of(consoleProject).filter(known -> known.id().equals(id));
    }

    @Override
    public boolean hasCustomer(ConsoleProjectId id, CustomerId customer) {
        return true;
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return Optional.of(account).filter(known -> known.id().equals(id));
    }

    @Override
    public Optional<App> app(AppId id) {
        return Optional.of(app).filter(known -> known.id().equals(id));
    }

    @Override
    public Collection<Project> erasing() {
        return List.of(project);
    }

    @Override
    public boolean owns(ProjectId id, Line line) {
        return OWNED.contains(line);
    }
}
