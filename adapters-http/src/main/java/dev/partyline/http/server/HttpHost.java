package dev.partyline.http.server;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Endpoint;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Request;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.servlet.JavalinServlet;
import io.javalin.http.servlet.ServletEntry;
import io.javalin.util.JavalinException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kotlin.LazyKt;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * A running HTTP server, on which every method and every path goes to one endpoint. What never gets so far, such as a
 * request line that is none, is answered by the server itself, in the endpoint's own shape of errors. Safe for use by many
 * threads.
 */
public final class HttpHost implements AutoCloseable {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    /** How long a client that is still sending may pause once the host stops; an idle connection can delay it by twice that. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Javalin javalin;

    private HttpHost(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts a server; when this returns, it listens.
     *
     * @param host the name or address to listen on
     * @param port the port to listen on; 0 takes a free one
     * @throws IOException if it can't listen there
     */
    public static HttpHost start(String host, int port, Endpoint endpoint) throws IOException {
        Javalin javalin = Javalin.create(config -> configure(config, host, port, endpoint));
        try {
            return new HttpHost(javalin.start());
        } catch (JavalinException failure) {
            throw new IOException("cannot listen on " + host + ":" + port, failure);
        }
    }

    /** The port on which it listens. */
    public int port() {
        return javalin.port();
    }

    /** Stops: new requests are refused at once, those under way are finished, within 30 seconds at most. */
    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config, String host, int port, Endpoint endpoint) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        // The plain servlet: Javalin's other one answers a WebSocket handshake itself, and not in JSON.
        config.unsafe.servlet = LazyKt.lazyOf(new ServletEntry(null, new JavalinServlet(config.unsafe)));
        config.jetty.addConnector((server, http) -> connector(server, http, host, port));
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(LONGEST_STOP.toMillis());
            server.insertHandler(new GracefulHandler());
            server.setErrorHandler(new JsonErrors(endpoint));
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JsonErrors(endpoint)));
        // Not a route for each method: there are methods of which Javalin has never heard.
        config.routes.before(context -> {
            exchange(context, endpoint);
            context.skipRemainingHandlers();
        });
    }

    /**
     * Without a pool of buffers: Jetty (up to 12.1.14 at least) may give a buffer back twice after a malformed request, so that two
     * connections would read and write the same one.
     */
    private static ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        http.setUseInputDirectByteBuffers(false);
        http.setUseOutputDirectByteBuffers(false);
        ServerConnector connector = new ServerConnector(
                server, null, null, new ByteBufferPool.NonPooling(), -1, -1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setShutdownIdleTimeout(LONGEST_PAUSE.toMillis());
        return connector;
    }

    private static void exchange(Context context, Endpoint endpoint) throws IOException {
        HttpServletRequest request = context.req();
        Body body;
        try {
            body = Body.read(request.getInputStream());
        } catch (IOException cutOff) {
            ErrorShape errors = endpoint.errors(request.getRequestURI());
            write(errors.answer(400, "bad_request", "The body could not be read."), context.res());
            return;
        }
        write(endpoint.handle(request(request, body)), context.res());
    }

    private static Request request(HttpServletRequest request, Body body) {
        Map<String, String> headers = Collections.list(request.getHeaderNames()).stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> String.join(", ", Collections.list(request.getHeaders(name)))));
        return new Request(
                request.getMethod(),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                headers,
                body);
    }

    private static void write(Answer answer, HttpServletResponse response) throws IOException {
        response.reset();
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        byte[] body = answer.bytes();
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
