package dev.partyline.http;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.page.Resources;
import dev.partyline.http.page.WebPage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The description for people: {@code /} leads to {@code /docs}, where a browser shows {@code /openapi.json}. */
final class Docs {
    private static final String NO_CREDENTIALS = "{}";

    private Docs() {}

    /**
     * The routes to the page and to what it loads.
     *
     * @param demo whether the host serves the demo, whose credentials are everybody's
     */
    static List<Route> routes(boolean demo) throws IOException {
        WebPage page = WebPage.read(
                        "docs",
                        "docs.html",
                        List.of(
                                "swagger-ui-bundle.js",
                                "swagger-ui-bundle.js.LICENSE.txt",
                                "swagger-ui.css",
                                "docs.js",
                                "docs.css"))
                .with("credentials", demo ? Resources.text("docs/demo.json").strip() : NO_CREDENTIALS);
        Answer document = page.document("'self' data:");
        return Stream.concat(
                        Stream.of(
                                route("/", (request, variables) -> WebPage.elsewhere("docs")),
                                // Seen from a last slash, the parts would be one level too deep.
                                route(
                                        "/docs",
                                        (request, variables) -> request.path().endsWith("/")
                                                ? WebPage.elsewhere("../docs")
                                                : document)),
                        page.parts("/docs", ErrorShape.ENVELOPE).stream())
                .toList();
    }

    private static Route route(String path, Route.Handler handler) {
        return new Route("GET", path, ErrorShape.ENVELOPE, handler);
    }
}
