package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Which registry an application gets, and what it does with the application's transactions (rule E7). */
class TransactionsTest {
    private final Database database = new Database();
    private final ApplicationContextRunner application =
            database.application(Requests.tenants()).withUserConfiguration(Service.class);

    @AfterEach
    void close() {
        database.close();
    }

    /** What an application does in its transactions. */
    record Signups(UserRegistry own, UserRegistry joined, JdbcTemplate rows, TransactionTemplate transactions) {
        void signUp() {
            rows.update("INSERT INTO mine VALUES (1)");
            assertThat(joined.create(Requests.subscriber(1)).isRight()).isTrue();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Service {
        @Bean
        Signups signups(
                UserRegistry own, @Joined UserRegistry joined, JdbcTemplate rows, TransactionTemplate transactions) {
            return new Signups(own, joined, rows, transactions);
        }
    }

    @Test
    void E7_theJoinedRegistryIsCommittedWithTheRowsOfTheApplication() {
        application.run(context -> {
            Signups signups = context.getBean(Signups.class);
            signups.transactions.executeWithoutResult(status -> {
                signups.signUp();
                assertThat(database.users()).as("users before the commit").isZero();
            });
            assertThat(database.users()).isOne();
            assertThat(rows()).isOne();
        });
    }

    @Test
    void E7_theJoinedRegistryIsRolledBackWithTheRowsOfTheApplication() {
        application.run(context -> {
            Signups signups = context.getBean(Signups.class);
            signups.transactions.executeWithoutResult(status -> {
                signups.signUp();
                status.setRollbackOnly();
            });
            assertThat(database.users()).isZero();
            assertThat(rows()).isZero();
        });
    }

    @Test
    void theRegistryWithoutAQualifierNeedsNoTransaction() {
        application.run(context -> {
            assertThat(context.getBean(UserRegistry.class)
                            .create(Requests.subscriber(1))
                            .isRight())
                    .isTrue();
            assertThat(database.users()).isOne();
        });
    }

    /** Else its users would stay if the application rolls back, and each call would take a second connection. */
    @Test
    void E7_theRegistryWithoutAQualifierRefusesWithinATransaction() {
        application.run(context -> {
            Signups signups = context.getBean(Signups.class);
            signups.transactions.executeWithoutResult(status -> {
                signups.rows.update("INSERT INTO mine VALUES (1)");
                assertThatThrownBy(() -> signups.own.create(Requests.subscriber(1)))
                        .isInstanceOfSatisfying(
                                UnavailableException.class,
                                refused -> assertThat(refused.effect()).isEqualTo(Effect.NONE))
                        .hasMessageContaining("joined");
            });
            assertThat(database.users()).isZero();
            assertThat(rows()).as("rows of the transaction, which is as it was").isOne();
        });
    }

    @Test
    void E7_theJoinedRegistryRefusesWithoutATransaction() {
        application.run(context -> {
            Signups signups = context.getBean(Signups.class);
            assertThatThrownBy(() -> signups.joined.create(Requests.subscriber(1)))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            refused -> assertThat(refused.effect()).isEqualTo(Effect.NONE))
                    .hasMessageContaining("begin a transaction");
            assertThat(database.users()).isZero();
        });
    }

    /** The proxies of the starter are its own. */
    @Test
    void theApplicationHasNoOtherDataSourceThanBefore() {
        application.run(context -> assertThat(context).hasSingleBean(DataSource.class));
    }

    private int rows() {
        return database.outside().queryForList("SELECT id FROM mine").size();
    }
}
