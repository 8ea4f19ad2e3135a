package dev.partyline.http.server;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Jetty's own errors, in JSON and without a word of what caused them. */
final class JsonErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String reason = HttpStatus.getMessage(response.getStatus());
        Answer answer = ErrorShape.ENVELOPE.answer(
                response.getStatus(), reason.toLowerCase(Locale.ROOT).replace(' ', '_'), reason + ".");
        answer.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(answer.bytes()), callback);
        return true;
    }
}
