package dev.partyline.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Operation;
import dev.partyline.http.exchange.Reception;
import dev.partyline.http.exchange.Step;
import dev.partyline.http.server.HttpHost;
import java.io.IOException;
import java.util.Map;

/** The host's server, which answers with what it is sent: the floor of the host. */
final class EchoHost {
    private EchoHost() {}

    public static void main(String[] arguments) throws IOException {
        HttpHost host = HttpHost.start(
                "127.0.0.1",
                0,
                request -> new Reception(Operation.PAGE, ErrorShape.ENVELOPE, new Step.Read(EchoHost::echo)));
        Runtime.getRuntime().addShutdownHook(new Thread(host::close, "stop"));
        System.out.println("listening on http://127.0.0.1:" + host.port());
    }

    private static Answer echo(Body body) {
        return new Answer(
                200,
                Map.of("Content-Type", "application/json"),
                new String(body.bytes().orElseThrow(), UTF_8));
    }
}
