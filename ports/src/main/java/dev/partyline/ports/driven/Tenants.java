package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.CustomerId;
import java.util.Optional;

/**
 * Which tenants there are, and what they have chosen (rule T3). The registry asks once for each request and keeps nothing. A host
 * implements the kinds of tenant that it has; of the others there are none.
 */
@FunctionalInterface
public interface Tenants {
    /** The project as it is now, or nothing where there is none with this id. */
    Optional<Project> project(ProjectId id);

    /** The console project as it is now, or nothing where there is none with this id. */
    default Optional<ConsoleProject> consoleProject(ConsoleProjectId id) {
        return Optional.empty();
    }

    /** Whether the console project has this customer now (rule C5). */
    default boolean hasCustomer(ConsoleProjectId project, CustomerId customer) {
        return false;
    }

    /** The account as it is now, or nothing where there is none with this id. */
    default Optional<Account> account(AccountId id) {
        return Optional.empty();
    }

    /** The app as it is now, or nothing where there is none with this id. */
    default Optional<App> app(AppId id) {
        return Optional.empty();
    }
}
