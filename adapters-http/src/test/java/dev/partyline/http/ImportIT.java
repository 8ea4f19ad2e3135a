package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.HostProcess.Ended;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users that come from a file, by the command that anybody would use. */
@Tag("thorough")
class ImportIT {
    private static final String PEOPLE = """
            Phone Number,First Name,Last Name,E-Mail,Note
            +14155550132,Ada,Lovelace,ada@example.com,first
            +14155550133,Bob,,,
            415,Eve,,,
            +14155550132,Ada,Byron,,
            """;
    private static final String VERDICTS = "people.csv.verdicts.ndjson";

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private Ended imported(String store, Path file, String tenant, String... more) throws Exception {
        Path configuration = file("configuration.json", OtherSystems.CONFIGURATION);
        List<String> arguments = new ArrayList<>(
                List.of("import", file.toString(), "--tenant", tenant, "--config", configuration.toString()));
        arguments.addAll(List.of(more));
        return HostProcess.start(Map.of("PARTYLINE_STORE", store), arguments).end();
    }

    @Test
    void B2_aFileIsBroughtInOnceAndToldAgain() throws Exception {
        String store = Databases.fresh(postgres);
        Path people = file("people.csv", PEOPLE);

        Ended first = imported(store, people, OtherSystems.PROJECT, "--run", "november");

        assertThat(first.status()).as(first.err()).isEqualTo(1);
        assertThat(first.out())
                .contains("\"rows\":4,\"created\":2,\"returned\":0,\"updated\":1,\"revived\":0,\"refused\":1")
                .contains("ignored: Note");
        assertThat(first.err()).contains("4 rows, 1 refused");
        List<String> verdicts = Files.readAllLines(folder.resolve(VERDICTS));
        assertThat(verdicts).hasSize(5);
        assertThat(verdicts.get(0)).startsWith("{\"row\":1,\"status\":200,\"outcome\":\"created\",\"data\":{");
        assertThat(verdicts.get(2)).contains("\"not_e164\"");
        assertThat(imported(store, people, OtherSystems.PROJECT, "--run", "november")
                        .status())
                .isEqualTo(1);
        assertThat(Files.readAllLines(folder.resolve(VERDICTS))).isEqualTo(verdicts);
    }

    @Test
    void everyTenantOfEveryApiTakesTheSameFile() throws Exception {
        String store = Databases.fresh(postgres);
        Path users = file("users.ndjson", """
                {"user_id": "auth0|1", "email": "ada@example.com", "given_name": "Ada", "family_name": "Lovelace",
                 "phone_number": "+14155550132", "blocked": false, "email_verified": true}
                """.replace("\n", " "));

        for (String tenant :
                List.of("consoleproject/contosohospital", "connect:acme", "54e9ujn", OtherSystems.PROJECT)) {
            Ended ended = imported(store, users, tenant, "--run", "november");

            assertThat(ended.status()).as(ended.err()).isEqualTo(0);
            assertThat(ended.out()).contains("\"created\":1");
        }
    }

    @Test
    void C7_whoComesFromAuth0KeepsItsPassword() throws Exception {
        String store = Databases.fresh(postgres);
        Path users = file("users.csv", """
                email,given_name,family_name,password_hash
                ada@example.com,Ada,Lovelace,$2b$10$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS
                bob@example.com,Bob,Babbage,5f4dcc3b5aa765d61d8327deb882cf99
                eve@example.com,Eve,Evans,
                """);

        Ended ended = imported(store, users, "consoleproject/contosohospital", "--run", "november");

        assertThat(ended.status()).as(ended.err()).isEqualTo(1);
        assertThat(ended.out())
                .contains("\"rows\":3,\"created\":2", "\"refused\":1")
                .doesNotContain("ignored");
        assertThat(Files.readString(folder.resolve("users.csv.verdicts.ndjson")))
                .contains("\"unknown_hash\"")
                .doesNotContain("$2b$", "5f4dcc3b");
    }

    /** The JVM itself would end with 1, as if some rows had been refused. */
    @Test
    void aFailureOfTheJvmStopsItToo() throws Exception {
        Path people = file("people.csv", PEOPLE);

        Ended ended = HostProcess.start(
                        Map.of("JDK_JAVA_OPTIONS", "--limit-modules=java.base"),
                        List.of("import", people.toString(), "--tenant", "acme", "--dry-run", "--demo"))
                .end();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err())
                .endsWith("The import was stopped: java.lang.NoClassDefFoundError")
                .doesNotContain("\tat ");
    }

    @Test
    void E5_aDryRunTellsWhatWouldBeDoneAndDoesNothing() throws Exception {
        String store = Databases.fresh(postgres);
        Path people = file("people.csv", PEOPLE);

        for (String where : List.of("memory", store, store)) {
            Ended ended = imported(
                    where,
                    people,
                    "acme",
                    "--dry-run",
                    "--verdicts",
                    folder.resolve("v").toString());

            assertThat(ended.status()).as(ended.err()).isEqualTo(1);
            assertThat(ended.out()).contains("\"rows\":4,\"created\":1");
            assertThat(Files.readString(folder.resolve("v")))
                    .contains("{\"row\":1,\"status\":201,\"outcome\":\"created\"}");
        }
    }

    @Test
    void whatCannotRunChangesNothingAndSaysWhy() throws Exception {
        Path people = file("people.csv", PEOPLE);

        assertThat(imported("memory", people, "acme", "--run", "november"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err()).contains("--store", "usage: partyline import"));
        assertThat(imported("memory", people, "nobody", "--dry-run").err()).contains("no tenant nobody");
        assertThat(imported("memory", folder.resolve("none.csv"), "acme", "--dry-run")
                        .err())
                .contains("cannot read");
        assertThat(imported("memory", file("people.txt", PEOPLE), "acme", "--dry-run")
                        .status())
                .isEqualTo(2);
        assertThat(imported("memory", people, "acme", "--dry-run", "--verdicts", people.toString())
                        .status())
                .isEqualTo(2);
        assertThat(Files.readString(people)).isEqualTo(PEOPLE);
        assertThat(imported("memory", people, "acme", "--dry-run", "--verdicts", folder.toString())
                        .err())
                .contains("cannot write");
        Ended broken = imported("memory", file("broken.csv", "name\n\"Ada"), "acme", "--dry-run");
        assertThat(broken.status()).isEqualTo(2);
        assertThat(broken.err()).contains("The import was stopped: it is not CSV in UTF-8 after line");
    }
}
