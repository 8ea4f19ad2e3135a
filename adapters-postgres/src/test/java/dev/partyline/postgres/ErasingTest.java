package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import io.vavr.control.Either;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tables hold of users that are erased. */
class ErasingTest {
    private static final List<String> VALUES = List.of(
            "Ada",
            "Grace",
            "user1@",
            "user2@",
            "First",
            "Last",
            "Dora",
            "447700900001",
            "447700900002",
            "a value",
            "ext-1");

    private final SampleTenants tenants = new SampleTenants(project -> project.withEventValues(true));

    @Test
    void X2_noColumnOfATableHoldsAValueOfAnErasedUser() {
        try (HikariDataSource source = Databases.fresh()) {
            new PostgresLines(source).offer(SampleTenants.pool(10));
            UserRegistry registry = UserRegistry.of(PostgresUserStore.own(source), tenants);
            List<User> users = usersOfEachKind(registry);
            registry.deactivate(users.get(0).tenant(), users.get(0).id());
            SharedUser again = registry.create(tenants.shared(1, "Ada", "user1@example.org"))
                    .get()
                    .user();
            users.set(0, again);

            assertThat(VALUES).allSatisfy(value -> assertThat(rows(source)).anyMatch(row -> row.contains(value)));
            users.forEach(user -> {
                registry.deactivate(user.tenant(), user.id());
                assertThat(registry.erase(Erasure.of(user.tenant(), user.id())).isRight())
                        .isTrue();
            });
            registry.list(Listing.of(tenants.project.id(), 10).withDeactivated())
                    .rows()
                    .forEach(user -> registry.erase(Erasure.of(user.tenant(), user.id())));
            assertThat(rows(source))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(VALUES).noneMatch(row::contains));
        }
    }

    /** Each made under a key, and changed under a key. */
    private List<User> usersOfEachKind(UserRegistry registry) {
        List<User> users = new ArrayList<>();
        users.add(
                registry.create(tenants.shared(1, "Ada", "user1@example.org").withIdempotencyKey(SampleTenants.key(1)))
                        .get()
                        .user());
        users.add(registry.create(tenants.dedicated(1, 1).withIdempotencyKey(SampleTenants.key(2)))
                .get()
                .user());
        users.add(registry.create(tenants.customer(1).withIdempotencyKey(SampleTenants.key(3)))
                .get()
                .user());
        users.add(registry.create(tenants.subscriber(1, 2).withIdempotencyKey(SampleTenants.key(4)))
                .get()
                .user());
        users.add(registry.create(tenants.app(1, 2, "ext-1").withIdempotencyKey(SampleTenants.key(5)))
                .get()
                .user());
        change(
                registry,
                SharedUserPatch.of(
                        tenants.project,
                        users.get(0).id(),
                        GivenSharedUserPatch.NONE
                                .withFirstName(Setting.to("Grace"))
                                .withPhoneNumber(Setting.to(SampleTenants.phone(2)))));
        change(
                registry,
                CustomerUserPatch.of(
                        tenants.consoleProject,
                        users.get(2).id(),
                        GivenCustomerUserPatch.NONE.withEmail(Setting.to("user2@example.org"))));
        change(
                registry,
                SubscriberUserPatch.of(
                        tenants.account,
                        users.get(3).id(),
                        GivenSubscriberUserPatch.NONE.withName(Setting.to("a value"))));
        return users;
    }

    private static void change(
            UserRegistry registry, Either<ChangeRefusal, ? extends ChangeRequest<? extends User>> patch) {
        registry.change(patch.get().withIdempotencyKey(SampleTenants.key(1))).get();
    }

    /** Every row of every table, as a text. */
    private static List<String> rows(HikariDataSource source) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : texts(
                    statement,
                    "SELECT format('%I', table_name) FROM information_schema.tables"
                            + " WHERE table_schema = current_schema()")) {
                rows.addAll(texts(statement, "SELECT t::text FROM " + table + " t"));
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }
}
