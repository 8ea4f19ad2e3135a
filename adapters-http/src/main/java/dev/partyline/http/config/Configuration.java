package dev.partyline.http.config;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PoolLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the host serves. Immutable.
 *
 * @param projects the projects of the Spectrum API
 * @param pool the lines that their shared users get
 * @param consoleProjects the projects of the Corti API
 * @param accounts the accounts of the Connect API
 * @param apps the apps of the Prelude API
 * @param operatorToken the operator's; empty if nobody may call as the operator
 */
public record Configuration(
        List<SpectrumProject> projects,
        List<PoolLine> pool,
        List<CortiProject> consoleProjects,
        List<ConnectAccount> accounts,
        List<PreludeApp> apps,
        Optional<Secret> operatorToken) {

    /** The ids of all tenants. */
    public List<TenantId> tenants() {
        return Stream.of(
                        projects.stream().map(entry -> entry.project().id()),
                        consoleProjects.stream().map(entry -> entry.project().id()),
                        accounts.stream().map(entry -> entry.account().id()),
                        apps.stream().map(entry -> entry.app().id()))
                .<TenantId>flatMap(ids -> ids)
                .toList();
    }

    /**
     * A project of the Spectrum API.
     *
     * @param lines the lines that it owns
     */
    public record SpectrumProject(Project project, Secret secret, Set<Line> lines) {}

    /** A project of the Corti API, with the customers that it has. */
    public record CortiProject(ConsoleProject project, Secret token, Set<CustomerId> customers) {}

    /** An account of the Connect API. */
    public record ConnectAccount(Account account, Secret apiKey) {}

    /** An app of the Prelude API. */
    public record PreludeApp(App app, Secret token) {}
}
