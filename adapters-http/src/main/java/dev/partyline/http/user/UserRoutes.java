package dev.partyline.http.user;

import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.user.UserId;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.UserRegistry;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is served at the paths of an API's users, but for what each API has alone. Safe for use by many threads.
 *
 * @param <S> the scope of a call
 */
public final class UserRoutes<S> {
    private static final String USER = "/{userId}";

    private final UserApi<S> api;
    private final Creating<S> creating;
    private final BulkCreating<S> bulk;
    private final OneUser<S> one;
    private final UserList<S> list;

    public UserRoutes(UserRegistry registry, UserApi<S> api) {
        this.api = api;
        this.creating = new Creating<>(registry, api);
        this.bulk = new BulkCreating<>(registry, api);
        this.one = new OneUser<>(registry, api);
        this.list = new UserList<>(registry, api);
    }

    /** What answers once it is known who calls. */
    @FunctionalInterface
    public interface Handler<S> {
        Step handle(S scope, Request request, Map<String, String> variables);
    }

    /** What answers once it is known who calls, for which user. */
    @FunctionalInterface
    private interface OfUser<S> {
        Step handle(S scope, UserId id, Request request);
    }

    /** The change that a path asks for, or the answer to one that asks for none. */
    @FunctionalInterface
    public interface ChangeOf<S> {
        Either<? extends Step, ? extends ChangeRequest<?>> of(S scope, UserId id, Map<String, String> variables);
    }

    /** What all APIs serve. */
    public List<Route> routes() {
        return List.of(
                create("create", "", creating::create),
                create("bulk", "/bulk", bulk::create),
                route("list", "GET", "", (scope, request, variables) -> list.list(scope, request)),
                ofUser("get", "GET", USER, one::get),
                ofUser("change", "PATCH", USER, one::patch),
                ofUser("deactivate", "DELETE", USER, one::deactivate),
                ofUser("erase", "POST", USER + "/erase", one::erase));
    }

    /** Who may create is not always who may call. */
    private Route create(String name, String below, BiFunction<S, Request, Step> handler) {
        return new Route(
                new Operation(api.name(), name),
                "POST",
                api.path() + below,
                api.errors(),
                (request, variables) -> api.creator(request, variables)
                        .<Step>fold(refused -> refused, scope -> handler.apply(scope, request)));
    }

    /** A route below the path of the users. */
    public Route route(String name, String method, String below, Handler<S> handler) {
        return routeAt(name, method, api.path() + below, handler);
    }

    /** A route at a path of the API's. */
    public Route routeAt(String name, String method, String path, Handler<S> handler) {
        return new Route(
                new Operation(api.name(), name),
                method,
                path,
                api.errors(),
                (request, variables) -> api.caller(request, variables)
                        .<Step>fold(refused -> refused, scope -> handler.handle(scope, request, variables)));
    }

    /** A route to a change of one user. */
    public Route change(String name, String method, String belowUser, ChangeOf<S> change) {
        return route(
                name,
                method,
                USER + belowUser,
                (scope, request, variables) -> withId(
                        variables,
                        id -> change.of(scope, id, variables)
                                .<Step>fold(refused -> refused, valid -> one.change(scope, id, request, valid))));
    }

    private Route ofUser(String name, String method, String below, OfUser<S> handler) {
        return route(
                name,
                method,
                below,
                (scope, request, variables) -> withId(variables, id -> handler.handle(scope, id, request)));
    }

    private Step withId(Map<String, String> variables, Function<UserId, Step> then) {
        return api.id(variables.getOrDefault("userId", "")).map(then).orElseGet(api.errors()::userNotFound);
    }
}
