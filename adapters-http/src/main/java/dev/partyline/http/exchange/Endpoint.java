package dev.partyline.http.exchange;

/** Whatever answers requests. Called by many threads at once; never gives null. */
@FunctionalInterface
public interface Endpoint {

    /** Answers one request, whatever it holds. */
    Answer handle(Request request);
}
