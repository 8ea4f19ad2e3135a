package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;

/**
 * What goes wrong in the host's transaction (rule E7): the transaction stays usable, or the host is told what to do.
 */
class UsableTransactionTest extends SpringHost {
    @RegisterExtension
    static final SharedDatabase DATABASE = database();

    private static final String RUN_IT_AGAIN = "roll the host's transaction back and run it again";

    UsableTransactionTest() {
        super(DATABASE, project -> project.withMaxSharedUsers(10));
    }

    @Test
    void E7_anOutdatedChangeLeavesTheTransactionUsable() {
        assertUsableAfterAnOutdatedChange(store);
    }

    private void assertUsableAfterAnOutdatedChange(PostgresUserStore users) {
        own.create(tenants.customer(1));
        CustomerUser sameEmail = tenants.customer(1).as(new UserId(new UUID(7, 7)), Instant.EPOCH);
        Change admit = new Change.Admit(
                ChangeId.of(sameEmail.id()),
                sameEmail,
                sameEmail.createdAt(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
        transactions.transaction().executeWithoutResult(status -> {
            writeRow(1);
            assertThat(users.commit(admit)).isEqualTo(new Commit.Outdated());
            writeRow(2);
        });
        assertThat(rows()).isEqualTo(2);
        assertThat(own.find(sameEmail.tenant(), sameEmail.id())).isEmpty();
    }

    @Test
    void withoutSavepointsTheTransactionIsLost() {
        Recorder.Fault noSavepoints = (target, method, arguments) -> {
            boolean isOfSavepoints = method.getReturnType().equals(Savepoint.class)
                    || List.of(method.getParameterTypes()).contains(Savepoint.class);
            return isOfSavepoints ? SAVEPOINT : Recorder.invoke(target, method, arguments);
        };
        PostgresUserStore faulty = PostgresUserStore.joined(recorder.recorded(transactions.joined(), noSavepoints));
        assertThatThrownBy(() -> assertUsableAfterAnOutdatedChange(faulty)).isNotNull();
        assertThat(rows()).isZero();
    }

    private static final Savepoint SAVEPOINT = new Savepoint() {
        @Override
        public int getSavepointId() {
            return 0;
        }

        @Override
        public String getSavepointName() {
            return "none";
        }
    };

    /** The other holds the key, uncommitted, when this one asks for it. */
    @Test
    void E7_aLostRaceForAKeyLeavesTheTransactionUsable() throws Exception {
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            Future<?> loser = transactions.transaction().execute(status -> {
                joined.create(tenants.customer(1));
                Future<?> waits = second.submit(() -> transactions.transaction().executeWithoutResult(other -> {
                    writeRow(1);
                    assertThat(joined.create(tenants.customer(1)).getLeft()).isInstanceOf(Refusal.class);
                    writeRow(2);
                }));
                Databases.awaitWhoWaitsFor(source, backend(), waits);
                return waits;
            });
            assertThat(loser).isNotNull();
            loser.get();
        } finally {
            second.shutdownNow();
        }
        assertThat(rows()).isEqualTo(2);
        Leaks.assertNone(source);
    }

    /**
     * Whoever has the email is returned under a key if nobody holds the phone, which another has taken since the
     * snapshot. To look again would show the same for ever.
     */
    @ParameterizedTest
    @ValueSource(ints = {TransactionDefinition.ISOLATION_REPEATABLE_READ, TransactionDefinition.ISOLATION_SERIALIZABLE})
    void E7_aDecisionOnAnOldSnapshotIsReportedAtOnce(int isolation) {
        SampleTenants there = new SampleTenants(project -> project.withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL));
        UserRegistry outside = UserRegistry.of(PostgresUserStore.own(source), there);
        UserRegistry inside = UserRegistry.of(store, there);
        NewSharedUser request = there.shared(2, "Ada", SampleTenants.email(1)).withIdempotencyKey(SampleTenants.key(1));
        outside.create(there.shared(1, "Ada", SampleTenants.email(1)));
        transactions.transaction(isolation).executeWithoutResult(status -> {
            writeRow(1);
            outside.create(there.shared(2, "Bea", null));
            recorder.take();
            assertThat(failureOf(() -> inside.create(request))).hasMessageContaining(RUN_IT_AGAIN);
            assertThat(recorder.take().stream().filter("executeQuery/0"::equals))
                    .hasSizeLessThan(5);
            writeRow(2);
        });
        assertThat(rows()).isEqualTo(2);
        transactions
                .transaction(isolation)
                .executeWithoutResult(status -> assertThat(
                                inside.create(request).get().user().phone().e164())
                        .as("whoever holds the phone, once the transaction is run again")
                        .isEqualTo(SampleTenants.phone(2)));
    }

