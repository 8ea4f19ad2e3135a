package dev.partyline.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The database, in one of two ways: each call is a transaction of its own, or part of the transaction of the host. */
sealed interface Database permits OwnTransaction, HostTransaction, CheckedDatabase {
    /** The state in which a function ends that finds, after it has done its part, that the change is outdated. */
    String OUTDATED = "PL001";

    /**
     * Classes of states in which one of many has made all of them fail, and alone each may not. If PostgreSQL grants a
     * lock just as the wait for it ends, it says that the statement was cancelled (57014) and not why.
     */
    Set<String> OF_ONE_OF_MANY = Set.of(OUTDATED, "22", "23", "40001", "40P01", "55P03", "57014");

    static boolean isOfOneOfMany(SQLException failure) {
        return OF_ONE_OF_MANY.stream().anyMatch(Failure.stateOf(failure)::startsWith);
    }

    /** What is done on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Work that changes nothing. */
    <T> T read(Work<T> work);

    /** Work that changes something. */
    <T> T write(Work<T> work);

    /** Work that changes something, unless it ends in {@link #OUTDATED}: then nothing is changed. */
    <T> T change(Work<T> work, T ifOutdated);

    /**
     * Work for several, which stand or fall together. Empty if one of them makes all of them fail, or would keep the
     * others waiting: then nothing is changed.
     */
    <T> Optional<T> together(Work<T> work);

    /** Whether a call is a transaction of its own. If not, a call does only what the caller asked for. */
    boolean isOwn();

    /** A connection of the source, which is in auto-commit mode or not, as expected. Nothing has been sent on it. */
    static Connection connect(DataSource source, boolean autoCommit, String otherwise) {
        Connection connection = connect(source);
        boolean isExpected;
        try {
            isExpected = connection.getAutoCommit() == autoCommit;
        } catch (SQLException | RuntimeException failure) {
            close(connection);
            throw Failure.ofConnecting(failure);
        }
        if (!isExpected) {
            close(connection);
            throw Failure.withoutEffect(otherwise);
        }
        return connection;
    }

    private static Connection connect(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException | RuntimeException failure) {
            throw Failure.ofConnecting(failure);
        }
    }

    /** What was done is done, whether the connection can be given back or not. */
    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException lost) {
            return;
        }
    }
}
