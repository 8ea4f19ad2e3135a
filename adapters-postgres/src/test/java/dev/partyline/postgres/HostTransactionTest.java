package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.ports.UserRegistry;
import io.vavr.control.Either;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What the host writes, and the users that it changes in the same transaction (rule E7). */
class HostTransactionTest extends SpringHost {
    @RegisterExtension
    static final SharedDatabase DATABASE = database();

    private static final Set<String> CALLS_OF_THE_HOST =
            Set.of("commit/0", "rollback/0", "setAutoCommit/1", "setTransactionIsolation/1", "setReadOnly/1");

    private final There there;

    HostTransactionTest() {
        super(DATABASE);
        UserId shared = own.create(tenants.shared(1, "Ada", null)).get().user().id();
        UserId subscriber = own.create(tenants.subscriber(1, 1)).get().user().id();
        own.join(tenants.account.id(), subscriber, customer("c1"));
        there = new There(joined, tenants, shared, subscriber);
    }

    /** A registry, and who is there already. */
    private record There(UserRegistry registry, SampleTenants tenants, UserId shared, UserId subscriber) {}

    private static CustomerId customer(String id) {
        return CustomerId.of(id).get();
    }

    /** Everything that changes something. */
    enum Operation {
        CREATE_SHARED,
        CREATE_DEDICATED,
        CREATE_CUSTOMER,
        CREATE_SUBSCRIBER,
        CREATE_APP_USER,
        MERGE,
        JOIN,
        LEAVE,
        DEACTIVATE_SHARED,
        DEACTIVATE_SUBSCRIBER,
        CREATE_SHARED_UNDER_A_KEY,
        CREATE_SUBSCRIBER_UNDER_A_KEY,
        RETURN_UNDER_A_KEY;

        private Either<?, ?> on(There there) {
            return switch (this) {
                case CREATE_SHARED -> there.registry.create(there.tenants.shared(2, "Ada", SampleTenants.email(2)));
                case CREATE_DEDICATED -> there.registry.create(there.tenants.dedicated(2, 0));
                case CREATE_CUSTOMER -> there.registry.create(there.tenants.customer(2));
                case CREATE_SUBSCRIBER -> there.registry.create(there.tenants.subscriber(2, 2));
                case CREATE_APP_USER -> there.registry.create(there.tenants.app(2, 3, "external"));
                case MERGE -> there.registry.create(there.tenants.shared(1, "Grace", SampleTenants.email(9)));
                case JOIN -> there.registry.join(there.tenants.account.id(), there.subscriber, customer("c2"));
                case LEAVE -> there.registry.leave(there.tenants.account.id(), there.subscriber, customer("c1"));
                case DEACTIVATE_SHARED -> there.registry.deactivate(there.tenants.project.id(), there.shared);
                case DEACTIVATE_SUBSCRIBER -> there.registry.deactivate(there.tenants.account.id(), there.subscriber);
                case CREATE_SHARED_UNDER_A_KEY ->
                    there.registry.create(
                            there.tenants.shared(2, "Ada", null).withIdempotencyKey(SampleTenants.key(1)));
                case CREATE_SUBSCRIBER_UNDER_A_KEY ->
                    there.registry.create(there.tenants.subscriber(2, 2).withIdempotencyKey(SampleTenants.key(1)));
                case RETURN_UNDER_A_KEY ->
                    there.registry.create(
                            there.tenants.shared(1, "Ada", null).withIdempotencyKey(SampleTenants.key(1)));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void E7_whatTheHostCommitsHasHappened(Operation operation) {
        Map<String, List<String>> before = contents();
        writeAndCommit(operation);
        Map<String, List<String>> after = contents();
        assertThat(after.remove("host_row")).containsExactly("(1)");
        before.remove("host_row");
        assertThat(after).isNotEqualTo(before);
        Leaks.assertNone(source);
    }

    private void writeAndCommit(Operation operation) {
        transactions.transaction().executeWithoutResult(status -> {
            writeRow(1);
            assertThat(operation.on(there).isRight()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void E7_whatTheHostRollsBackHasNotHappened(Operation operation) {
        assertRollsBack(there, operation);
    }

    private void assertRollsBack(There there, Operation operation) {
        Map<String, List<String>> before = contents();
        transactions.transaction().executeWithoutResult(status -> {
            writeRow(1);
            assertThat(operation.on(there).isRight()).isTrue();
            assertThat(host.queryForList("SELECT id FROM host_row", Integer.class))
                    .as("what the host wrote")
                    .containsExactly(1);
            status.setRollbackOnly();
        });
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void E7_onlyTheHostEndsItsTransaction(Operation operation) {
        recorder.take();
        writeAndCommit(operation);
        assertThat(recorder.take())
                .contains("setSavepoint/0", "executeQuery/0", "releaseSavepoint/1")
                .doesNotContainAnyElementsOf(CALLS_OF_THE_HOST);
    }

    /** After the host's rollback the same request is a new one. */
    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "CREATE_.*")
    void E7_whatWasRolledBackMayBeDoneAgain(Operation operation) {
        assertRollsBack(there, operation);
        writeAndCommit(operation);
        assertThat(rows()).isOne();
        Leaks.assertNone(source);
    }

    /** Several changes are one step as well. */
    @Test
    void E7_allChangesOfATransactionAreRolledBackTogether() {
        Map<String, List<String>> before = contents();
        transactions.transaction().executeWithoutResult(status -> {
            for (Operation operation :
                    List.of(Operation.CREATE_SHARED, Operation.MERGE, Operation.JOIN, Operation.DEACTIVATE_SHARED)) {
                assertThat(operation.on(there).isRight()).isTrue();
            }
            status.setRollbackOnly();
        });
        assertThat(contents()).isEqualTo(before);
    }

    /** Stores that end the host's transaction are told from one that does not. */
    @ParameterizedTest
    @EnumSource
    void aStoreThatEndsTheTransactionIsNoticed(End end) {
        UserRegistry faulty = over(PostgresUserStore.joined(recorder.recorded(transactions.joined(), end)));
        There elsewhere = new There(faulty, tenants, there.shared, there.subscriber);
        assertThatThrownBy(() -> assertRollsBack(elsewhere, Operation.CREATE_CUSTOMER))
                .isInstanceOf(AssertionError.class);
    }

    /** After each statement. Savepoints are left out, which the end of a transaction takes away. */
    enum End implements Recorder.Fault {
        COMMIT {
            @Override
            void of(Connection connection) throws Exception {
                connection.commit();
            }
        },
        ROLLBACK {
            @Override
            void of(Connection connection) throws Exception {
                connection.rollback();
            }
        },
        AUTO_COMMIT {
            @Override
            void of(Connection connection) throws Exception {
                connection.setAutoCommit(true);
                connection.setAutoCommit(false);
            }
        };

        abstract void of(Connection connection) throws Exception;

        @Override
        public @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("releaseSavepoint")) {
                return null;
            }
            Object result = Recorder.invoke(target, method, arguments);
            if (method.getName().equals("executeQuery")) {
                of(((PreparedStatement) target).getConnection());
            }
            return result;
        }
    }
}
