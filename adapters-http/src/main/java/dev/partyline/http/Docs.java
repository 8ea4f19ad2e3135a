package dev.partyline.http;

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

/** The pages for people: {@code /} leads to {@code /docs}, where a browser shows {@code /openapi.json}. */
final class Docs {
    /** Nothing comes from elsewhere, and only what is in a file of its own is a script or a style. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String NO_CREDENTIALS = "{}";

    private Docs() {}

    /** What the page loads. */
    private record Part(String name, String type, String text) {
        static Part of(String name, String type) throws IOException {
            return new Part(name, type, Resources.text("docs/" + name));
        }

        Answer answer() {
            return page(type, text).with("Cache-Control", "public, max-age=31536000, immutable");
        }
    }

    /**
     * The routes to these pages.
     *
     * @param demo whether the host serves the demo, whose credentials are everybody's
     */
    static List<Route> routes(boolean demo) throws IOException {
        List<Part> parts = List.of(
                Part.of("swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
                Part.of("swagger-ui-bundle.js.LICENSE.txt", "text/plain; charset=utf-8"),
                Part.of("swagger-ui.css", "text/css; charset=utf-8"),
                Part.of("docs.js", "text/javascript; charset=utf-8"),
                Part.of("docs.css", "text/css; charset=utf-8"),
                Part.of("icon.svg", "image/svg+xml"));
        String version = version(parts);
        String credentials = demo ? Resources.text("docs/demo.json").strip() : NO_CREDENTIALS;
        String text =
                Resources.text("docs/docs.html").replace("{version}", version).replace("{credentials}", credentials);
        Answer page = page("text/html; charset=utf-8", text)
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");

        var routes = new ArrayList<Route>();
        routes.add(route("/", (request, variables) -> elsewhere("docs")));
        // Seen from a last slash, the parts would be one level too deep.
        routes.add(route("/docs", (request, variables) -> request.path().endsWith("/") ? elsewhere("../docs") : page));
        for (Part part : parts) {
            Answer answer = part.answer();
            routes.add(route("/docs/" + version + "/" + part.name(), (request, variables) -> answer));
        }
        return List.copyOf(routes);
    }

    private static Route route(String path, Route.Handler handler) {
        return new Route("GET", path, ErrorShape.ENVELOPE, handler);
    }

    private static Answer page(String type, String text) {
        return new Answer(200, Map.of("Content-Type", type), text).with("X-Content-Type-Options", "nosniff");
    }

    /** Seen from where the client is, so that a proxy may have the host below a path of its own. */
    private static Answer elsewhere(String location) {
        return Answer.empty(302).with("Location", location);
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
