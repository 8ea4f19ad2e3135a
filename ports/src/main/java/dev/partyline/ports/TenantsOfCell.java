package dev.partyline.ports;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.CellDirectory;
import dev.partyline.ports.driven.CellName;
import dev.partyline.ports.driven.Tenants;
import java.util.Collection;
import java.util.Optional;

/** What a cell knows of the tenants: those that are in it, and which lines of it they own. */
record TenantsOfCell(CellName cell, CellDirectory directory, Tenants all) implements Tenants {

    private boolean isHere(TenantId tenant) {
        return directory.cellOf(tenant).equals(Optional.of(cell));
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return isHere(id) ? all.project(id) : Optional.empty();
    }

    /** P2: a pair of phone and line is looked for in this cell only, so the line has to be of this cell. */
    @Override
    public boolean owns(ProjectId project, Line line) {
        return directory.cellOf(line).equals(Optional.of(cell)) && all.owns(project, line);
    }

    @Override
    public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return isHere(id) ? all.consoleProject(id) : Optional.empty();
    }

    @Override
    public boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
        return all.hasCustomer(project, customer);
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return isHere(id) ? all.account(id) : Optional.empty();
    }

    @Override
    public Optional<App> app(AppId id) {
        return isHere(id) ? all.app(id) : Optional.empty();
    }

    @Override
    public Collection<? extends Tenant> erasing() {
        return all.erasing().stream().filter(tenant -> isHere(tenant.id())).toList();
    }
}
