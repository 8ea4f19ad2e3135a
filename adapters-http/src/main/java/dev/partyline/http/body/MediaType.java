package dev.partyline.http.body;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.ParameterParser;

/** A media type and its parameters; type and parameter names in lower case. */
record MediaType(String type, Map<String, String> parameters) {

    static MediaType of(String header) {
        int end = header.indexOf(';');
        String type = end < 0 ? header : header.substring(0, end);
        return new MediaType(
                type.strip().toLowerCase(Locale.ROOT), end < 0 ? Map.of() : parameters(header.substring(end + 1)));
    }

    static Map<String, String> parameters(String text) {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(text, ';');
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
