package dev.partyline.http;

import static dev.partyline.http.OtherSystems.customerUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which emails are one customer user, in memory and on PostgreSQL. */
class EmailsIT {
    private static EmbeddedPostgres postgres;
    private static OtherSystems inMemory;
    private static OtherSystems onPostgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        inMemory = OtherSystems.start();
        Path file = StartedHost.configurationFile(OtherSystems.CONFIGURATION);
        try {
            onPostgres = new OtherSystems(StartedHost.with(
                    "--config", file.toString(), "--store", postgres.getJdbcUrl("postgres", "postgres")));
        } finally {
            Files.delete(file);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        inMemory.close();
        onPostgres.close();
        postgres.close();
    }

    static Stream<Named<OtherSystems>> hosts() {
        return Stream.of(Named.of("in memory", inMemory), Named.of("on PostgreSQL", onPostgres));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("hosts")
    void V6_C4_theSameEmailIsTakenHoweverItIsSpelled(OtherSystems host) throws Exception {
        for (List<String> spellings : List.of(
                List.of("ada@stra\u00dfe.de", "ada@xn--strae-oqa.de", "ADA@Stra\u00dfe.DE"),
                List.of("j\u00fcrgen@example.com", "ju\u0308rgen@example.com", "J\u00dcRGEN@example.com"),
                List.of("\"ada\"@example.com", "ada@example.com", "Ada@Example.com"))) {
            assertThat(status(host, spellings.get(0))).isEqualTo(201);
            for (String again : spellings) {
                assertThat(status(host, again)).as(again).isEqualTo(409);
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("hosts")
    void V6_C4_otherLettersAndOtherDomainsAreOtherEmails(OtherSystems host) throws Exception {
        for (String email : List.of(
                "m\u0131ke@example.com",
                "M\u0130KE@example.com",
                "mike@example.com",
                "eva@stra\u00dfe.de",
                "eva@strasse.de")) {
            assertThat(status(host, email)).as(email).isEqualTo(201);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("hosts")
    void V18_C1_aNameThatCannotBeSeenIsBlank(OtherSystems host) throws Exception {
        for (String name : List.of("\u3164", "\uffa0", "\u2800", "\u00ad\ufe0f")) {
            Reply reply = host.corti().create(customerUser().with("firstName", name));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("\"firstName\"", "\"blank\"");
        }
    }

    private static int status(OtherSystems host, String email) throws Exception {
        return host.corti().create(customerUser().with("email", email)).status();
    }
}
