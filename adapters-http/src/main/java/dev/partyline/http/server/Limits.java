package dev.partyline.http.server;

import java.time.Duration;

/**
 * How long the server waits for whom. Immutable.
 *
 * @param request for a request as a whole, from the end of its head to the end of its answer; of a long answer, until
 *     it begins, and then for the client to take each piece; of a body in pieces, for the client to send each piece,
 *     and then for the work on it
 * @param idle for the head of a request, and for the next request on a connection
 * @param last for a request that may be on its way once the server stops, on a connection that has none at hand
 * @param rest for what a client still sends although it has its answer
 * @param stop for the requests that are under way once the server stops
 */
public record Limits(Duration request, Duration idle, Duration last, Duration rest, Duration stop) {
    /** What clients may rely on. */
    public static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    /** These limits with another one for a request, which one for its head never exceeds. */
    public Limits withRequest(Duration longest) {
        return new Limits(longest, longest.compareTo(idle) < 0 ? longest : idle, last, rest, stop);
    }
}
