package dev.partyline.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Utf8;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The head of a request as Netty decoded it: what RFC 9112 asks of it beyond that, and what it is to an endpoint. */
final class Head {
    /** What an address may not have in it, it has not. */
    private static final Pattern HOST = Pattern.compile("[^\\s/@?#%\\\\]*");

    private final HttpRequest head;
    private final String target;

    Head(HttpRequest head) {
        this.head = head;
        this.target = utf8(head.uri());
    }

    /** What the server itself refuses the request for, if it does. Nothing after it can be trusted. */
    Optional<ServerRefusal> refusal() {
        if (head.decoderResult().isFailure()) {
            return Optional.of(refusalOf(head.decoderResult().cause()));
        }
        if (head.protocolVersion().majorVersion() != 1) {
            return Optional.of(ServerRefusal.HTTP_VERSION_NOT_SUPPORTED);
        }
        if (!hasOneHost() || !hasTarget() || !isFramed()) {
            return Optional.of(ServerRefusal.BAD_REQUEST);
        }
        return isExpectationMet() ? Optional.empty() : Optional.of(ServerRefusal.EXPECTATION_FAILED);
    }

    private static ServerRefusal refusalOf(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return ServerRefusal.REQUEST_URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException
                ? ServerRefusal.REQUEST_HEADER_FIELDS_TOO_LARGE
                : ServerRefusal.BAD_REQUEST;
    }

    private boolean isExpectationMet() {
        return head.headers().getAll(HttpHeaderNames.EXPECT).stream()
                .allMatch(HttpHeaderValues.CONTINUE::contentEqualsIgnoreCase);
    }

    private boolean hasOneHost() {
        List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
        return (hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches()) || (hosts.isEmpty() && isOfHttp10());
    }

    private boolean hasTarget() {
        return target.chars().noneMatch(c -> c <= ' ' || c == 0x7F)
                && (target.startsWith("/")
                        || isAbsolute()
                        || (target.equals("*") && head.method().equals(HttpMethod.OPTIONS))
                        || head.method().equals(HttpMethod.CONNECT));
    }

    /** The form in which a proxy is asked, which a server has to know as well. */
    private boolean isAbsolute() {
        return target.regionMatches(true, 0, "http://", 0, "http://".length());
    }

    private boolean isFramed() {
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)));
    }

    /** The request for the endpoint. */
    Request request() {
        int question = target.indexOf('?');
        return new Request(head.method().name(), path(), question < 0 ? "" : target.substring(question + 1), fields());
    }

    private Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        head.headers()
                .forEach(field -> fields.computeIfAbsent(field.getKey(), name -> new ArrayList<>(1))
                        .add(utf8(field.getValue())));
        return fields;
    }

    /** The path, as far as there is one. */
    String path() {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        if (!isAbsolute()) {
            return path;
        }
        int slash = path.indexOf('/', "http://".length());
        return slash < 0 ? "/" : path.substring(slash);
    }

    boolean isForHead() {
        return head.method().equals(HttpMethod.HEAD);
    }

    boolean isKeptAlive() {
        return HttpUtil.isKeepAlive(head);
    }

    boolean isOfHttp10() {
        return head.protocolVersion().minorVersion() == 0;
    }

    boolean waitsForContinue() {
        return HttpUtil.is100ContinueExpected(head);
    }

    /** Netty reads each byte as a character. Clients send UTF-8; what is none stays as it came. */
    private static String utf8(String bytes) {
        return isAscii(bytes) ? bytes : Utf8.decode(bytes.getBytes(ISO_8859_1)).orElse(bytes);
    }

    private static boolean isAscii(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
