package dev.partyline.http.operator;

import dev.partyline.http.api.Bearer;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.Problem;
import dev.partyline.http.body.BodyReader;
import dev.partyline.http.body.Format;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Step;
import java.util.Set;
import java.util.function.Function;

/** Whoever bears this token. */
record Operator(Secret token) {
    private static final String SCHEME = "Bearer realm=\"operator\"";
    private static final BodyReader JSON = new BodyReader(Set.of(Format.JSON));

    /** A route that only the operator gets through. */
    Route route(String name, String method, String path, Route.Handler handler) {
        return new Route(
                new Operation("operator", name),
                method,
                path,
                Problem.SHAPE,
                (request, variables) ->
                        isFrom(request) ? handler.handle(request, variables) : Problem.unauthorized(SCHEME));
    }

    /** The same for a POST with a JSON object of at most so many bytes. */
    Route post(String name, String path, int most, Function<MemberReader, Step> handler) {
        return route(
                name,
                "POST",
                path,
                (request, variables) -> new Step.Read(
                        most,
                        body -> JSON.read(request, body)
                                .fold(
                                        members -> handler.apply(new MemberReader(members)),
                                        Problem.SHAPE::unsupportedMediaType,
                                        () -> Problem.SHAPE.bodyTooLarge(most),
                                        Problem::malformedBody)));
    }

    private boolean isFrom(Request request) {
        return Bearer.token(request).filter(token::matches).isPresent();
    }
}