    @Test
    void E7_aRefusalLeavesTheTransactionUsable() {
        own.create(tenants.customer(1));
        transactions.transaction().executeWithoutResult(status -> {
            writeRow(1);
            assertThat(joined.create(tenants.customer(1)).isLeft()).isTrue();
            writeRow(2);
        });
        assertThat(rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {TransactionDefinition.ISOLATION_REPEATABLE_READ, TransactionDefinition.ISOLATION_SERIALIZABLE})
    void E7_aSerializationFailureIsForTheHost(int isolation) {
        transactions.transaction(isolation).executeWithoutResult(status -> {
            writeRow(1);
            own.create(tenants.customer(1));
            assertThat(failureOf(() -> joined.create(tenants.customer(1)))).hasMessageContaining(RUN_IT_AGAIN);
            writeRow(2);
        });
        assertThat(rows()).isEqualTo(2);
    }

    /** Each deactivates what the other has deactivated, in transactions that are still open. */
    @Test
    void E7_aDeadlockIsForTheHost() throws Exception {
        List<UserId> users = List.of(
                own.create(tenants.customer(1)).get().user().id(),
                own.create(tenants.customer(2)).get().user().id());
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        List<Optional<UnavailableException>> failures = Together.run(
                2,
                i -> transactions.transaction().execute(status -> {
                    joined.deactivate(tenants.consoleProject.id(), users.get(i));
                    await(bothHaveOne);
                    Optional<UnavailableException> failure = Optional.empty();
                    try {
                        joined.deactivate(tenants.consoleProject.id(), users.get(1 - i));
                    } catch (UnavailableException thrown) {
                        failure = Optional.of(thrown);
                    }
                    writeRow(i);
                    return failure;
                }));
        assertThat(failures.stream().flatMap(Optional::stream))
                .singleElement()
                .satisfies(failure -> assertThat(failure.effect()).isEqualTo(Effect.NONE))
                .asString()
                .contains("deadlock", RUN_IT_AGAIN);
        assertThat(rows()).isEqualTo(2);
        Leaks.assertNone(source);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** What a server does not take for a text. */
    @Test
    void E7_aFailedReadLeavesTheTransactionUsable() {
        transactions.transaction().executeWithoutResult(status -> {
            writeRow(1);
            failureOf(() -> joined.find(new AccountId("a\0b"), new UserId(new UUID(1, 1))));
            host.execute("SET LOCAL search_path = pg_catalog");
            assertThat(failureOf(() -> joined.create(tenants.customer(1)))).hasMessageContaining("missing");
            host.execute("RESET search_path");
            writeRow(2);
        });
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void E7_aTransactionThatHasFailedBeforeIsReported() {
        assertThatThrownBy(() -> transactions.transaction().executeWithoutResult(status -> {
                    assertThatThrownBy(() -> host.execute("SELECT 1 / 0")).isNotNull();
                    assertThat(failureOf(() -> joined.create(tenants.customer(1))))
                            .hasMessageContaining("can only be rolled back");
                    writeRow(1);
                }))
                .isNotNull();
        assertThat(contents().get("partyline_user")).isEmpty();
    }

    @Test
    void E7_aLostConnectionHasNoEffect() {
        Map<String, List<String>> before = contents();
        assertThatThrownBy(() -> transactions.transaction().executeWithoutResult(status -> {
                    writeRow(1);
                    int me = backend();
                    Databases.number(source, "SELECT count(pg_terminate_backend(" + me + ", 10000))");
                    assertThat(failureOf(() -> joined.create(tenants.customer(1))))
                            .hasMessageMatching("(?s).*(lost|shutting down).*");
                }))
                .isInstanceOf(TransactionException.class);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void E7_aLookWritesNothingInTheHostsTransaction() {
        SampleTenants unlimited = tenants.without();
        UserRegistry.of(PostgresUserStore.own(source), unlimited).create(unlimited.shared(1, null, null));
        Map<String, List<String>> before = contents();
        transactions
                .readOnly()
                .executeWithoutResult(status -> assertThat(
                                joined.foresee(tenants.shared(2, null, null)).get())
                        .isInstanceOf(Forecast.WouldCreate.class));
        assertThat(contents()).isEqualTo(before);
        own.foresee(tenants.shared(2, null, null));
        assertThat(contents()).as("an own look").isNotEqualTo(before);
    }

    @Test
    void E7_aReadOnlyTransactionTakesNoChange() {
        transactions
                .readOnly()
                .executeWithoutResult(status -> assertThat(failureOf(() -> joined.create(tenants.customer(1))))
                        .hasMessageContaining("takes no changes"));
    }

    /**
     * Lines to suggest are asked for on behalf of other creates: whoever waits for such a line waits for another host.
     */
    @Test
    void E7_aCallSendsOnlyWhatItIsAskedFor() {
        SampleTenants unlimited = new SampleTenants(project -> project);
        UserRegistry there = UserRegistry.of(store, unlimited);
        transactions.transaction().executeWithoutResult(status -> {
            // The first call of a store makes a trip of its own.
            there.create(unlimited.shared(0, null, null));
            recorder.take();
            for (int who = 1; who <= 20; who++) {
                there.create(unlimited.shared(who, null, null));
            }
        });
        assertThat(recorder.take().stream().filter("executeQuery/0"::equals)).hasSize(20);
    }

    /** A line that an open transaction has just given is passed by. */
    @Test
    void P4_aCreateDoesNotWaitForTheLineOfAnOpenTransaction() {
        SampleTenants unlimited = new SampleTenants(project -> project);
        UserRegistry there = UserRegistry.of(store, unlimited);
        transactions.transaction().executeWithoutResult(status -> {
            there.create(unlimited.shared(1, null, null));
            var inner = transactions.transaction();
            inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            inner.executeWithoutResult(other -> {
                host.execute("SET LOCAL lock_timeout = '1s'");
                assertThat(there.create(unlimited.shared(2, null, null)).get()).isInstanceOf(Outcome.Created.class);
            });
        });
        Leaks.assertNone(source);
    }

    @Test
    void E7_withoutATransactionNothingIsSent() {
        UnavailableException failure = failureOf(() -> joined.create(tenants.customer(1)));
        assertThat(failure).hasMessageContaining("begin a transaction");
        assertThat(recorder.take()).containsExactly("getAutoCommit/0", "close/0");
    }

    @Test
    void E7_aStoreOfItsOwnSendsNothingInATransactionOfTheHost() {
        UserRegistry guarded = over(PostgresUserStore.own(recorder.recorded(transactions.joined())));
        assertThat(guarded.create(tenants.customer(1)).isRight()).isTrue();
        Map<String, List<String>> before = contents();
        transactions.transaction().executeWithoutResult(status -> {
            writeRow(1);
            recorder.take();
            assertThat(failureOf(() -> guarded.create(tenants.customer(2)))).hasMessageContaining("joined");
            assertThat(recorder.take()).containsExactly("getAutoCommit/0", "close/0");
            writeRow(2);
            status.setRollbackOnly();
        });
        assertThat(contents()).isEqualTo(before);
    }

    /** Such a pool rolls back what is in a connection that is given back. That must not be taken for done. */
    @Test
    void E7_aPoolWithoutAutoCommitIsNoTransactionOfTheHost() {
        HikariConfig config = new HikariConfig();
        source.copyStateTo(config);
        config.setPoolName(null);
        config.setAutoCommit(false);
        Map<String, List<String>> before = contents();
        try (HikariDataSource pool = new HikariDataSource(config)) {
            UserRegistry nobodys = over(PostgresUserStore.joined(new HostTransactions(pool).joined()));
            UnavailableException failure =
                    catchThrowableOfType(UnavailableException.class, () -> nobodys.create(tenants.customer(1)));
            assertThat(failure).hasMessageContaining("in no transaction that outlives the connection");
        }
        assertThat(contents()).isEqualTo(before);
    }

    /** What is thrown by a call that has no effect, and will have none. */
    private static UnavailableException failureOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        UnavailableException failure = catchThrowableOfType(UnavailableException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        return failure;
    }
}
