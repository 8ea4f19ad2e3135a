package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.HostProcess.Ended;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * An import is killed, and run again under the same name, again and again. The system property {@code
 * partyline.import-kills} says how often, and {@code partyline.import-rows} how many rows it has.
 */
@Tag("thorough")
class KilledImportIT {
    private static final int KILLS = Integer.getInteger("partyline.import-kills", 3);
    private static final int ROWS = Integer.getInteger("partyline.import-rows", 4_000);

    /** The status of whoever is killed by SIGKILL. */
    private static final int KILLED = 137;

    private static final TestProject PROJECT = TestProject.fresh();

    /** One row in so many repeats another one, and one in so many is at fault. */
    private static final int ONE_IN = 100;

    private static final int REPEATING = 50;
    private static final int AT_FAULT = 99;

    /** So many rows lie between a row and the one that repeats it: they may be of two steps. */
    private static final int BEFORE = 45;

    private record Row(String phone, String firstName) {
        static Row of(int number) {
            int kind = number % ONE_IN;
            if (kind == AT_FAULT) {
                return new Row("415", "Ada");
            }
            if (kind == REPEATING) {
                return new Row(phone(number - BEFORE), number / ONE_IN % 2 == 0 ? "Ada" : "Eva");
            }
            return new Row(phone(number), "Ada");
        }

        private static String phone(int number) {
            return "+1212" + (2_000_000 + number);
        }

        String json() {
            return "{\"phone\": \"" + phone + "\", \"first_name\": \"" + firstName + "\"}\n";
        }
    }

    private final EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    KilledImportIT() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterEach
    void stop() throws Exception {
        postgres.close();
    }

    @Test
    void B1_B2_whateverKillsItEachRowIsCarriedOutOnceAndToldAsItAlwaysWas() throws Exception {
        Path file = file();
        List<Path> told = new ArrayList<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            Path verdicts = verdicts(kill);
            HostProcess killed = start(file, verdicts);
            awaitVerdicts(killed, verdicts, (long) ROWS * kill / (KILLS + 2));
            killed.kill();
            assertThat(killed.process().exitValue()).isEqualTo(KILLED);
            told.add(verdicts);
        }
        Path verdicts = verdicts(0);
        Ended ended = start(file, verdicts).end();
        assertThat(ended.status()).as(ended.err()).isEqualTo(1);

        for (Path before : told) {
            assertThat(Files.mismatch(before, verdicts)).isEqualTo(Files.size(before));
        }
        Map<String, String> model = new HashMap<>();
        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= ROWS; number++) {
            expected.add(number + " " + expected(Row.of(number), model));
        }
        List<String> lines = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        try (Stream<String> all = Files.lines(verdicts)) {
            all.limit(ROWS).map(Reply::parse).forEach(verdict -> {
                lines.add(verdict.path("row").intValue() + " "
                        + verdict.path("status").intValue()
                        + verdict.path("outcome").stringValue(""));
                JsonNode data = verdict.path("data");
                if (data.isObject()) {
                    String id = data.path("id").stringValue();
                    assertThat(ids.merge(data.path("phoneNumber").stringValue(), id, (one, other) -> one))
                            .isEqualTo(id);
                }
            });
        }
        assertThat(lines).isEqualTo(expected);
        assertThat(query("SELECT '+' || phone, data::json ->> 'firstName' FROM partyline_user"))
                .isEqualTo(model);
        assertThat(query("SELECT '+' || phone, id FROM partyline_user")).isEqualTo(ids);
        assertThat(query("SELECT 'users', users FROM partyline_line"))
                .isEqualTo(Map.of("users", Integer.toString(model.size())));
    }

    private Path file() throws IOException {
        Path file = folder.resolve("people.ndjson");
        try (Writer rows = Files.newBufferedWriter(file)) {
            for (int number = 1; number <= ROWS; number++) {
                rows.write(Row.of(number).json());
            }
        }
        return file;
    }

    private Path verdicts(int number) throws IOException {
        return Files.createFile(folder.resolve("verdicts" + number));
    }

    private HostProcess start(Path file, Path verdicts) throws IOException {
        Path configuration = Files.writeString(
                folder.resolve("configuration.json"), StartedHost.configuration(List.of(PROJECT), "+14155550900"));
        return HostProcess.start(List.of(
                "import",
                file.toString(),
                "--tenant",
                PROJECT.id(),
                "--run",
                "november",
                "--config",
                configuration.toString(),
                "--store",
                url(),
                "--verdicts",
                verdicts.toString()));
    }

    private String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** Until there are so many, or the import has ended. */
    private static void awaitVerdicts(HostProcess running, Path verdicts, long wanted) throws IOException {
        Process growing = new ProcessBuilder("tail", "-n", "+1", "-f", verdicts.toString()).start();
        var unused = running.process().onExit().thenRun(growing.toHandle()::destroy);
        try (BufferedReader lines = growing.inputReader(UTF_8)) {
            for (long told = 0; told < wanted && lines.readLine() != null; told++) {}
        } finally {
            growing.destroy();
        }
    }

    /** What the row is answered with after the rows before it, which the model has. */
    private static String expected(Row row, Map<String, String> model) {
        if (row.phone().length() < "+1".length() + 10) {
            return "400";
        }
        String before = model.put(row.phone(), row.firstName());
        if (before == null) {
            return "200created";
        }
        return before.equals(row.firstName()) ? "200returned" : "200updated";
    }

    /** The second column of the rows, by the first. Fails if one is there twice. */
    private Map<String, String> query(String sql) throws Exception {
        Map<String, String> found = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                assertThat(found.put(rows.getString(1), rows.getString(2))).isNull();
            }
        }
        return found;
    }
}
