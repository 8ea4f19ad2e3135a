package dev.partyline.http.spectrum;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Step;
import dev.partyline.http.user.Scope;
import dev.partyline.http.user.UserRoutes;
import dev.partyline.ports.Usage;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The users of Spectrum projects over HTTP. Safe for use by many threads. */
public final class SpectrumApi {
    private static final SpectrumErrors ERRORS = SpectrumErrors.ERRORS;

    private final UserRegistry registry;
    private final Tenants tenants;
    private final ProjectUsers users;

    /**
     * The API over a registry.
     *
     * @param secrets the secret of each project that may call
     */
    public SpectrumApi(UserRegistry registry, Tenants tenants, Map<ProjectId, Secret> secrets) {
        this.registry = registry;
        this.tenants = tenants;
        this.users = new ProjectUsers(tenants, new Credentials(secrets));
    }

    /** The project of this id, if there is one. */
    public Optional<Scope<?>> scope(String tenant) {
        return ProjectId.of(tenant)
                .toJavaOptional()
                .flatMap(tenants::project)
                .map(project -> new Scope<>(users, project));
    }

    /** What is served, and where. */
    public List<Route> routes() {
        UserRoutes<Project> routes = new UserRoutes<>(registry, users);
        Route usage = routes.routeAt(
                "usage",
                "GET",
                "/projects/{projectId}/usage",
                (project, request, variables) -> new Step.Work(Lane.STORE, () -> usage(project.id())));
        return Stream.concat(Stream.of(usage), routes.routes().stream()).toList();
    }

    private Answer usage(ProjectId project) {
        return registry.usage(project).fold(unknown -> ERRORS.unknownTenant(), SpectrumApi::answer);
    }

    private static Answer answer(Usage usage) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sharedUsers", usage.of(UserKind.SHARED));
        data.put(
                "maxSharedUsers",
                usage.maxSharedUsers().isPresent() ? usage.maxSharedUsers().getAsInt() : null);
        data.put("dedicatedUsers", usage.of(UserKind.DEDICATED));
        return ProjectUsers.succeed(Map.of("data", data)).as("told");
    }
}
