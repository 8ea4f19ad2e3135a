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
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which tenants there are, what they have chosen, and which lines and customers they have (rules T3, D1, C5). A host
 * implements the questions about the kinds of tenant that it has. Of the other kinds there are none. The registry asks
 * anew for each request and keeps no answer.
 */
public interface Tenants {
    /** The project as it is now; empty if there is none with this id. */
    default Optional<Project> project(ProjectId id) {
        return Optional.empty();
    }

    /** Whether the project owns the line now (rule D1). */
    default boolean owns(ProjectId project, Line line) {
        return false;
    }

    /** The console project as it is now; empty if there is none with this id. */
    default Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return Optional.empty();
    }

    /** Whether the console project has this customer now (rule C5). */
    default boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
        return false;
    }

    /** The account as it is now; empty if there is none with this id. */
    default Optional<Account> account(AccountId id) {
        return Optional.empty();
    }

    /** The app as it is now; empty if there is none with this id. */
    default Optional<App> app(AppId id) {
        return Optional.empty();
    }

    /** The tenant of whichever kind, as it is now; empty if there is none with this id. */
    default Optional<? extends Tenant> find(TenantId tenant) {
        return tenant.<Optional<? extends Tenant>>fold(this::project, this::consoleProject, this::account, this::app);
    }

    /**
     * The tenants that say after how long their users are erased (rule X3). A sweep asks each time. None, unless the
     * host says otherwise.
     */
    default Collection<? extends Tenant> erasing() {
        return List.of();
    }

    /** These tenants and no others. They own no lines and have no customers. For a start, and for tests. */
    static Tenants of(Tenant... tenants) {
        return new FixedTenants(List.of(tenants));
    }
}
