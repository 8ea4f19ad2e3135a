package dev.partyline.http.server;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;

/**
 * What the server itself refuses a request for, whatever is served at its path: its head says nothing that can be
 * served, or its body does not come. Each has the status and the code that the client is told.
 */
public enum ServerRefusal {
    BAD_REQUEST(HttpResponseStatus.BAD_REQUEST),
    /** Of a body alone. */
    REQUEST_TIMEOUT(HttpResponseStatus.REQUEST_TIMEOUT),
    REQUEST_URI_TOO_LONG(HttpResponseStatus.REQUEST_URI_TOO_LONG),
    EXPECTATION_FAILED(HttpResponseStatus.EXPECTATION_FAILED),
    REQUEST_HEADER_FIELDS_TOO_LARGE(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    HTTP_VERSION_NOT_SUPPORTED(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);

    @SuppressWarnings("ImmutableEnumChecker") // Its fields are final.
    private final HttpResponseStatus status;

    ServerRefusal(HttpResponseStatus status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status.code();
    }

    /** What a program reads. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Answer answer(ErrorShape errors) {
        return answer(errors, status.reasonPhrase() + ".");
    }

    Answer answer(ErrorShape errors, String message) {
        return errors.answer(status(), code(), message);
    }
}
