package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the host writes, and the users that it changes in the same transaction (rule E7). */
@Tag("once")
class HostTransactionTest extends SpringHost {
    @RegisterExtension
    static final SharedDatabase DATABASE = database();

    private static final Set<String> CALLS_OF_THE_HOST =
            Set.of("commit/0", "rollback/0", "setAutoCommit/1", "setTransactionIsolation/1", "setReadOnly/1");

    /** Methods of registries that change nothing. */
    private static final Set<String> READS = Set.of(
            "foresee",
            "find",
            "findInAnyState",
            "route",
            "list",
            "usage",
            "eventsNotDone",
            "history",
            "lines",
            "usersOn");

    private final PostgresUserStore ownStore = PostgresUserStore.own(source);
    private final Residents residents = Residents.in(ownStore, tenants);

    HostTransactionTest() {
        super(DATABASE, Residents::choices);
    }

    private HostOperation.On on(PostgresUserStore users) {
        return new HostOperation.On(
                over(users), LineRegistry.of(users, tenants, RegistryOptions.DEFAULT), users, tenants, residents);
    }

    /** What is committed before the operation. */
    private Map<String, List<String>> prepared(HostOperation operation) {
        operation.prepare(ownStore);
        return contents();
    }

    @ParameterizedTest
    @EnumSource
    void E7_whatTheHostCommitsHasHappened(HostOperation operation) {
        Map<String, List<String>> before = prepared(operation);
        writeAndCommit(operation);
        Map<String, List<String>> after = contents();
        assertThat(after.remove("host_row")).containsExactly("(1)");
        before.remove("host_row");
        assertThat(after).isNotEqualTo(before);
        Leaks.assertNone(source);
    }

    private void writeAndCommit(HostOperation operation) {
        transactions.transaction().executeWithoutResult(status -> {
            writeRow(1);
            assertThat(operation.isDone(on(store))).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void E7_whatTheHostRollsBackHasNotHappened(HostOperation operation) {
        assertRollsBack(store, operation);
    }

    private void assertRollsBack(PostgresUserStore users, HostOperation operation) {
        Map<String, List<String>> before = prepared(operation);
        transactions.transaction().executeWithoutResult(status -> {
            writeRow(1);
            assertThat(operation.isDone(on(users))).isTrue();
            assertThat(host.queryForList("SELECT id FROM host_row", Integer.class))
                    .as("what the host wrote")
                    .containsExactly(1);
            status.setRollbackOnly();
        });
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void E7_onlyTheHostEndsItsTransaction(HostOperation operation) {
        operation.prepare(ownStore);
        recorder.take();
        writeAndCommit(operation);
        assertThat(recorder.take())
                .contains("setSavepoint/0", "executeQuery/0", "releaseSavepoint/1")
                .doesNotContainAnyElementsOf(CALLS_OF_THE_HOST);
    }

    /** After the host's rollback the same request is a new one. */
    @ParameterizedTest
    @EnumSource
    void E7_whatWasRolledBackMayBeDoneAgain(HostOperation operation) {
        assertRollsBack(store, operation);
        writeAndCommit(operation);
        assertThat(rows()).isOne();
        Leaks.assertNone(source);
    }

    /** Several changes are one step as well. */
    @Test
    void E7_allChangesOfATransactionAreRolledBackTogether() {
        Map<String, List<String>> before = contents();
        transactions.transaction().executeWithoutResult(status -> {
            for (HostOperation operation : List.of(
                    HostOperation.CREATE_SHARED,
                    HostOperation.MERGE,
                    HostOperation.JOIN,
                    HostOperation.DEACTIVATE_SHARED)) {
                assertThat(operation.isDone(on(store))).isTrue();
            }
            status.setRollbackOnly();
        });
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void E7_everyMethodThatChangesSomethingIsAmongTheOperations() {
        Set<Method> called = new HashSet<>();
        HostOperation.On on = on(store);
        HostOperation.On recorded = new HostOperation.On(
                recorded(UserRegistry.class, on.users(), called),
                recorded(LineRegistry.class, on.lines(), called),
                store,
                tenants,
                residents);
        for (HostOperation operation : HostOperation.values()) {
            transactions.transaction().executeWithoutResult(status -> {
                operation.isDone(recorded);
                status.setRollbackOnly();
            });
        }
        assertThat(called)
                .containsExactlyInAnyOrderElementsOf(Stream.of(UserRegistry.class, LineRegistry.class)
                        .flatMap(registry -> Stream.of(registry.getMethods()))
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !READS.contains(method.getName()))
                        .toList());
    }

    private static <T> T recorded(Class<T> type, T registry, Set<Method> called) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            called.add(method);
            return Recorder.invoke(registry, method, arguments);
        };
        return Recorder.proxy(type, handler);
    }

    /** Stores that end the host's transaction are told from one that does not. */
    @ParameterizedTest
    @MethodSource("operationsAndEnds")
    void aStoreThatEndsTheTransactionIsNoticed(HostOperation operation, End end) {
        PostgresUserStore faulty = PostgresUserStore.joined(recorder.recorded(transactions.joined(), end));
        assertThatThrownBy(() -> assertRollsBack(faulty, operation)).isInstanceOf(AssertionError.class);
    }

    static Stream<Arguments> operationsAndEnds() {
        return Stream.of(HostOperation.values())
                .flatMap(operation -> Stream.of(End.values()).map(end -> Arguments.of(operation, end)));
    }

    /** So is one that writes on another connection than the host's. */
    @ParameterizedTest
    @EnumSource
    void aStoreThatWritesBesideTheTransactionIsNoticed(HostOperation operation) {
        assertThatThrownBy(() -> assertRollsBack(ownStore, operation)).isInstanceOf(AssertionError.class);
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
