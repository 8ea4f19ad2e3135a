package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.OperatorClient.Retirement;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same with the users and the lines in a database, each host with one of its own. */
@Tag("thorough")
class PostgresRetiringIT extends RetiringIT {
    private final EmbeddedPostgres postgres;

    PostgresRetiringIT() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @Override
    String store() throws Exception {
        return Databases.fresh(postgres);
    }

    @Test
    void P5_P6_aRetirementWhoseHostIsKilledGoesOnOnAnother() throws Exception {
        String database = store();
        TestProject project = TestProject.fresh();
        try (OperatedHost host = hostOver(database, project)) {
            OperatedHost killed = hostOver(database, project);
            Map<String, String> phones = onTheOldLine(killed.client(project), 300);
            openOthers(killed.operator());
            Queue<String> leaving = new ConcurrentLinkedQueue<>(phones.keySet());
            Clients others = new Clients(20, client -> {
                host.client(project).delete(leaving.remove());
                return host.client(project).create(NewUser.shared(Phones.fresh()));
            });

            try (RawConnection cutOff = begunToRetire(killed)) {
                killed.host().process().kill();
                assertThat(cutOff.receiveAll()).doesNotContain("\"done\"");
            }
            Retirement rest = host.operator().retired(OLD);

            assertThat(others.replies())
                    .allSatisfy(reply -> assertThat(reply.outcome()).isEqualTo("created"));
            assertThat(rest.done().path("done").booleanValue()).isTrue();
            host.operator().retired(OLD);
            assertNothingLeaks(host.operator(), active(host.client(project)));
            assertThat(movesOf(host.operator(), phones))
                    .allSatisfy((id, moves) -> assertThat(moves).isLessThan(2));
        }
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }
}
