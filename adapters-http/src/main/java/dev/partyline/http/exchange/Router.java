package dev.partyline.http.exchange;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the route of a request. A last slash makes no difference; of several routes that match, the first given
 * answers. No path is 404, and so is one that can't be decoded; no such method is 405 with {@code Allow}; HEAD is what
 * GET answers, without its body; OPTIONS is 204 with {@code Allow}. Whatever a handler throws is a 500 without detail
 * and one line in the log without the exception's message, which may quote the request. Immutable, and safe for use by
 * many threads.
 */
public final class Router implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private record Target(Route route, PathPattern pattern) {}

    private record Match(Route route, Map<String, String> variables) {}

    private final List<Target> targets;
    private final ErrorShape unknownPath;

    /**
     * A router over these routes.
     *
     * @param unknownPath the shape of the error for a path at which there is no route
     * @throws IllegalArgumentException if a pattern is no path
     */
    public Router(List<Route> routes, ErrorShape unknownPath) {
        this.targets = routes.stream()
                .map(route -> new Target(route, PathPattern.of(route.pattern())))
                .toList();
        this.unknownPath = unknownPath;
    }

    @Override
    public Answer handle(Request request) {
        Answer answer = answer(request);
        return request.method().equals("HEAD") ? answer.withoutBody() : answer;
    }

    private Answer answer(Request request) {
        List<Match> matches = PathPattern.segments(request.path()).map(this::at).orElse(List.of());
        if (matches.isEmpty()) {
            return unknownPath.answer(404, "not_found", "There is nothing at this path.");
        }
        if (request.method().equals("OPTIONS")) {
            return Answer.empty(204).with("Allow", allowed(matches));
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        return matches.stream()
                .filter(match -> match.route().method().equals(method))
                .findFirst()
                .map(match -> answer(match, request))
                .orElseGet(() -> matches.get(0)
                        .route()
                        .errors()
                        .answer(405, "method_not_allowed", "This path does not take this method.")
                        .with("Allow", allowed(matches)));
    }

    /** That of the first route below whose beginning the path is, so that it need not be one that can be decoded. */
    @Override
    public ErrorShape errors(String path) {
        return targets.stream()
                .map(Target::route)
                .filter(route -> (path + "/").startsWith(beginning(route.pattern())))
                .findFirst()
                .map(Route::errors)
                .orElse(unknownPath);
    }

    /** What comes before the first variable. */
    private static String beginning(String pattern) {
        int variable = pattern.indexOf('{');
        return variable < 0 ? pattern + "/" : pattern.substring(0, variable);
    }

    private List<Match> at(List<String> path) {
        return targets.stream()
                .flatMap(target ->
                        target.pattern().match(path).stream().map(variables -> new Match(target.route(), variables)))
                .toList();
    }

    private static String allowed(List<Match> matches) {
        Set<String> methods = new LinkedHashSet<>();
        for (Match match : matches) {
            methods.add(match.route().method());
            if (match.route().method().equals("GET")) {
                methods.add("HEAD");
            }
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    // Errors too: a request that exhausts the stack is still a request, and its client waits.
    private static Answer answer(Match match, Request request) {
        try {
            return match.route().handler().handle(request, match.variables());
        } catch (RuntimeException | Error failure) {
            LOG.error("{}", withoutMessages(failure));
            return match.route().errors().answer(500, "internal_error", "Something went wrong here.");
        }
    }

    // The innermost frames of the first few causes say where; a stack that overflowed would fill the log.
    private static String withoutMessages(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(5)
                .map(cause -> cause.getClass().getName()
                        + Stream.of(cause.getStackTrace())
                                .limit(20)
                                .map(frame -> " at " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(" caused by "));
    }
}
