package dev.partyline.postgres;

import dev.partyline.ports.driven.UnavailableException.Effect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Each call is part of the host's transaction, between two ends of a savepoint. A call that fails leaves the
 * transaction as it found it. To commit, to roll back and to make the transaction again is for the host.
 */
final class HostTransaction implements Database {
    private static final String NO_TRANSACTION =
            "the store joins the transaction of the host, and there is none: the connection"
                    + " is in auto-commit mode; begin a transaction, or make a store with transactions of its own";
    private static final String RUN_IT_AGAIN = "; roll the host's transaction back and run it again";
    private static final String LOST = "; the host's transaction is lost, and all that was done in it";
    private static final String NOT_JOINED =
            "; the connection was in no transaction that outlives the connection: the source must"
                    + " give the connection of the host's transaction, again and again, until the host ends it";

    private final DataSource source;

    HostTransaction(DataSource source) {
        this.source = source;
    }

    /** What was answered, and the savepoint before it. */
    private record Done<T>(T answer, Savepoint before) {}

    @Override
    public <T> T read(Work<T> work) {
        return run(work, failure -> Optional.empty());
    }

    @Override
    public <T> T write(Work<T> work) {
        return run(work, failure -> Optional.empty());
    }

    @Override
    public <T> T change(Work<T> work, T ifOutdated) {
        return run(
                work,
                failure -> Optional.of(ifOutdated)
                        .filter(answer -> Failure.stateOf(failure).equals(OUTDATED)));
    }

    @Override
    public <T> Optional<T> together(Work<T> work) {
        return run(
                connection -> Optional.of(work.in(connection)),
                failure -> Optional.of(Optional.<T>empty())
                        .filter(answer ->
                                Database.isOfOneOfMany(failure) && !Failure.isWorthAnotherTransaction(failure)));
    }

    @Override
    public boolean isOwn() {
        return false;
    }

    /** @param afterUndoing what is answered after some failures; empty for one that is thrown */
    private <T> T run(Work<T> work, Function<SQLException, Optional<T>> afterUndoing) {
        Done<T> done;
        Connection connection = Database.connect(source, false, NO_TRANSACTION);
        try {
            Savepoint before = savepoint(connection);
            try {
                done = new Done<>(work.in(connection), before);
            } catch (SQLException failure) {
                undo(connection, before, failure);
                Optional<T> answer = afterUndoing.apply(failure);
                if (answer.isPresent()) {
                    return answer.get();
                }
                String advice = Failure.isWorthAnotherTransaction(failure) ? RUN_IT_AGAIN : "";
                throw Failure.of(failure, Effect.NONE, advice);
            } catch (RuntimeException failure) {
                undo(connection, before, failure);
                throw failure;
            }
        } finally {
            Database.close(connection);
        }
        release(done.before);
        return done.answer;
    }

    private static Savepoint savepoint(Connection connection) {
        try {
            return connection.setSavepoint();
        } catch (SQLException failure) {
            throw Failure.of(failure, Effect.NONE, "");
        }
    }

    /** What can't be undone will never be committed either: its connection is lost, or its transaction has failed. */
    private static void undo(Connection connection, Savepoint before, Exception cause) {
        try {
            connection.rollback(before);
            connection.releaseSavepoint(before);
        } catch (SQLException failure) {
            throw Failure.of(cause instanceof SQLException first ? first : failure, Effect.NONE, LOST);
        }
    }

    /**
     * On a connection that is asked for anew. The savepoint is there only if the transaction has outlived the first
     * connection. Else what was answered would be rolled back unseen: a pool does that if its auto-commit is off and
     * the host began nothing.
     */
    private void release(Savepoint before) {
        Connection connection = Database.connect(source, false, NO_TRANSACTION);
        try {
            connection.releaseSavepoint(before);
        } catch (SQLException failure) {
            throw Failure.isOfTheConnection(failure)
                    ? Failure.of(failure, Effect.NONE, LOST)
                    : Failure.of(failure, Effect.UNKNOWN, NOT_JOINED);
        } finally {
            Database.close(connection);
        }
    }
}
