package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.UserSystems.Api;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many rows to a host whose heap is smaller than they are. The system property {@code partyline.bulk-rows} says how
 * many.
 */
@Tag("thorough")
class BulkMemoryIT {
    private static final int ROWS = Integer.getInteger("partyline.bulk-rows", 20_000);
    private static final String SMALL_HEAP = "-Xmx40m";
    private static final int ROW_BYTES = 4 * 1024;

    @Test
    void B1_memoryDoesNotGrowWithTheRows() throws Exception {
        try (StartedHost host = StartedHost.with(Map.of("JDK_JAVA_OPTIONS", SMALL_HEAP))) {
            String row = JsonMapper.shared()
                    .writeValueAsString(NewUser.shared(Phones.fresh()).members());
            String padded = row + " ".repeat(ROW_BYTES - row.length());
            try (BulkConnection bulk = BulkConnection.to(client(host))) {
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(bulk, padded));
                JsonNode last = bulk.verdict();
                while (!last.has("done")) {
                    last = bulk.verdict();
                }

                sending.join();
                assertThat(last.path("rows").intValue()).isEqualTo(ROWS);
                assertThat(last.path("returned").intValue()).isEqualTo(ROWS - 1);
            }
        }
    }

    @Test
    void B1_memoryDoesNotGrowWithALine() throws Exception {
        try (StartedHost host = StartedHost.with(Map.of("JDK_JAVA_OPTIONS", SMALL_HEAP));
                BulkConnection bulk = BulkConnection.to(client(host))) {
            String part = "x".repeat(ROW_BYTES);
            for (int i = 0; i < ROWS; i++) {
                bulk.send(part);
            }
            bulk.sendRow("");
            bulk.sendEnd();

            assertThat(bulk.verdict().path("status").intValue()).isEqualTo(413);
            assertThat(bulk.verdict().path("refused").intValue()).isEqualTo(1);
        }
    }

    private static UserClient client(StartedHost host) {
        return new UserClient(
                Api.SPECTRUM,
                host.url() + "/projects/" + OtherSystems.PROJECT + "/users",
                Map.of("Authorization", ProjectClient.basic(OtherSystems.PROJECT, "s3cret")));
    }

    private static void send(BulkConnection bulk, String row) {
        try {
            for (int i = 0; i < ROWS; i++) {
                bulk.sendRow(row);
            }
            bulk.sendEnd();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
