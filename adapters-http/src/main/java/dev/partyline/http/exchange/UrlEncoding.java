package dev.partyline.http.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Percent-encoding, read strictly: {@code java.net.URLDecoder} would turn bytes that are not UTF-8 into replacement
 * characters, and so make two different texts one. Stateless, and safe for use by many threads.
 */
public final class UrlEncoding {

    private UrlEncoding() {}

    /**
     * Decodes one component, such as a path segment; a {@code +} stays what it is.
     *
     * @return the text, or nothing if a percent sign is not followed by two hexadecimal digits or if what comes out is
     *     not UTF-8
     */
    public static Optional<String> decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return Optional.of(encoded);
        }
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? hexDigit(in[i + 1]) : -1;
            int low = i + 2 < in.length ? hexDigit(in[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return Utf8.decode(out.toByteArray());
    }

    /**
     * Decodes {@code name=value} pairs joined by {@code &}, as in a query string or an urlencoded form; here a
     * {@code +} is a space. A name without {@code =} has the empty text as its value.
     *
     * @return the values by name, in the order given, or nothing if a pair can't be decoded or a name occurs twice
     */
    public static Optional<Map<String, String>> decodePairs(String encoded) {
        var pairs = new LinkedHashMap<String, String>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            Optional<String> name = decode(spaced(equals < 0 ? pair : pair.substring(0, equals)));
            Optional<String> value = decode(spaced(equals < 0 ? "" : pair.substring(equals + 1)));
            if (name.isEmpty() || value.isEmpty() || pairs.putIfAbsent(name.get(), value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(Collections.unmodifiableMap(pairs));
    }

    private static String spaced(String encoded) {
        return encoded.replace('+', ' ');
    }

    private static int hexDigit(byte ascii) {
        // A negative byte, being no ASCII, has no digit value.
        return Character.digit(ascii, 16);
    }
}
