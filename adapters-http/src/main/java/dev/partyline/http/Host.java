package dev.partyline.http;

import dev.partyline.http.config.Configuration;
import dev.partyline.http.config.ConfigurationException;
import dev.partyline.http.config.ConfigurationReader;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Endpoint;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Router;
import dev.partyline.http.exchange.Step;
import dev.partyline.http.operator.OperatorApi;
import dev.partyline.http.operator.OperatorPage;
import dev.partyline.http.page.Resources;
import dev.partyline.http.password.Argon2idHasher;
import dev.partyline.http.store.HostStore;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts the parts together.
 *
 * @param endpoint what any server can serve
 * @param registry what it works on
 * @param apis the APIs among what is served
 */
record Host(Endpoint endpoint, UserRegistry registry, Apis apis) {

    static Host over(Configuration configuration, HostStore store, Metrics metrics)
            throws IOException, ConfigurationException {
        ConfiguredTenants tenants = new ConfiguredTenants(configuration);
        RegistryOptions options = RegistryOptions.DEFAULT.withPasswords(new Argon2idHasher());
        UserRegistry registry = UserRegistry.of(store.users(), tenants, options);
        LineRegistry lines = LineRegistry.of(store.users(), tenants, options);
        Apis apis = Apis.of(configuration, tenants, options.passwords()::knows, registry);
        Gauges gauges = new Gauges(
                registry,
                store::pool,
                configuration.projects().stream().map(entry -> entry.project()).toList(),
                metrics.registry());
        Readiness readiness = new Readiness(store::isReady);
        List<Route> pages = List.of(
                page("/healthz", store.waits() ? new Step.Work(Lane.HEALTH, readiness::answer) : Readiness.READY),
                page("/livez", Readiness.READY),
                page("/metrics", new Step.Work(Lane.FIGURES, () -> {
                    gauges.look();
                    return metrics.page();
                })),
                page(
                        "/openapi.json",
                        new Answer(200, Map.of("Content-Type", "application/json"), Resources.text("openapi.json"))));
        List<Route> routes = Stream.of(
                        apis.routes(),
                        operator(configuration, tenants, registry, lines),
                        pages,
                        Docs.routes(isDemo(configuration)),
                        operatorPage(configuration))
                .flatMap(List::stream)
                .toList();
        return new Host(new Router(routes, ErrorShape.ENVELOPE), registry, apis);
    }

    private static List<Route> operator(
            Configuration configuration, ConfiguredTenants tenants, UserRegistry registry, LineRegistry lines) {
        return configuration
                .operatorToken()
                .map(token -> new OperatorApi(registry, lines, tenants, configuration.tenants(), token).routes())
                .orElseGet(List::of);
    }

    private static List<Route> operatorPage(Configuration configuration) throws IOException {
        return configuration.operatorToken().isPresent() ? OperatorPage.routes() : List.of();
    }

    /** Asked of what is served, so that nobody's own secret is ever taken for the demo's. */
    private static boolean isDemo(Configuration configuration) throws IOException, ConfigurationException {
        return configuration.equals(ConfigurationReader.read(Resources.text("demo.json")));
    }

    private static Route page(String path, Step answer) {
        return new Route("GET", path, ErrorShape.ENVELOPE, (request, variables) -> answer);
    }
}
