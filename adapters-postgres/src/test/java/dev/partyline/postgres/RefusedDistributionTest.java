package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.UnavailableException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever uses tables that are distributed in a way that is not supported is told so at once. */
@Tag("citus")
class RefusedDistributionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "create_distributed_table('partyline_user', 'tenant') | partyline_version is a plain table",
                "create_reference_table('partyline_line')             | partyline_line is a reference table",
                "create_distributed_table(t, 'tenant') FROM unnest(ARRAY['partyline_user', 'partyline_version']) AS t"
                        + " | partyline_changed is a plain table",
                "create_distributed_table(t, 'tenant') FROM unnest(ARRAY['partyline_user', 'partyline_version',"
                        + " 'partyline_changed', 'partyline_key', 'partyline_former', 'partyline_quota',"
                        + " 'partyline_answer']) AS t | partyline_line is a plain table",
                "citus_add_local_table_to_metadata('partyline_line')  | partyline_user is a plain table"
            })
    void E6_whatWouldLoseUsersIsRefused(String how, String words) {
        try (HikariDataSource source = Databases.fresh(Citus.COORDINATOR.url(), Map.of(), Databases.migration())) {
            Databases.execute(source, "SELECT " + how);
            assertRefused(words, () -> new PostgresLines(source).offer(SampleTenants.pool(1)));
            assertRefused(
                    words, () -> PostgresUserStore.own(source).find(new AppId("one"), new UserId(new UUID(1, 1))));
            assertRefused(words, () -> new PostgresPhonePool(source).choose(Set.of(), LineWish.NONE));
        }
    }

    @Test
    void E4_anotherIsolationInACellIsRefused() {
        try (HikariDataSource source = Databases.serializableCell()) {
            assertRefused(
                    "transactions on distributed tables are READ COMMITTED",
                    () -> new PostgresLines(source).offer(SampleTenants.pool(1)));
        }
    }

    private static void assertRefused(String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith(words)
                .hasMessageEndingWith("(docs/cluster.md)");
    }
}
