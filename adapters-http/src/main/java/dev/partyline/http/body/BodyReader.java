package dev.partyline.http.body;

import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.UrlEncoding;
import dev.partyline.http.exchange.Utf8;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads bodies in the formats that one API accepts. A body must say its media type; parameters of it make no difference
 * but for a character set, which can only be UTF-8. Bytes that are not UTF-8, an empty body and a name given twice are
 * malformed in every format, and a body that is compressed is unsupported. Never throws. Immutable, and safe for use by
 * many threads.
 */
public final class BodyReader {

    private final Set<Format> accepted;

    /** A reader of these formats; any other is an unsupported media type. */
    public BodyReader(Set<Format> accepted) {
        this.accepted = Set.copyOf(accepted);
    }

    /** Reads the body of a request. */
    public Reading read(Request request) {
        Optional<MediaType> mediaType = request.header("Content-Type").map(MediaType::of);
        Optional<Format> format = mediaType.flatMap(this::format);
        if (mediaType.isEmpty() || format.isEmpty() || isEncoded(request)) {
            return new Reading.UnsupportedMediaType();
        }
        Optional<byte[]> bytes = request.body().bytes();
        if (bytes.isEmpty()) {
            return new Reading.TooLarge();
        }
        if (bytes.get().length == 0) {
            return new Reading.Malformed("The body is empty.");
        }
        return Utf8.decode(bytes.get())
                .map(text -> read(format.get(), mediaType.get(), text))
                .orElseGet(() -> new Reading.Malformed("The body is not UTF-8."));
    }

    /** Nothing is decompressed here: RFC 9110 has 415 for it. */
    private static boolean isEncoded(Request request) {
        return request.header("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent();
    }

    private Optional<Format> format(MediaType mediaType) {
        return accepted.stream()
                .filter(format -> format.mediaType().equals(mediaType.type()))
                .filter(format -> mediaType
                        .parameter("charset")
                        .map("utf-8"::equalsIgnoreCase)
                        .orElse(true))
                .findFirst();
    }

    private static Reading read(Format format, MediaType mediaType, String text) {
        return switch (format) {
            case JSON ->
                JsonBody.read(text)
                        .<Reading>map(values -> new Reading.Read(new Members(values)))
                        .orElseGet(
                                () -> new Reading.Malformed(
                                        "The body is not one JSON object with every name once, numbers of bearable size, and at most 100 levels."));
            case URLENCODED ->
                UrlEncoding.decodePairs(text)
                        .map(BodyReader::fields)
                        .orElseGet(() ->
                                new Reading.Malformed("The body is not an urlencoded form with every field once."));
            case MULTIPART ->
                mediaType
                        .parameter("boundary")
                        .flatMap(boundary -> MultipartForm.read(text, boundary))
                        .map(BodyReader::fields)
                        .orElseGet(
                                () -> new Reading.Malformed("The body is not a multipart form with every field once."));
        };
    }

    private static Reading fields(Map<String, String> fields) {
        var values = new LinkedHashMap<String, JsonNode>();
        fields.forEach((name, value) -> values.put(name, StringNode.valueOf(value)));
        return new Reading.Read(new Members(values));
    }
}
