package dev.partyline.inmemory.kinds;

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
import dev.partyline.ports.driven.Tenants;
import java.util.Collection;
import java.util.Optional;

/** Whatever a project is asked for a line, or a console project for a customer. */
record OwnsEverything(Tenants tenants) implements Tenants {
    @Override
    public Optional<Project> project(ProjectId id) {
        return tenants.project(id);
    }

    @Override
    public boolean owns(ProjectId project, Line line) {
        return true;
    }

    @Override
    public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return tenants.consoleProject(id);
    }

    @Override
    public boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
        return true;
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return tenants.account(id);
    }

    @Override
    public Optional<App> app(AppId id) {
        return tenants.app(id);
    }

    @Override
    public Collection<? extends Tenant> erasing() {
        return tenants.erasing();
    }
}
