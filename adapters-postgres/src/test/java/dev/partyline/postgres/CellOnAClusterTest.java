package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.ports.UserRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cell: one of the workers has it, and the other one has nothing to do with it. */
@Tag("citus")
class CellOnAClusterTest extends OnACluster {
    private static final int RACERS = 16;
    private static final int PHONES = 20;

    CellOnAClusterTest() {
        super(Databases.cell());
    }

    /** Each node knows where the cell is. */
    @Test
    void S2_onePhoneIsOneUserWhicheverNodeIsAsked() {
        String schema = source.getDataSourceProperties().getProperty("currentSchema");
        SampleTenants tenants = new SampleTenants(project -> project.withMaxSharedUsers(1_000));
        List<HikariDataSource> nodes = Arrays.stream(Citus.values())
                .map(node -> Databases.open(node.url(), schema, Map.of()))
                .toList();
        List<UserRegistry> hosts = nodes.stream()
                .map(node -> UserRegistry.of(PostgresUserStore.own(node), tenants))
                .toList();
        for (int n = 0; n < PHONES; n++) {
            int phone = n;
            var answers =
                    Together.run(RACERS, i -> hosts.get(i % hosts.size()).create(tenants.shared(phone, null, null)));
            assertThat(answers.stream().map(answer -> answer.get().user()).distinct())
                    .hasSize(1);
        }
        Leaks.assertNone(source);
        nodes.forEach(HikariDataSource::close);
    }

    @Override
    void move(Citus to) {
        Databases.execute(
                source, "SELECT citus_schema_move(current_schema()::regnamespace, '127.0.0.1', " + to.port() + ")");
    }
}
