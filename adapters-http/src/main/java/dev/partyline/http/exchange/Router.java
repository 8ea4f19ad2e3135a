package dev.partyline.http.exchange;

import dev.partyline.ports.driven.UnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the route of a request. A last slash makes no difference; of several patterns that match, the one with the
 * fewest variables counts, and of its routes the first given answers. No path is 404, in the shape of the API whose
 * paths begin like it; one that can't be decoded is 400; no such method is 405 with {@code Allow}; HEAD is what GET
 * answers, without its body; OPTIONS is 204 with {@code Allow}, for {@code *} with all methods that there are. A
 * field that has one value and comes with two is 400. A port that is down is 503. Whatever else a handler throws is a
 * 500 without detail and one line in the log without the exception's message, which may quote the request. Immutable,
 * and safe for use by many threads.
 */
public final class Router implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private record Target(Route route, PathPattern pattern, int variables) {
        static Target of(Route route) {
            PathPattern pattern = PathPattern.of(route.pattern());
            return new Target(route, pattern, pattern.variables());
        }
    }

    private final List<Target> targets;
    private final ErrorShape unknownPath;

    /**
     * A router over these routes.
     *
     * @param unknownPath the shape of the error for a path that begins like that of no route
     * @throws IllegalArgumentException if a pattern is no path
     */
    public Router(List<Route> routes, ErrorShape unknownPath) {
        this.targets = routes.stream().map(Target::of).toList();
        this.unknownPath = unknownPath;
    }

    @Override
    public Reception receive(Request request) {
        UnaryOperator<Answer> last = request.method().equals("HEAD") ? Answer::withoutBody : UnaryOperator.identity();
        Optional<List<String>> path = PathPattern.segments(request.path());
        if (path.isEmpty() && request.path().startsWith("/")) {
            ErrorShape errors = errors(request.path());
            return unknown(errors, last.apply(errors.malformedPath()));
        }
        List<Target> matches = path.map(this::at).orElseGet(() -> isOfHost(request) ? targets : List.of());
        if (matches.isEmpty()) {
            ErrorShape errors = errors(request.path());
            return unknown(errors, last.apply(errors.answer(404, "not_found", "There is nothing at this path.")));
        }
        if (request.method().equals("OPTIONS")) {
            return unknown(unknownPath, Answer.empty(204).with("Allow", allowed(matches)));
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Optional<Target> match = matches.stream()
                .filter(candidate -> candidate.route().method().equals(method))
                .findFirst();
        ErrorShape errors = match.orElse(matches.get(0)).route().errors();
        return match.map(found -> new Reception(
                        found.route().operation(), errors, step(found, path.orElseThrow(), request, last)))
                .orElseGet(() -> unknown(
                        errors,
                        last.apply(errors.answer(405, "method_not_allowed", "This path does not take this method.")
                                .with("Allow", allowed(matches)))));
    }

    private static Reception unknown(ErrorShape errors, Answer answer) {
        return new Reception(Operation.UNKNOWN, errors, answer);
    }

    private static Step step(Target match, List<String> path, Request request, UnaryOperator<Answer> last) {
        ErrorShape errors = match.route().errors();
        return request.ambiguousField()
                .<Step>map(field -> last.apply(errors.ambiguousField(field)))
                .orElseGet(() -> guarded(
                        errors,
                        last,
                        () -> match.route()
                                .handler()
                                .handle(request, match.pattern().variables(path))));
    }

    // Errors too: a request that exhausts the stack is still a request, and its client waits.
    private static Step guarded(ErrorShape errors, UnaryOperator<Answer> last, Supplier<Step> stage) {
        Step step;
        try {
            step = stage.get();
        } catch (UnavailableException portIsDown) {
            return last.apply(errors.unavailable(portIsDown));
        } catch (RuntimeException | Error failure) {
            LOG.error("{}", withoutMessages(failure));
            return last.apply(errors.answer(500, "internal_error", "Something went wrong here."));
        }
        if (step instanceof Step.Read read) {
            return new Step.Read(
                    read.most(), body -> guarded(errors, last, () -> read.then().apply(body)));
        }
        if (step instanceof Step.Receive receive) {
            return new Step.Receive(
                    piece -> guarded(errors, last, () -> receive.then().apply(piece)));
        }
        if (step instanceof Step.Work work) {
            return new Step.Work(work.lane(), () -> guarded(errors, last, work.task()::get));
        }
        if (step instanceof Step.Begin begin) {
            return new Step.Begin(begin.head(), begin.failed(), guarded(errors, last, begin::then));
        }
        if (step instanceof Step.Send send) {
            return new Step.Send(send.piece(), guarded(errors, last, send::then));
        }
        return step instanceof Answer answer ? last.apply(answer) : step;
    }

    /** Asks what the host does as a whole (RFC 9110, 9.3.7). */
    private static boolean isOfHost(Request request) {
        return request.method().equals("OPTIONS") && request.path().equals("*");
    }

    /** That of the route whose path begins most like this one, which need be neither known nor one that decodes. */
    @Override
    public ErrorShape errors(String path) {
        ErrorShape nearest = unknownPath;
        int most = 0;
        for (Target target : targets) {
            int alike = target.pattern().alike(path);
            if (alike > most) {
                most = alike;
                nearest = target.route().errors();
            }
        }
        return nearest;
    }

    private List<Target> at(List<String> path) {
        List<Target> fewest = new ArrayList<>();
        for (Target target : targets) {
            if (target.pattern().matches(path)) {
                int more = fewest.isEmpty()
                        ? 0
                        : target.variables() - fewest.get(0).variables();
                if (more < 0) {
                    fewest.clear();
                }
                if (more <= 0) {
                    fewest.add(target);
                }
            }
        }
        return fewest;
    }

    private static String allowed(List<Target> matches) {
        Set<String> methods = new LinkedHashSet<>();
        for (Target match : matches) {
            methods.add(match.route().method());
            if (match.route().method().equals("GET")) {
                methods.add("HEAD");
            }
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
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
