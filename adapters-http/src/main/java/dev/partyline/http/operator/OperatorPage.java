package dev.partyline.http.operator;

import dev.partyline.http.api.Problem;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.page.WebPage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The operator's page. It has no data, and needs no token: the browser asks for both. */
public final class OperatorPage {
    private static final String PATH = "/operator";

    private OperatorPage() {}

    /**
     * The routes to the page and to what it loads.
     *
     * @throws IOException if a file of the page can't be read
     */
    public static List<Route> routes() throws IOException {
        WebPage page = WebPage.read("operator", "operator.html", List.of("operator.js", "calls.js", "operator.css"));
        Answer document = page.document("'self'");
        return Stream.concat(
                        // Seen from no last slash, the parts and the calls would be one level too high.
                        Stream.of(new Route(
                                "GET",
                                PATH,
                                Problem.SHAPE,
                                (request, variables) ->
                                        request.path().endsWith("/") ? document : WebPage.elsewhere("operator/"))),
                        page.parts(PATH, Problem.SHAPE).stream())
                .toList();
    }
}
