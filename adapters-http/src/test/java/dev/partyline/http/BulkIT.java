package dev.partyline.http;

import static dev.partyline.http.BulkConnection.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.UserSystems.Api;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many users in one request, as each API serves it alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkIT {
    private static final int LIMIT = 64 * 1024;
    private static final String NOT_JSON = "{not JSON";

    private UserSystems systems;

    @BeforeAll
    void start() throws Exception {
        systems = UserSystems.over(store());
    }

    /** Where the users are. */
    String store() throws Exception {
        return "memory";
    }

    @AfterAll
    void stop() {
        systems.close();
    }

    private static String row(NewUser user) {
        return JsonMapper.shared().writeValueAsString(user.members());
    }

    private static List<String> fresh(Api api, int rows) {
        return IntStream.range(0, rows).mapToObj(i -> row(api.fresh())).toList();
    }

    private static String runName() {
        return UUID.randomUUID().toString();
    }

    /** A row of so many bytes, most of which are a member that no API knows or minds before the others. */
    private static String ofBytes(int length) {
        return "{\"x\": \"" + "x".repeat(length - "{\"x\": \"\"}".length()) + "\"}";
    }

    private static List<Integer> statuses(List<JsonNode> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.has("row"))
                .map(verdict -> verdict.path("status").intValue())
                .toList();
    }

    private static JsonNode sum(int rows, int created, int returned, int updated, int refused) {
        return Reply.parse("""
                {"done": true, "rows": %d, "created": %d, "returned": %d, "updated": %d, "revived": 0, "refused": %d}
                """.formatted(rows, created, returned, updated, refused));
    }

    private static JsonNode last(List<JsonNode> verdicts) {
        return verdicts.get(verdicts.size() - 1);
    }

    // Verdicts

    @ParameterizedTest
    @EnumSource
    void B1_eachRowGetsInItsTurnTheVerdictThatItWouldHaveGotAlone(Api api) throws Exception {
        UserClient client = systems.client(api);
        NewUser user = api.fresh();
        List<String> rows = List.of(row(user), NOT_JSON, row(user), "{}", ofBytes(LIMIT + 1), row(api.fresh()), "[]");

        List<JsonNode> verdicts = verdicts(client, rows);

        assertThat(verdicts.stream()
                        .limit(rows.size())
                        .map(verdict -> verdict.path("row").intValue()))
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
        UserClient other = systems.other(api);
        List<Integer> alone = new ArrayList<>();
        for (String row : rows) {
            alone.add(other.with("Content-Type", "application/json").post(row).status());
        }
        // In the other tenant of Connect, nothing is a key.
        alone.set(2, api == Api.CONNECT ? 409 : alone.get(2));
        assertThat(statuses(verdicts)).isEqualTo(alone);
        assertThat(verdicts.get(0).path("outcome").stringValue()).isEqualTo("created");
        String id = verdicts.get(0).path("data").path(api.id()).stringValue();
        assertThat(client.found(id).path(api.id()).stringValue()).isEqualTo(id);
        assertThat(verdicts.get(1).path("error").path("code").stringValue()).isNotEmpty();
        assertThat(last(verdicts)).isEqualTo(api == Api.SPECTRUM ? sum(7, 2, 1, 0, 4) : sum(7, 2, 0, 0, 5));
    }

    @ParameterizedTest
    @EnumSource
    void B1_theVerdictOfARowComesBeforeTheNextIsSent(Api api) throws Exception {
        try (BulkConnection bulk = BulkConnection.to(systems.client(api))) {
            for (int row = 1; row <= 3; row++) {
                bulk.sendRow(row(api.fresh()));

                assertThat(bulk.verdict().path("row").intValue()).isEqualTo(row);
            }
            bulk.sendEnd();
            assertThat(bulk.verdict()).isEqualTo(sum(3, 3, 0, 0, 0));
        }
    }

    @Test
    void B1_duplicatesWithinTheStreamGetTheirVerdicts() throws Exception {
        NewUser user = Api.SPECTRUM.fresh();

        List<JsonNode> verdicts =
                verdicts(systems.client(Api.SPECTRUM), List.of(row(user), row(user), row(user.named("Bea", "Byron"))));

        assertThat(verdicts.stream()
                        .limit(3)
                        .map(verdict -> verdict.path("outcome").stringValue()))
                .containsExactly("created", "returned", "updated");
        assertThat(verdicts.stream()
                        .limit(3)
                        .map(verdict -> verdict.path("data").path("id"))
                        .distinct())
                .hasSize(1);
        assertThat(last(verdicts)).isEqualTo(sum(3, 1, 1, 1, 0));
    }

    @Test
    void B1_passwordsAreHashedAsForOneCreate() throws Exception {
        List<String> rows = Stream.of("sixteen or more of them", "short", "another sixteen or more")
                .map(password -> row(Api.CORTI.fresh().with("password", password)))
                .toList();

        assertThat(statuses(verdicts(systems.client(Api.CORTI), rows))).containsExactly(201, 400, 201);
    }

    @Test
    void C7_hashesOfPasswordsAreTakenAsForOneCreate() throws Exception {
        List<String> rows = Stream.of("$2b$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS", "no hash")
                .map(hash -> row(Api.CORTI.fresh().with("passwordHash", hash)))
                .toList();

        List<JsonNode> verdicts = verdicts(systems.client(Api.CORTI), rows);

        assertThat(statuses(verdicts)).containsExactly(201, 400);
        assertThat(verdicts.get(1).toString()).contains("\"passwordHash\"", "\"unknown_hash\"");
    }

    @Test
    void L8_aRowThatExistsIsRefusedIfTheRequestAsksForThat() throws Exception {
        String row = row(Api.SPECTRUM.fresh());

        List<JsonNode> verdicts = verdicts(systems.client(Api.SPECTRUM).with("If-None-Match", "*"), List.of(row, row));

        assertThat(statuses(verdicts)).containsExactly(200, 412);
    }

    @ParameterizedTest
    @EnumSource
    void B3_aRowThatIsRefusedDoesNotUndoTheOthers(Api api) throws Exception {
        List<String> rows = new ArrayList<>(fresh(api, 20));
        rows.set(10, "{}");

        List<JsonNode> verdicts = verdicts(systems.client(api), rows);

        assertThat(last(verdicts)).isEqualTo(sum(20, 19, 0, 0, 1));
        String id = verdicts.get(9).path("data").path(api.id()).stringValue();
        assertThat(systems.client(api).found(id).path(api.id()).stringValue()).isEqualTo(id);
    }

    // Lines

    @ParameterizedTest
    @EnumSource
    void aLineMayEndInAnyWayAndABlankOneIsNoRow(Api api) throws Exception {
        try (BulkConnection bulk = BulkConnection.to(systems.client(api))) {
            bulk.send(row(api.fresh()) + "\r\n\r\n \t\n" + row(api.fresh()) + "\n\n" + row(api.fresh()));
            bulk.sendEnd();

            assertThat(last(bulk.verdicts())).isEqualTo(sum(3, 3, 0, 0, 0));
        }
    }

    @Test
    void noRowsAreDoneAtOnce() throws Exception {
        assertThat(verdicts(systems.client(Api.CONNECT), List.of("\n"))).containsExactly(sum(0, 0, 0, 0, 0));
    }

    @Test
    void aRowMayComeInManyPiecesAndAsLongAsABody() throws Exception {
        try (BulkConnection bulk = BulkConnection.to(systems.client(Api.CONNECT))) {
            String row = row(Api.CONNECT.fresh());
            for (int i = 0; i < row.length(); i++) {
                bulk.send(row.substring(i, i + 1));
            }
            bulk.send("\r\n" + ofBytes(LIMIT) + "\r\n" + ofBytes(LIMIT + 1) + "\r\n" + ofBytes(10 * LIMIT) + "\n");
            bulk.sendRow(row(Api.CONNECT.fresh()));
            bulk.sendEnd();

            // What is as long as a body is read, and lacks what is required.
            assertThat(statuses(bulk.verdicts())).containsExactly(201, 400, 413, 413, 201);
        }
    }

    // Heads

    /** The client waits for being told to go on, and is not. */
    private static RawConnection.Answer toHead(UserClient client, String contentType) throws IOException {
        try (RawConnection connection =
                new RawConnection(URI.create(client.url()).getPort())) {
            connection.send(BulkConnection.head(
                    client, "Content-Type: " + contentType + "\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue"));
            return connection.receive(false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrongWithTheHeadIsToldBeforeTheBodyIsRead(Api api) throws Exception {
        String ndjson = "application/x-ndjson";
        UserClient client = systems.client(api);

        assertThat(toHead(client, ndjson).status()).isEqualTo(100);
        assertThat(toHead(client, "application/json").status()).isEqualTo(415);
        assertThat(toHead(new UserClient(api, client.url(), Map.of()), ndjson).status())
                .isEqualTo(401);
        for (String name : List.of("", "x".repeat(201))) {
            RawConnection.Answer refused = toHead(client.with("Partyline-Run", name), ndjson);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("Partyline-Run");
        }
        RawConnection.Answer refused = toHead(client.once("key"), ndjson);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("X-Idempotency-Key");
        Reply get = Reply.to(Reply.request("GET", client.url() + "/bulk"));
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("Allow")).contains("POST, OPTIONS");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfKnownLengthIsTakenAsWell(Api api) throws Exception {
        UserClient client = systems.client(api);
        Reply reply =
                client.with("Content-Type", "application/x-ndjson").post("/bulk", String.join("\n", fresh(api, 100)));

        assertThat(reply.body().lines()).hasSize(101);
        assertThat(Reply.parse(reply.body().lines().reduce("", (before, line) -> line)))
                .isEqualTo(sum(100, 100, 0, 0, 0));
    }

    // Runs

    @ParameterizedTest
    @EnumSource
    void B2_aRunThatIsSentAgainIsToldAgainAndDoesNothingTwice(Api api) throws Exception {
        UserClient client = systems.client(api);
        List<String> rows = new ArrayList<>(fresh(api, 100));
        rows.set(70, NOT_JSON);
        rows.add(rows.get(3));
        String run = runName();

        List<JsonNode> first = verdicts(client.with("Partyline-Run", run), rows);
        List<JsonNode> again = verdicts(client.with("Partyline-Run", run), rows);

        assertThat(again).isEqualTo(first);
        assertThat(first.get(0).path("outcome").stringValue()).isEqualTo("created");
    }

    @ParameterizedTest
    @EnumSource
    void B2_aRunWhoseConnectionBrokeGoesOnUnderItsName(Api api) throws Exception {
        UserClient client = systems.client(api);
        List<String> rows = fresh(api, 200);
        String run = runName();
        List<JsonNode> told = new ArrayList<>();
        try (BulkConnection bulk = BulkConnection.to(client, run)) {
            bulk.send(String.join("\n", rows.subList(0, 120)) + "\n");
            for (int i = 0; i < 10; i++) {
                told.add(bulk.verdict());
            }
        }

        List<JsonNode> verdicts = verdicts(client.with("Partyline-Run", run), rows);

        assertThat(verdicts.subList(0, 10)).isEqualTo(told);
        assertThat(new HashSet<>(verdicts)).hasSize(201);
        assertThat(last(verdicts)).isEqualTo(sum(200, 200, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void B2_aRowOfARunIsNotAnotherRow(Api api) throws Exception {
        UserClient client = systems.client(api).with("Partyline-Run", runName());
        verdicts(client, fresh(api, 1));

        JsonNode reused = verdicts(client, fresh(api, 1)).get(0);

        assertThat(reused.path("status").intValue()).isEqualTo(409);
        assertThat(reused.path("error").path("code").stringValue()).isEqualTo("idempotency_key_reused");
    }

    // Clients

    @Test
    void aClientThatReadsOnlyWhenItCannotSendAnyMoreGetsEveryVerdict() throws Exception {
        int rows = 20_000;
        String row = row(Api.SPECTRUM.fresh());
        try (BulkConnection bulk = BulkConnection.to(systems.client(Api.SPECTRUM))) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < rows; i++) {
                        bulk.sendRow(row);
                    }
                    bulk.sendEnd();
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            // It is waited for by a create of somebody else's, which is not held up.
            assertThat(systems.client(Api.SPECTRUM).create(Api.SPECTRUM.fresh()).status())
                    .isEqualTo(200);

            assertThat(last(bulk.verdicts())).isEqualTo(sum(rows, 1, rows - 1, 0, 0));
            sending.get();
        }
    }

    @Test
    void aBodyThatIsCutShortIsToldSoAndHasNoEnd() throws Exception {
        try (BulkConnection bulk = BulkConnection.to(systems.client(Api.PRELUDE))) {
            bulk.sendRow(row(Api.PRELUDE.fresh()));
            bulk.verdict();
            bulk.sendGarbage();

            assertThat(bulk.verdict().path("status").intValue()).isEqualTo(400);
            assertThat(bulk.isBrokenOff()).isTrue();
        }
    }
}
