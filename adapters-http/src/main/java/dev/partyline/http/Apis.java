package dev.partyline.http;

import static java.util.stream.Collectors.toMap;

import dev.partyline.domain.value.PasswordHash;
import dev.partyline.http.config.Configuration;
import dev.partyline.http.connect.ConnectApi;
import dev.partyline.http.corti.CortiApi;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.prelude.PreludeApi;
import dev.partyline.http.spectrum.SpectrumApi;
import dev.partyline.http.user.Scope;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The published APIs over one registry. Safe for use by many threads. */
record Apis(SpectrumApi spectrum, CortiApi corti, ConnectApi connect, PreludeApi prelude) {

    /** @param knownHashes whether a hash of a password is one that the registry takes (C7) */
    static Apis of(
            Configuration configuration, Tenants tenants, Predicate<PasswordHash> knownHashes, UserRegistry registry) {
        return new Apis(
                new SpectrumApi(
                        registry,
                        tenants,
                        configuration.projects().stream()
                                .collect(toMap(entry -> entry.project().id(), entry -> entry.secret()))),
                new CortiApi(
                        registry,
                        tenants,
                        knownHashes,
                        configuration.consoleProjects().stream()
                                .collect(toMap(entry -> entry.project().id(), entry -> entry.token()))),
                new ConnectApi(
                        registry,
                        tenants,
                        configuration.accounts().stream()
                                .collect(toMap(entry -> entry.account().id(), entry -> entry.apiKey()))),
                new PreludeApi(
                        registry,
                        tenants,
                        configuration.apps().stream()
                                .collect(toMap(entry -> entry.app().id(), entry -> entry.token()))));
    }

    List<Route> routes() {
        return Stream.of(spectrum.routes(), corti.routes(), connect.routes(), prelude.routes())
                .flatMap(List::stream)
                .toList();
    }

    /** The tenants of this id, by the names of their APIs; of one API, if its name and a colon are before the id. */
    Map<String, Scope<?>> scopes(String tenant) {
        Map<String, Scope<?>> scopes = new LinkedHashMap<>();
        Stream.of(spectrum.scope(tenant), corti.scope(tenant), connect.scope(tenant), prelude.scope(tenant))
                .flatMap(Optional::stream)
                .forEach(scope -> scopes.put(scope.api().name(), scope));
        int colon = tenant.indexOf(':');
        if (scopes.isEmpty() && colon > 0) {
            Map<String, Scope<?>> named = scopes(tenant.substring(colon + 1));
            named.keySet().retainAll(List.of(tenant.substring(0, colon)));
            return named;
        }
        return scopes;
    }
}
