package dev.partyline.http.operator;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Route;
import dev.partyline.ports.Usage;
import dev.partyline.ports.UserRegistry;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How much each tenant uses (L9), in the order of kinds and ids. */
final class TenantCall {
    private static final Comparator<TenantId> ORDER =
            Comparator.<TenantId, Kind>comparing(Kind::of).thenComparing(TenantId::toString);

    private final UserRegistry registry;
    private final List<TenantId> tenants;

    TenantCall(UserRegistry registry, Collection<TenantId> tenants) {
        this.registry = registry;
        this.tenants = tenants.stream().sorted(ORDER).toList();
    }

    /** A kind of tenant, with the kinds of users that it can have. */
    private enum Kind {
        PROJECT(UserKind.SHARED, UserKind.DEDICATED),
        CONSOLE_PROJECT(UserKind.CUSTOMER),
        ACCOUNT(UserKind.SUBSCRIBER),
        APP(UserKind.APP);

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
        private final List<UserKind> users;

        Kind(UserKind... users) {
            this.users = List.of(users);
        }

        static Kind of(TenantId tenant) {
            return tenant.fold(project -> PROJECT, consoleProject -> CONSOLE_PROJECT, account -> ACCOUNT, app -> APP);
        }
    }

    List<Route> routes(Operator operator) {
        return List.of(operator.route(
                "list_tenants",
                "GET",
                "/operator/tenants",
                (request, variables) -> Page.of(request, Cursor::tenant, this::list)));
    }

    private Answer list(Optional<TenantId> after, int limit) {
        List<TenantId> left = tenants.stream()
                .filter(tenant -> after.isEmpty() || ORDER.compare(tenant, after.get()) > 0)
                .toList();
        List<TenantId> page = left.subList(0, Math.min(limit, left.size()));
        return Page.answer(
                "tenants",
                page.stream().flatMap(this::row).toList(),
                page.size() == left.size() ? null : Cursor.of(page.get(limit - 1)));
    }

    private Stream<ObjectNode> row(TenantId tenant) {
        return registry.usage(tenant).fold(unknown -> Stream.empty(), usage -> Stream.of(row(tenant, usage)));
    }

    private static ObjectNode row(TenantId tenant, Usage usage) {
        Kind kind = Kind.of(tenant);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("tenant", tenant.toString())
                .put("kind", name(kind).replace('_', '-'));
        ObjectNode users = json.putObject("users");
        kind.users.forEach(of -> users.put(name(of), usage.of(of)));
        usage.maxSharedUsers()
                .ifPresentOrElse(most -> json.put("maxSharedUsers", most), () -> json.putNull("maxSharedUsers"));
        return json;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
