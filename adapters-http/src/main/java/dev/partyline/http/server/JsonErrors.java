package dev.partyline.http.server;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Endpoint;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Jetty's own errors, in JSON and without a word of what caused them. */
final class JsonErrors implements Request.Handler {
    private final Endpoint endpoint;

    /** Errors in the shapes of this endpoint. */
    JsonErrors(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String reason = HttpStatus.getMessage(response.getStatus());
        // There is no path where the request line is none.
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
        Answer answer = endpoint.errors(path)
                .answer(response.getStatus(), reason.toLowerCase(Locale.ROOT).replace(' ', '_'), reason + ".");
        answer.headers().forEach(response.getHeaders()::put);
        // The server leaves it out itself only after a request that it has understood.
        byte[] body = HttpMethod.HEAD.is(request.getMethod()) ? new byte[0] : answer.bytes();
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
