package dev.partyline.http.body;

import dev.partyline.http.exchange.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.MultipartInput;

/** Reads a text that is to be a multipart form, in memory; a part that is a file is a field like any other. */
final class MultipartForm {

    private static final int LONGEST_BOUNDARY = 70;

    private MultipartForm() {}

    /** The fields in their order; nothing if the text is cut off, has no part, or has one with no name or another's. */
    static Optional<Map<String, String>> read(String text, String boundary) {
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            return Optional.empty();
        }
        try {
            MultipartInput input = MultipartInput.builder()
                    .setInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .setBoundary(boundary.getBytes(StandardCharsets.UTF_8))
                    .setMaxPartHeaderSize(Body.LIMIT)
                    .get();
            input.setHeaderCharset(StandardCharsets.UTF_8);
            if (!input.skipPreamble()) {
                return Optional.empty();
            }
            var fields = new LinkedHashMap<String, String>();
            do {
                Optional<String> name = name(input.readHeaders());
                var value = new ByteArrayOutputStream();
                input.readBodyData(value);
                if (name.isEmpty() || fields.putIfAbsent(name.get(), value.toString(StandardCharsets.UTF_8)) != null) {
                    return Optional.empty();
                }
            } while (input.readBoundary());
            return Optional.of(fields);
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    // The headers end at the first line that is none: in a part without an empty line, the library takes in what
    // follows as well, which may be the next part's.
    private static Optional<String> name(String headers) {
        return headers.lines()
                .takeWhile(line -> line.indexOf(':') > 0)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
                .findFirst()
                .map(line -> MediaType.of(line.substring(line.indexOf(':') + 1)))
                .filter(disposition -> disposition.type().equals("form-data"))
                .flatMap(disposition -> disposition.parameter("name"));
    }
}
