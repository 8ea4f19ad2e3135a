package dev.partyline.http;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.http.config.Configuration;
import dev.partyline.http.config.Configuration.SpectrumProject;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Endpoint;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Router;
import dev.partyline.http.spectrum.SpectrumApi;
import dev.partyline.inmemory.InMemoryAllocatingUserStore;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.LineOwnership;
import dev.partyline.ports.driven.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts the parts together: a configuration becomes an endpoint that any server can host. */
final class Host {
    private Host() {}

    static Endpoint over(Configuration configuration) {
        List<SpectrumProject> spectrum = configuration.spectrum().projects();
        Map<ProjectId, Project> projects = byId(spectrum, SpectrumProject::project);
        Map<ProjectId, Set<Line>> owned = byId(spectrum, SpectrumProject::lines);
        Map<ProjectId, Secret> secrets = byId(spectrum, SpectrumProject::secret);
        Tenants tenants = id -> Optional.ofNullable(projects.get(id));
        LineOwnership lines =
                (project, line) -> owned.getOrDefault(project, Set.of()).contains(line);
        InMemoryPhonePool pool = InMemoryPhonePool.of(configuration.spectrum().pool());
        UserRegistry registry = UserRegistry.over(new InMemoryAllocatingUserStore(pool), lines, tenants);

        List<Route> routes = new ArrayList<>(new SpectrumApi(registry, tenants, secrets).routes());
        routes.add(new Route("GET", "/healthz", ErrorShape.ENVELOPE, (request, variables) -> healthy()));
        return new Router(routes, ErrorShape.ENVELOPE);
    }

    private static Answer healthy() {
        return Answer.json(200, Map.of("status", "ok"));
    }

    private static <T> Map<ProjectId, T> byId(List<SpectrumProject> projects, Function<SpectrumProject, T> member) {
        return projects.stream()
                .collect(Collectors.toMap(entry -> entry.project().id(), member));
    }
}
