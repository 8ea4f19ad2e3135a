package dev.partyline.http.exchange;

import java.util.Map;
import java.util.Set;

/**
 * What is served for one method at the paths of one pattern. Immutable.
 *
 * @param method the method; HEAD and OPTIONS are the {@link Router}'s own and refused
 * @param pattern a path such as {@code /projects/{projectId}/users}, whose variables each stand for one segment
 * @param errors the shape of the errors that the router itself gives at these paths
 * @param handler what answers
 */
public record Route(String method, String pattern, ErrorShape errors, Handler handler) {

    /** Answers a request, given the decoded values of the pattern's variables. Called by many threads at once. */
    @FunctionalInterface
    public interface Handler {

        /** Answers one request; an exception becomes an answer of status 500 that tells nothing of it. */
        Answer handle(Request request, Map<String, String> variables);
    }

    public Route {
        if (Set.of("HEAD", "OPTIONS").contains(method)) {
            throw new IllegalArgumentException(method + " is answered by the router");
        }
    }
}
