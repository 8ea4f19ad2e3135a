package dev.partyline.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.openapi.OpenApi;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One request of many creates, whose rows are sent and whose verdicts are read one by one. */
final class BulkConnection implements AutoCloseable {
    private static final int OK = 200;

    private final UserClient client;
    private final RawConnection connection;
    private final StringBuilder told = new StringBuilder();
    private boolean begun;

    private BulkConnection(UserClient client) throws IOException {
        this.client = client;
        this.connection = new RawConnection(URI.create(client.url()).getPort());
    }

    static BulkConnection to(UserClient client) throws IOException {
        BulkConnection bulk = new BulkConnection(client);
        bulk.connection.send(head(client, "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked"));
        return bulk;
    }

    /** The same run, under this name. */
    static BulkConnection to(UserClient client, String run) throws IOException {
        return to(client.with("Partyline-Run", run));
    }

    static String head(UserClient client, String framing) {
        StringBuilder head = new StringBuilder(
                "POST " + URI.create(client.url()).getRawPath() + "/bulk HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n");
        client.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head + "\r\n";
    }

    /** Any bytes, as one chunk. */
    void send(String text) throws IOException {
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
        connection.send(Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n");
    }

    void sendRow(String row) throws IOException {
        send(row + "\n");
    }

    void sendEnd() throws IOException {
        connection.send("0\r\n\r\n");
    }

    /** What is no chunk. */
    void sendGarbage() throws IOException {
        connection.send("no chunk\r\n");
    }

    /** The next line of the answer, which is one that the host's description has. */
    JsonNode verdict() throws IOException {
        if (!begun) {
            begun = true;
            assertThat(connection.line()).startsWith("HTTP/1.1 200 ");
            String header = connection.line();
            while (!header.isEmpty()) {
                header = connection.line();
            }
        }
        while (told.indexOf("\n") < 0) {
            int length = Integer.parseInt(connection.line(), 16);
            if (length == 0) {
                throw new EOFException("after the last chunk");
            }
            told.append(new String(connection.bytes(length + 2), 0, length, UTF_8));
        }
        int end = told.indexOf("\n");
        String line = told.substring(0, end);
        told.delete(0, end + 1);
        OpenApi.served().assertAnswer("POST", path(), OK, "application/x-ndjson", line);
        return Reply.parse(line);
    }

    private String path() {
        return client.api().path().replaceFirst("/$", "") + "/bulk";
    }

    /** All that follow, to the last one. */
    List<JsonNode> verdicts() throws IOException {
        List<JsonNode> verdicts = new ArrayList<>();
        do {
            verdicts.add(verdict());
        } while (!verdicts.get(verdicts.size() - 1).has("done"));
        return verdicts;
    }

    /** What is told of these rows, to the last line. */
    static List<JsonNode> verdicts(UserClient client, List<String> rows) throws IOException {
        try (BulkConnection bulk = to(client)) {
            bulk.send(String.join("\n", rows));
            bulk.sendEnd();
            return bulk.verdicts();
        }
    }

    /** Whether the host has closed, and the answer has no end. */
    boolean isBrokenOff() throws IOException {
        try {
            JsonNode more = verdict();
            throw new AssertionError("there is more: " + more);
        } catch (EOFException end) {
            return !String.valueOf(end.getMessage()).contains("chunk");
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
