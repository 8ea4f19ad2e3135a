package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.ports.driven.UserStore;
import dev.partyline.postgres.PostgresUserStore;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

class HealthTest {
    private static final String BEAN = "partylineHealthIndicator";

    private final Database database = new Database();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itIsUpIfTheTablesAreThere() {
        database.application()
                .run(context -> assertThat(status(context.getBean(BEAN, HealthIndicator.class)))
                        .isEqualTo(Status.UP));
    }

    @Test
    void itIsDownIfTheTablesAreNot() {
        database.application("partyline.migrate=false")
                .run(context -> assertThat(status(context.getBean(BEAN, HealthIndicator.class)))
                        .isEqualTo(Status.DOWN));
    }

    @Test
    void itIsDownIfNoConnectionIsToBeHad() {
        database.application().run(context -> {
            HealthIndicator health = context.getBean(BEAN, HealthIndicator.class);
            ((AutoCloseable) context.getBean(DataSource.class)).close();
            assertThat(status(health)).isEqualTo(Status.DOWN);
        });
    }

    /** As after a failover, if the connections lead to the former primary. */
    @Test
    void itIsDownIfTheDatabaseTakesNoChanges() {
        database.application().run(context -> assertThat(context).hasNotFailed());
        database.application(
                        "partyline.migrate=false",
                        "spring.flyway.enabled=false",
                        "spring.datasource.hikari.connection-init-sql=SET default_transaction_read_only = on")
                .run(context -> assertThat(status(context.getBean(BEAN, HealthIndicator.class)))
                        .isEqualTo(Status.DOWN));
    }

    /** It asks a store of the application as well, of whose database it knows nothing. */
    @Test
    void itIsUpIfAStoreOfTheApplicationAnswers() {
        database.application().run(context -> assertThat(context).hasNotFailed());
        database.application()
                .withBean(UserStore.class, () -> PostgresUserStore.own(database.another()))
                .run(context -> assertThat(status(context.getBean(BEAN, HealthIndicator.class)))
                        .isEqualTo(Status.UP));
    }

    @Test
    void anApplicationMayDoWithoutIt() {
        database.application("management.health.partyline.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
    }

    private static Status status(HealthIndicator indicator) {
        return Objects.requireNonNull(indicator.health(false)).getStatus();
    }
}
