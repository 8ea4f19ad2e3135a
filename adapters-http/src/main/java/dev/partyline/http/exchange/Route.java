package dev.partyline.http.exchange;

import java.util.Map;
import java.util.Set;

/**
 * What is served for one method at the paths of one pattern. Immutable.
 *
 * @param operation what a request for it asks for
 * @param method the method; HEAD and OPTIONS are the {@link Router}'s own and refused
 * @param pattern a path such as {@code /projects/{projectId}/users}, whose variables each stand for one segment
 * @param errors the shape of the errors that the router itself gives at these paths
 * @param handler what answers
 */
public record Route(Operation operation, String method, String pattern, ErrorShape errors, Handler handler) {

    /** Decides on a request, given the decoded values of the pattern's variables. Called by many threads at once. */
    @FunctionalInterface
    public interface Handler {

        /**
         * The first step for one request. An exception, of this or of a later step, becomes an answer of status 500
         * that tells nothing of it; but that a port is down is 503.
         */
        Step handle(Request request, Map<String, String> variables);
    }

    public Route {
        if (Set.of("HEAD", "OPTIONS").contains(method)) {
            throw new IllegalArgumentException(method + " is answered by the router");
        }
    }

    /** A route to what belongs to no API. */
    public Route(String method, String pattern, ErrorShape errors, Handler handler) {
        this(Operation.PAGE, method, pattern, errors, handler);
    }
}
