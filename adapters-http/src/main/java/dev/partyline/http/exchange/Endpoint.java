package dev.partyline.http.exchange;

/** Whatever answers requests. Called by many threads at once; never gives null. */
@FunctionalInterface
public interface Endpoint {

    /** What becomes of a request, whatever it holds. Decides by the head alone, and must not wait for anything. */
    Reception receive(Request request);

    /** The shape of the errors if a request at this path, as it was sent, never gets to the endpoint. */
    default ErrorShape errors(String path) {
        return ErrorShape.ENVELOPE;
    }
}
