package dev.partyline.http.connect;

import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Field;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.Problem;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Step;
import dev.partyline.http.user.Scope;
import dev.partyline.http.user.UserRoutes;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The subscriber users of accounts over HTTP. Safe for use by many threads. */
public final class ConnectApi {
    private final UserRegistry registry;
    private final Tenants tenants;
    private final AccountUsers users;

    /**
     * The API over a registry.
     *
     * @param apiKeys the key of each account that may call, no two alike
     */
    public ConnectApi(UserRegistry registry, Tenants tenants, Map<AccountId, Secret> apiKeys) {
        this.registry = registry;
        this.tenants = tenants;
        this.users = new AccountUsers(tenants, apiKeys);
    }

    /** The account of this id, if there is one. */
    public Optional<Scope<?>> scope(String tenant) {
        return tenants.account(new AccountId(tenant)).map(account -> new Scope<>(users, account));
    }

    /** What is served, and where. */
    public List<Route> routes() {
        UserRoutes<Account> routes = new UserRoutes<>(registry, users);
        String customer = "/customers/{customerId}";
        return Stream.concat(
                        Stream.of(
                                routes.change(
                                        "join",
                                        "PUT",
                                        customer,
                                        (account, id, variables) -> withCustomer(
                                                variables,
                                                found -> SubscriberUserPatch.joining(account.id(), id, found))),
                                routes.change(
                                        "leave",
                                        "DELETE",
                                        customer,
                                        (account, id, variables) -> withCustomer(
                                                variables,
                                                found -> SubscriberUserPatch.leaving(account.id(), id, found)))),
                        routes.routes().stream())
                .toList();
    }

    /** The change for the customer of the path, if it is one that there can be. */
    private static Either<Step, SubscriberUserPatch> withCustomer(
            Map<String, String> variables, Function<CustomerId, SubscriberUserPatch> change) {
        return CustomerId.of(variables.get("customerId"))
                .toEither()
                .<Step>mapLeft(fault -> Problem.invalid(List.of(FieldFault.of(Field.CUSTOMER_ID.published(), fault))))
                .map(change);
    }
}
