package dev.partyline.http.body;

import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.UrlEncoding;
import dev.partyline.http.exchange.Utf8;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads bodies in the formats that one API accepts. A body must say its media type; parameters of it make no difference
 * but for a character set, which can only be UTF-8. A byte order mark is skipped. Bytes that are not UTF-8, an empty
 * body and a name given twice are malformed in every format, and a body that is compressed is unsupported. An empty
 * field of a form is as absent, because browsers send what was left blank. Never throws. Immutable, and safe for use by
 * many threads.
 */
public final class BodyReader {
    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Set<Format> accepted;

    /** A reader of these formats; any other is an unsupported media type. */
    public BodyReader(Set<Format> accepted) {
        this.accepted = Set.copyOf(accepted);
    }

    /** Why the body of a request is not read, whatever it holds: its type or its coding. Empty if it is. */
    public Optional<String> unsupported(Request request) {
        return unsupported(request, mediaType(request));
    }

    private Optional<String> unsupported(Request request, Optional<MediaType> mediaType) {
        if (mediaType.flatMap(this::format).isEmpty()) {
            return Optional.of("The Content-Type must be " + types() + ".");
        }
        if (mediaType
                .flatMap(type -> type.parameter("charset"))
                .filter(BodyReader::isOther)
                .isPresent()) {
            return Optional.of("The charset of the Content-Type must be UTF-8.");
        }
        return isEncoded(request)
                ? Optional.of("The body must not be compressed: send it without a Content-Encoding.")
                : Optional.empty();
    }

    /** Reads the body of a request, or a line of it. */
    public Reading read(Request request, Body body) {
        Optional<MediaType> given = mediaType(request);
        Optional<String> unsupported = unsupported(request, given);
        if (unsupported.isPresent()) {
            return new Reading.UnsupportedMediaType(unsupported.get());
        }
        Optional<byte[]> bytes = body.bytes();
        if (bytes.isEmpty()) {
            return new Reading.TooLarge();
        }
        MediaType mediaType = given.orElseThrow();
        Format format = format(mediaType).orElseThrow();
        return Utf8.decode(bytes.get())
                .map(text -> text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .map(text ->
                        text.isEmpty() ? new Reading.Malformed("The body is empty.") : read(format, mediaType, text))
                .orElseGet(() -> new Reading.Malformed("The body is not UTF-8."));
    }

    private static Optional<MediaType> mediaType(Request request) {
        return request.header("Content-Type").map(MediaType::of);
    }

    private String types() {
        return accepted.stream().sorted().map(Format::mediaType).collect(Collectors.joining(" or "));
    }

    private static boolean isOther(String charset) {
        return !UTF_8.contains(charset.toLowerCase(Locale.ROOT));
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
                .findFirst();
    }

    private static Reading read(Format format, MediaType mediaType, String text) {
        return switch (format) {
            case JSON, MERGE_PATCH, NDJSON ->
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
            case MULTIPART -> multipart(mediaType, text);
        };
    }

    private static Reading multipart(MediaType mediaType, String text) {
        Optional<String> boundary = mediaType.parameter("boundary");
        if (boundary.isEmpty()) {
            return new Reading.Malformed("The Content-Type multipart/form-data has no boundary.");
        }
        return MultipartForm.read(text, boundary.get())
                .map(BodyReader::fields)
                .orElseGet(() -> new Reading.Malformed("The body is not a multipart form with every field once."));
    }

    private static Reading fields(Map<String, String> fields) {
        var values = new LinkedHashMap<String, JsonNode>();
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                values.put(name, StringNode.valueOf(value));
            }
        });
        return new Reading.Read(new Members(values));
    }
}
