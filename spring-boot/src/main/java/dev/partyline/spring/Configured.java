package dev.partyline.spring;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.spring.PartylineProperties.AccountProperties;
import dev.partyline.spring.PartylineProperties.AppProperties;
import dev.partyline.spring.PartylineProperties.ConsoleProjectProperties;
import dev.partyline.spring.PartylineProperties.PoolLineProperties;
import dev.partyline.spring.PartylineProperties.ProjectProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the properties say of lines and tenants. They stay as they are while the application runs. */
final class Configured {
    private final List<PoolLine> lines = new ArrayList<>();
    private final Map<ProjectId, Project> projects = new HashMap<>();
    private final Map<Line, ProjectId> owners = new HashMap<>();
    private final Map<ConsoleProjectId, ConsoleProject> consoleProjects = new HashMap<>();
    private final Map<ConsoleProjectId, Set<CustomerId>> customers = new HashMap<>();
    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<AppId, App> apps = new HashMap<>();

    private final PropertyFaults faults = new PropertyFaults();

    /**
     * Reads the properties.
     *
     * @throws InvalidPropertiesException if they are not accepted; it names every fault
     */
    Configured(PartylineProperties properties) {
        each("partyline.lines", properties.lines(), this::add);
        each("partyline.projects", properties.projects(), this::add);
        each("partyline.console-projects", properties.consoleProjects(), this::add);
        each("partyline.accounts", properties.accounts(), this::add);
        each("partyline.apps", properties.apps(), this::add);
        positive("partyline.housekeeping.interval", properties.housekeeping().interval());
        positive("partyline.events.interval", properties.events().interval());
        positive("partyline.events.lease", properties.events().lease());
        faults.atLeast(1, "partyline.events.batch", properties.events().batch());
        notNegative("partyline.events.keep", properties.events().keep());
        notNegative("partyline.keep-former-pairs", properties.keepFormerPairs());
        faults.throwIfAny();
    }

    private void positive(String name, Duration time) {
        if (time.isZero() || time.isNegative()) {
            faults.add(name, "must be more than no time");
        }
    }

    private void notNegative(String name, Duration time) {
        if (time.isNegative()) {
            faults.add(name, "must not be negative");
        }
    }

    private Optional<Duration> eraseAfter(String name, @Nullable Duration given) {
        if (given != null) {
            notNegative(name + ".erase-after", given);
        }
        return Optional.ofNullable(given);
    }

    private static <T> void each(String name, List<T> elements, BiConsumer<String, T> read) {
        for (int i = 0; i < elements.size(); i++) {
            read.accept(name + "[" + i + "]", elements.get(i));
        }
    }

    private void add(String name, PoolLineProperties given) {
        int capacity =
                given.capacity() == null ? Integer.MAX_VALUE : faults.atLeast(0, name + ".capacity", given.capacity());
        if (given.state() == LineState.RETIRED) {
            faults.add(name + ".state", "must be open, at-risk, reserved or draining");
        }
        String number = name + ".number";
        faults.accepted(number, Line.of(given.number())).ifPresent(line -> {
            faults.once(number, lines.stream().noneMatch(known -> known.line().equals(line)));
            lines.add(new PoolLine(line, capacity, given.state()));
        });
    }

    private void add(String name, ProjectProperties given) {
        OptionalInt limit = given.maxSharedUsers() == null
                ? OptionalInt.empty()
                : OptionalInt.of(faults.atLeast(0, name + ".max-shared-users", given.maxSharedUsers()));
        if (given.emails() == EmailRule.FORMAT) {
            faults.add(name + ".emails", "must be published or strict");
        }
        faults.accepted(name + ".id", ProjectId.of(given.id())).ifPresent(id -> {
            Project project = new Project(
                    id,
                    given.creatingUsers(),
                    limit,
                    given.sharedIdentity(),
                    given.phoneIdentity(),
                    new ValueRules(given.phoneNumbers(), given.emails()),
                    given.recreation(),
                    given.preferOnly() ? LinePreference.only(given.prefer()) : LinePreference.first(given.prefer()),
                    eraseAfter(name, given.eraseAfter()),
                    given.eventValues());
            faults.once(name + ".id", projects.put(id, project) == null);
            each(
                    name + ".lines",
                    given.lines(),
                    (element, number) -> faults.accepted(element, Line.of(number))
                            .ifPresent(line -> faults.once(element, owners.put(line, id) == null)));
        });
    }

    private void add(String name, ConsoleProjectProperties given) {
        faults.required(name + ".id", given.id()).map(ConsoleProjectId::new).ifPresent(id -> {
            ConsoleProject project = new ConsoleProject(
                    id, given.creatingUsers(), eraseAfter(name, given.eraseAfter()), given.eventValues());
            faults.once(name + ".id", consoleProjects.put(id, project) == null);
            Set<CustomerId> known = new HashSet<>();
            each(
                    name + ".customers",
                    given.customers(),
                    (element, customer) -> faults.accepted(element, CustomerId.of(customer))
                            .ifPresent(accepted -> faults.once(element, known.add(accepted))));
            customers.put(id, known);
        });
    }

    private void add(String name, AccountProperties given) {
        faults.required(name + ".id", given.id()).map(AccountId::new).ifPresent(id -> {
            Account account = new Account(
                    id,
                    given.creatingUsers(),
                    given.keys(),
                    given.phoneIdentity(),
                    eraseAfter(name, given.eraseAfter()),
                    given.eventValues());
            faults.once(name + ".id", accounts.put(id, account) == null);
        });
    }

    private void add(String name, AppProperties given) {
        int maxIdentifiers = faults.atLeast(1, name + ".max-identifiers", given.maxIdentifiers());
        faults.required(name + ".id", given.id()).map(AppId::new).ifPresent(id -> {
            App app = new App(
                    id,
                    given.sessions(),
                    maxIdentifiers,
                    given.phoneIdentity(),
                    eraseAfter(name, given.eraseAfter()),
                    given.eventValues());
            faults.once(name + ".id", apps.put(id, app) == null);
        });
    }

    /** The lines that take new users. */
    List<PoolLine> lines() {
        return List.copyOf(lines);
    }

    Tenants tenants() {
        return new ConfiguredTenants();
    }

    private final class ConfiguredTenants implements Tenants {
        @Override
        public Optional<Project> project(ProjectId id) {
            return Optional.ofNullable(projects.get(id));
        }

        @Override
        public boolean owns(ProjectId project, Line line) {
            return project.equals(owners.get(line));
        }

        @Override
        public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
            return Optional.ofNullable(consoleProjects.get(id));
        }

        @Override
        public boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
            return customers.getOrDefault(project, Set.of()).contains(customer);
        }

        @Override
        public Optional<Account> account(AccountId id) {
            return Optional.ofNullable(accounts.get(id));
        }

        @Override
        public Optional<App> app(AppId id) {
            return Optional.ofNullable(apps.get(id));
        }

        @Override
        public Collection<Tenant> erasing() {
            return Stream.<Map<?, ? extends Tenant>>of(projects, consoleProjects, accounts, apps)
                    .flatMap(tenants -> tenants.values().stream())
                    .<Tenant>map(tenant -> tenant)
                    .filter(tenant -> tenant.eraseAfter().isPresent())
                    .toList();
        }
    }
}
