package dev.partyline.http.server;

import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;

import dev.partyline.http.exchange.Answer;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Answers as Netty sends them. */
final class Responses {
    private static final String LENGTH = "Content-Length";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private record Second(long number, String text) {}

    private static volatile Second now = new Second(0, "");

    private Responses() {}

    static FullHttpResponse of(Answer answer) {
        byte[] body = answer.bytes();
        FullHttpResponse response = new DefaultFullHttpResponse(
                HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), Unpooled.wrappedBuffer(body));
        answer.headers().forEach(response.headers()::set);
        boolean hasBody = answer.status() != 204 && answer.status() != 304;
        if (hasBody && !response.headers().contains(LENGTH)) {
            response.headers().set(LENGTH, Integer.toString(body.length));
        }
        response.headers().set("Date", date());
        return response;
    }

    /** The head of a long answer, whose length nobody knows yet. */
    static HttpResponse headOf(Answer answer) {
        HttpResponse response = new DefaultHttpResponse(HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
        answer.headers().forEach(response.headers()::set);
        response.headers().set("Date", date());
        return response;
    }

    /** Written out once a second. */
    private static String date() {
        Instant instant = Instant.now();
        Second second = now;
        if (second.number != instant.getEpochSecond()) {
            second = new Second(instant.getEpochSecond(), DATE.format(instant));
            now = second;
        }
        return second.text;
    }
}
