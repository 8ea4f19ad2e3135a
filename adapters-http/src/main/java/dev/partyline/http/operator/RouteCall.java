package dev.partyline.http.operator;

import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.http.api.Problem;
import dev.partyline.http.api.QueryReader;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.UserRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** Who is behind a phone and a line (R1, R5). */
final class RouteCall {
    private static final String PHONE = "phone";
    private static final String LINE = "line";

    private final UserRegistry registry;

    RouteCall(UserRegistry registry) {
        this.registry = registry;
    }

    List<Route> routes(Operator operator) {
        return List.of(operator.route("route", "GET", "/operator/route", (request, variables) -> route(request)));
    }

    private Step route(Request request) {
        QueryReader query = QueryReader.of(request);
        query.refuseAllBut(Set.of(PHONE, LINE));
        query.require(PHONE);
        query.require(LINE);
        Optional<PhoneNumber> phone = query.number(PHONE, PhoneNumber::of);
        Optional<Line> line = query.number(LINE, Line::of);
        return query.complete(
                () -> new Step.Work(Lane.STORE, () -> route(phone.orElseThrow(), line.orElseThrow())),
                Problem::invalid);
    }

    private Answer route(PhoneNumber phone, Line line) {
        return registry.route(phone, line)
                .flatMap(route -> route.user() instanceof LineUser user
                        ? Optional.of(answer(user, route.former()))
                        : Optional.empty())
                .orElseGet(() -> Problem.of(404, "user_not_found", "Nobody is behind this phone and this line."));
    }

    /** The line is the one that the user has now. */
    private static Answer answer(LineUser user, boolean former) {
        return Answer.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("tenant", user.tenant().toString())
                                .put("id", user.id().toString())
                                .put("line", user.line().e164())
                                .put("former", former))
                .as("found");
    }
}
