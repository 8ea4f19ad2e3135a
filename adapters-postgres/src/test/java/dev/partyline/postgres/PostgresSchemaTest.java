package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables and functions of the adapter beside a host's own, each with a history of its own, by Flyway. */
class PostgresSchemaTest {
    private static final String HOSTS_LOCATION = "classpath:db/migration";
    /** But for the plan, which is made with the tables. */
    private static final String FUNCTIONS =
            "FROM pg_proc p WHERE p.prokind = 'f' AND p.proname <> 'partyline_plan' AND p.pronamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = ";

    @ParameterizedTest(name = "used before: {0}, the host first: {1}")
    @CsvSource({"false,true", "false,false", "true,true", "true,false"})
    void ourTablesAreMadeBesideThoseOfTheHost(boolean used, boolean hostFirst) {
        try (HikariDataSource source = Databases.fresh(Map.of(), used ? "CREATE TABLE older (id bigint)" : "")) {
            Flyway ours = ours(source).load();
            Flyway hosts = hosts(source).load();
            for (Flyway owner : hostFirst ? List.of(hosts, ours) : List.of(ours, hosts)) {
                owner.migrate();
            }
            assertThat(ours.migrate().migrationsExecuted).isZero();
            assertThat(hosts.migrate().migrationsExecuted).isZero();
            new PostgresLines(source).offer(SampleTenants.pool(1));
            assertThat(Databases.number(source, "SELECT count(*) FROM partyline_line WHERE level = 0"))
                    .isEqualTo(SampleTenants.POOL.size());
            assertThat(Databases.number(source, "SELECT count(*) FROM mine")).isZero();
        }
    }

    @Test
    void filesOfTwoOwnersInOneHistoryAreRefused() {
        try (HikariDataSource source = Databases.fresh(Map.of(), "")) {
            Flyway both = ours(source)
                    .locations(PostgresSchema.LOCATION, HOSTS_LOCATION)
                    .load();
            assertThatThrownBy(both::migrate)
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("more than one migration with version 1");
        }
    }

    @Test
    void aSchemaWithOtherTablesIsRefusedWithoutABaseline() {
        try (HikariDataSource source = Databases.fresh(Map.of(), "CREATE TABLE older (id bigint)")) {
            Flyway ours = ours(source).baselineOnMigrate(false).load();
            assertThatThrownBy(ours::migrate)
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("non-empty schema");
        }
    }

    @Test
    void aFunctionTakesThePlaceOfThatWithOtherParameters() {
        try (HikariDataSource source = Databases.fresh(Map.of(), "")) {
            Flyway ours = ours(source).load();
            ours.migrate();
            long functions = functionsOf(source);
            Databases.execute(
                    source,
                    "DO $$ DECLARE v_name text; BEGIN FOR v_name IN SELECT p.proname " + FUNCTIONS
                            + "current_schema()) LOOP"
                            + " EXECUTE format('CREATE FUNCTION %I(p_older polygon) RETURNS polygon RETURN p_older', v_name);"
                            + " END LOOP; END $$");
            assertThat(functionsOf(source)).isEqualTo(2 * functions);
            Databases.execute(
                    source,
                    "UPDATE " + PostgresSchema.HISTORY_TABLE + " SET checksum = checksum + 1 WHERE version IS NULL");
            assertThat(ours.migrate().migrationsExecuted).isEqualTo((int)
                    Migration.all().stream().filter(Migration::isRepeatable).count());
            assertThat(functionsOf(source)).isEqualTo(functions);
        }
    }

    @Test
    void functionsOfAnotherSchemaOnTheSearchPathStay() {
        try (HikariDataSource source = Databases.fresh()) {
            long functions = functionsOf(source);
            String another = "s" + UUID.randomUUID().toString().replace("-", "");
            Databases.execute(
                    source,
                    "CREATE SCHEMA %1$s; SELECT set_config('search_path', '%1$s, ' || current_schema(), true);"
                                    .formatted(another)
                            + Databases.migration());
            assertThat(Databases.number(source, "SELECT count(*) " + FUNCTIONS + "'" + another + "')"))
                    .isEqualTo(functions);
            assertThat(functionsOf(source)).isEqualTo(functions).isPositive();
        }
    }

    private static long functionsOf(HikariDataSource source) {
        return Databases.number(source, "SELECT count(*) " + FUNCTIONS + "current_schema())");
    }

    private static FluentConfiguration ours(DataSource source) {
        return beside(source, PostgresSchema.LOCATION).table(PostgresSchema.HISTORY_TABLE);
    }

    private static FluentConfiguration hosts(DataSource source) {
        return beside(source, HOSTS_LOCATION);
    }

    private static FluentConfiguration beside(DataSource source, String location) {
        return Flyway.configure()
                .dataSource(source)
                .locations(location)
                .baselineOnMigrate(true)
                .baselineVersion(PostgresSchema.BASELINE_VERSION);
    }
}
