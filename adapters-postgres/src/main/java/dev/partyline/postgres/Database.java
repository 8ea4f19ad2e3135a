package dev.partyline.postgres;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs transactions of one statement each, again where the database asks for that, and tells what is known of one that failed. */
final class Database {
    /** Far more than it takes where every transaction is serializable and all of them meet in one row. */
    private static final int ATTEMPTS = 60;

    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    /** Serialization failure, deadlock: rolled back, and worth another attempt. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01");

    /**
     * Classes of states that say nothing of a commit: the connection, a shutdown, a statement whose completion is unknown, and what a distributed
     * database reports of a commit that failed on the way.
     */
    private static final Set<String> UNTOLD = Set.of("08", "57P", "40003", "58", "XX");

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** One transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** What the work answers that changes nothing. */
    <T> T read(Work<T> work) {
        return run(work, Effect.NONE);
    }

    /** What the work answers that changes something. */
    <T> T write(Work<T> work) {
        return run(work, Effect.UNKNOWN);
    }

    private <T> T run(Work<T> work, Effect whereUntold) {
        for (int attempt = 1; ; attempt++) {
            Connection connection = connect();
            try {
                return work.in(connection);
            } catch (SQLException failure) {
                if (!AGAIN.contains(stateOf(failure))) {
                    throw unavailable(failure, isUntold(failure) ? whereUntold : Effect.NONE);
                }
                if (attempt == ATTEMPTS) {
                    throw unavailable(failure, Effect.NONE);
                }
            } finally {
                close(connection);
            }
            pause(attempt);
        }
    }

    private Connection connect() {
        try {
            Connection connection = source.getConnection();
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            return connection;
        } catch (SQLException failure) {
            throw unavailable(failure, Effect.NONE);
        }
    }

    /** What was done is done, whether the connection can be given back or not. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException lost) {
            return;
        }
    }

    /** With jitter, so that those who met do not meet again. */
    private static void pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE, TimeUnit.MICROSECONDS.toNanos(100) << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }

    private static boolean isUntold(SQLException failure) {
        String state = stateOf(failure);
        return state.isEmpty() || UNTOLD.stream().anyMatch(state::startsWith);
    }

    static String stateOf(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    /** Without the cause, whose message may quote a user. */
    private static UnavailableException unavailable(SQLException failure, Effect effect) {
        UnavailableException unavailable =
                new UnavailableException("the database failed with state '" + stateOf(failure) + "'", effect, null);
        unavailable.setStackTrace(failure.getStackTrace());
        return unavailable;
    }
}
