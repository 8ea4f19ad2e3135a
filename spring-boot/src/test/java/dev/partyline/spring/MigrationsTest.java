package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.ports.UserRegistry;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tables of the adapter beside those of the application, which has its own {@code V1__mine.sql}. */
class MigrationsTest {
    private final Database database = new Database();

    @AfterEach
    void close() {
        database.close();
    }

    /** The application's own come first: Flyway would refuse it a schema that has tables of others. */
    @Test
    void bothHaveTheirTablesAndTheirHistory() {
        database.application().run(context -> assertThat(context).hasNotFailed());
        assertThat(history("flyway_schema_history")).containsExactly("V1__mine.sql");
        assertThat(history("partyline_schema_history"))
                .contains("V1__tables.sql")
                .doesNotContain("V1__mine.sql");
    }

    /** Boot makes its Flyway only if there is no other one. */
    @Test
    void theFlywayOfTheApplicationIsTheOnlyBean() {
        database.application()
                .run(context -> assertThat(context)
                        .getBean(Flyway.class)
                        .extracting(flyway -> flyway.getConfiguration().getTable())
                        .isEqualTo("flyway_schema_history"));
    }

    @Test
    void aSecondStartMigratesNothing() {
        database.application().run(context -> assertThat(context).hasNotFailed());
        List<@Nullable String> first = history("partyline_schema_history");
        database.application().run(context -> assertThat(context).hasNotFailed());
        assertThat(history("partyline_schema_history")).isEqualTo(first);
    }

    @Test
    void anApplicationWithTablesAndWithoutMigrationsGetsOurs() {
        database.outside().execute("CREATE TABLE older (id bigint)");
        database.application("spring.flyway.enabled=false").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(UserRegistry.class)).isNotNull();
        });
        assertThat(database.has("partyline_user")).isTrue();
        assertThat(database.has("mine")).isFalse();
    }

    /** For an application that migrates by other means. */
    @Test
    void nothingIsMigratedIfTheApplicationSaysSo() {
        database.application("partyline.migrate=false")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(database.has("partyline_user")).isFalse();
    }

    private List<@Nullable String> history(String table) {
        return database.outside().queryForList("SELECT script FROM " + table + " WHERE type = 'SQL'", String.class);
    }
}
