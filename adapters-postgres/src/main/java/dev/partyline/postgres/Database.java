package dev.partyline.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database, in one of two ways: each call is a transaction of its own, or part of the transaction of the host. */
sealed interface Database permits OwnTransaction, HostTransaction {
    /** The state in which a function ends that finds, after it has done its part, that the change is outdated. */
    String OUTDATED = "PL001";

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
