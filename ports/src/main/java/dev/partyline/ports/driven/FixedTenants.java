package dev.partyline.ports.driven;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tenants that do not change. Of two with the same id, the last one counts. */
final class FixedTenants implements Tenants {
    private final Map<TenantId, Optional<Tenant>> byId;

    FixedTenants(List<Tenant> tenants) {
        this.byId = tenants.stream()
                .collect(Collectors.toUnmodifiableMap(Tenant::id, Optional::of, (former, last) -> last));
    }

    @SuppressWarnings("unchecked") // An id is of the kind of its tenant.
    private <T extends Tenant> Optional<T> tenant(TenantId id) {
        return (Optional<T>) byId.getOrDefault(id, Optional.empty());
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return tenant(id);
    }

    @Override
    public Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return tenant(id);
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return tenant(id);
    }

    @Override
    public Optional<App> app(AppId id) {
        return tenant(id);
    }

    @Override
    public Collection<Tenant> erasing() {
        return byId.values().stream()
                .flatMap(Optional::stream)
                .filter(tenant -> tenant.eraseAfter().isPresent())
                .toList();
    }
}
