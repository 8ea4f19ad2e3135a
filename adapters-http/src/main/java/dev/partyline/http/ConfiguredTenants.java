package dev.partyline.http;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.http.config.Configuration;
import dev.partyline.http.config.Configuration.CortiProject;
import dev.partyline.http.config.Configuration.SpectrumProject;
import dev.partyline.ports.driven.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenants of a configuration, with their lines and customers. They stay as they are while the host runs. */
final class ConfiguredTenants implements Tenants {
    private final Map<ProjectId, SpectrumProject> projects;
    private final Map<ConsoleProjectId, CortiProject> consoleProjects;
    private final Map<AccountId, Account> accounts;
    private final Map<AppId, App> apps;
    private final List<Tenant> erasing;

    ConfiguredTenants(Configuration configuration) {
        projects = configuration.projects().stream()
                .collect(toUnmodifiableMap(entry -> entry.project().id(), entry -> entry));
        consoleProjects = configuration.consoleProjects().stream()
                .collect(toUnmodifiableMap(entry -> entry.project().id(), entry -> entry));
        accounts = configuration.accounts().stream()
                .collect(toUnmodifiableMap(entry -> entry.account().id(), entry -> entry.account()));
        apps = configuration.apps().stream()
                .collect(toUnmodifiableMap(entry -> entry.app().id(), entry -> entry.app()));
        erasing = configuration.tenants().stream()
                .flatMap(id -> find(id).stream())
                .filter(tenant -> tenant.eraseAfter().isPresent())
                .<Tenant>map(tenant -> tenant)
                .toList();
    }

    @Override
    public List<Tenant> erasing() {
        return erasing;
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return Optional.ofNullable(projects.get(id)).map(SpectrumProject::project);
    }

    @Override
    public boolean owns(ProjectId project, Line line) {
        return Optional.ofNullable(projects.get(project))
                .filter(owner -> owner.lines().contains(line))
                .isPresent();
    }

    @Override
    public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return Optional.ofNullable(consoleProjects.get(id)).map(CortiProject::project);
    }

    @Override
    public boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
        return Optional.ofNullable(consoleProjects.get(project))
                .filter(owner -> owner.customers().contains(customer))
                .isPresent();
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public Optional<App> app(AppId id) {
        return Optional.ofNullable(apps.get(id));
    }
}
