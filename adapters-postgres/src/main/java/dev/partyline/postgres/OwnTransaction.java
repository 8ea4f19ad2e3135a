package dev.partyline.postgres;

import dev.partyline.ports.driven.UnavailableException.Effect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Each call is one statement on a connection in auto-commit mode, and so one transaction. It is made again if the
 * database asks for that.
 */
final class OwnTransaction implements Database {
    /** Far more than it takes if every transaction is serializable and all of them meet in one row. */
    private static final int ATTEMPTS = 60;

    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * Classes of states that do not tell whether a commit was made: the connection, a shutdown, a statement whose
     * completion is unknown, and what a distributed database reports of a commit that failed on the way.
     */
    private static final Set<String> UNTOLD = Set.of("08", "57P", "40003", "58", "XX");

    private static final String IN_A_TRANSACTION =
            "the store has transactions of its own, and the connection is in one of the"
                    + " host: its auto-commit is off; give the store connections in auto-commit mode, or make it as a joined one";

    private final DataSource source;

    OwnTransaction(DataSource source) {
        this.source = source;
    }

    @Override
    public <T> T read(Work<T> work) {
        return run(work, Effect.NONE);
    }

    @Override
    public <T> T write(Work<T> work) {
        return run(work, Effect.UNKNOWN);
    }

    @Override
    public <T> T change(Work<T> work, T ifOutdated) {
        return write(connection -> {
            try {
                return work.in(connection);
            } catch (SQLException failure) {
                if (Failure.stateOf(failure).equals(OUTDATED)) {
                    return ifOutdated;
                }
                throw failure;
            }
        });
    }

    @Override
    public <T> Optional<T> together(Work<T> work) {
        return write(connection -> {
            try {
                return Optional.of(work.in(connection));
            } catch (SQLException failure) {
                if (Database.isOfOneOfMany(failure)) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
    }

    @Override
    public boolean isOwn() {
        return true;
    }

    private <T> T run(Work<T> work, Effect ifUntold) {
        for (int attempt = 1; ; attempt++) {
            Connection connection = Database.connect(source, true, IN_A_TRANSACTION);
            try {
                return work.in(connection);
            } catch (SQLException failure) {
                if (!Failure.isWorthAnotherTransaction(failure)) {
                    throw Failure.of(failure, isUntold(failure) ? ifUntold : Effect.NONE, "");
                }
                if (attempt == ATTEMPTS) {
                    throw Failure.of(failure, Effect.NONE, ", each of " + ATTEMPTS + " times");
                }
            } finally {
                Database.close(connection);
            }
            pause(attempt);
        }
    }

    /** With jitter, so that those who met do not meet again. */
    private static void pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE, TimeUnit.MICROSECONDS.toNanos(100) << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }

    private static boolean isUntold(SQLException failure) {
        String state = Failure.stateOf(failure);
        return state.isEmpty() || UNTOLD.stream().anyMatch(state::startsWith);
    }
}
