package dev.partyline.inmemory.kinds;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.ports.driven.Tenants;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Of each kind of tenant number 0 and 1, number 2 in which creating users is off, and number 3 that nobody knows. Those
 * of different kinds have the same ids where they can.
 */
class Surroundings implements Tenants {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static final int OFF = 2;
    static final int UNKNOWN = 3;
    static final int LIMIT_OF_PROJECT_0 = 2;

    /** The one line of the pool, then the lines that projects own. */
    static final List<Line> LINES = IntStream.range(0, 3)
            .mapToObj(i -> Line.of("+1415555010" + i).get())
            .toList();

    static Project project(int number) {
        Project project = Project.of(ProjectId.of("00000000-0000-4000-8000-00000000000" + number)
                        .get())
                .withCreatingUsers(number != OFF);
        return number == 0 ? project.withMaxSharedUsers(LIMIT_OF_PROJECT_0) : project;
    }

    static ConsoleProject consoleProject(int number) {
        return new ConsoleProject(new ConsoleProjectId("t" + number), number != OFF, Optional.empty(), false);
    }

    /** Number 0 has no keys, the others all. */
    static Account account(int number) {
        return new Account(
                new AccountId("t" + number),
                number != OFF,
                number == 0 ? Set.of() : EnumSet.allOf(SubscriberKey.class),
                PhoneIdentity.CANONICAL,
                Optional.empty(),
                false);
    }

    static App app(int number) {
        return App.of(new AppId("t" + number)).withCreatingUsers(number != OFF);
    }

    static TenantId tenant(UserKind kind, int number) {
        return switch (kind) {
            case SHARED, DEDICATED -> project(number).id();
            case CUSTOMER -> consoleProject(number).id();
            case SUBSCRIBER -> account(number).id();
            case APP -> app(number).id();
        };
    }

    static boolean hasCustomer(int consoleProject, String customer) {
        return customer.equals("c0") || (consoleProject == 0 && customer.equals("c1"));
    }

    /** Project 0 owns both lines, project 1 the second one. */
    static boolean owns(int project, int line) {
        return line == 2 || (project == 0 && line == 1);
    }

    private static Optional<Integer> numberOf(UserKind kind, TenantId id) {
        return IntStream.range(0, UNKNOWN)
                .boxed()
                .filter(number -> tenant(kind, number).equals(id))
                .findFirst();
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return numberOf(UserKind.SHARED, id).map(Surroundings::project);
    }

    @Override
    public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return numberOf(UserKind.CUSTOMER, id).map(Surroundings::consoleProject);
    }

    @Override
    public boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
        return numberOf(UserKind.CUSTOMER, project)
                .filter(number -> hasCustomer(number, customer.value()))
                .isPresent();
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return numberOf(UserKind.SUBSCRIBER, id).map(Surroundings::account);
    }

    @Override
    public Optional<App> app(AppId id) {
        return numberOf(UserKind.APP, id).map(Surroundings::app);
    }

    @Override
    public boolean owns(ProjectId project, Line line) {
        return numberOf(UserKind.SHARED, project)
                .filter(number -> owns(number, LINES.indexOf(line)))
                .isPresent();
    }
}
