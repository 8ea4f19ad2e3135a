package dev.partyline.ports;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Tenants;
import java.util.Optional;

/** One project, which owns every line, and one account. */
class QuietTenants implements Tenants {
    @Override
    public Optional<Project> project(ProjectId id) {
        return Optional.of(Samples.PROJECT);
    }

    @Override
    public boolean owns(ProjectId project, Line line) {
        return true;
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return Optional.of(Samples.ACCOUNT);
    }
}
