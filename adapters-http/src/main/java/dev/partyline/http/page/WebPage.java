package dev.partyline.http.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Route;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A page for people. A browser asks for the document each time. It keeps what the document loads, at a path that names
 * the content. Immutable.
 */
public final class WebPage {
    /** Nothing comes from elsewhere, and only what is in a file of its own is a script or a style. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src %s; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "svg", "image/svg+xml");

    private final List<Part> parts;
    private final String version;
    private final String text;

    private WebPage(List<Part> parts, String version, String text) {
        this.parts = parts;
        this.version = version;
        this.text = text;
    }

    /** What the page loads. */
    private record Part(String name, String text) {
        Route route(String folder, ErrorShape errors) {
            String extension = name.substring(name.lastIndexOf('.') + 1);
            Answer answer = WebPage.answer(TYPES.getOrDefault(extension, "application/octet-stream"), text)
                    .with("Cache-Control", "public, max-age=31536000, immutable");
            return new Route("GET", folder + name, errors, (request, variables) -> answer);
        }
    }

    /**
     * A page out of the host's own files. In the document, {@code {version}} stands for what names their content.
     *
     * @param folder where the files are
     * @param document the name of the document
     * @param loaded the names of what it loads, but for the icon, which every page has
     * @throws IOException if a file can't be read
     */
    public static WebPage read(String folder, String document, List<String> loaded) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (String name : loaded) {
            parts.add(new Part(name, Resources.text(folder + "/" + name)));
        }
        parts.add(new Part("icon.svg", Resources.text("page/icon.svg")));
        String version = version(parts);
        return new WebPage(List.copyOf(parts), version, Resources.text(folder + "/" + document))
                .with("version", version);
    }

    /** The same page with a value for something that its document has in braces. */
    public WebPage with(String name, String value) {
        return new WebPage(parts, version, text.replace("{" + name + "}", value));
    }

    /**
     * The document.
     *
     * @param images where images may come from, as a Content-Security-Policy says it
     */
    public Answer document(String images) {
        return answer("text/html; charset=utf-8", text)
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", POLICY.formatted(images))
                .with("Referrer-Policy", "no-referrer");
    }

    /** The routes to what the document loads, below this path. */
    public List<Route> parts(String path, ErrorShape errors) {
        return parts.stream()
                .map(part -> part.route(path + "/" + version + "/", errors))
                .toList();
    }

    /** Leads to a place as seen from where the client is. */
    public static Answer elsewhere(String location) {
        return Answer.empty(302).with("Location", location);
    }

    private static Answer answer(String type, String text) {
        return new Answer(200, Map.of("Content-Type", type), text).with("X-Content-Type-Options", "nosniff");
    }

    /** Another one as soon as anything in the parts is another, so that no browser shows old parts. */
    private static String version(List<Part> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(part -> digest.update(part.text().getBytes(UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
