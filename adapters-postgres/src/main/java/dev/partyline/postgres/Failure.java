package dev.partyline.postgres;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Failures of the database in plain words. The message of the driver is left out, and so is the cause: they may quote a
 * user or a password.
 */
final class Failure {
    private static final Set<String> WORTH_ANOTHER_TRANSACTION = Set.of("40001", "40P01");
    private static final String OF_THE_CONNECTION = "08";
    private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

    /** More than any pool and driver wrap a failure in. */
    private static final int DEEPEST_CAUSE = 10;

    /** The words for the first state that fits are used. */
    private static final List<Words> WORDS = List.of(
            new Words(OF_THE_CONNECTION, "the connection to the database was lost"),
            new Words("25006", "the database takes no changes: it is a standby, or the transaction is read-only"),
            new Words("25P02", "the transaction has failed before, and can only be rolled back"),
            new Words("28", "the database refused the login"),
            new Words("3D", "there is no such database"),
            new Words("3F", "the tables are missing, or belong to another version"),
            new Words("40001", "another transaction was in the way"),
            new Words("40P01", "a deadlock with another transaction"),
            new Words("42501", "the login may not use the tables"),
            new Words("42", "the tables or functions are missing, or belong to another version"),
            new Words("53300", "the database has no connection left: too many are open"),
            new Words("53", "the database is out of disk, memory or another resource"),
            new Words("55P03", "a lock was not free in time"),
            new Words("57014", "the database cancelled the statement, which may have taken too long"),
            new Words("57P", "the database is shutting down, or starting"),
            new Words("", "the database failed"));

    /**
     * What a failure is called.
     *
     * @param state how its SQLSTATE begins
     */
    private record Words(String state, String text) {}

    private Failure() {}

    /**
     * A statement's.
     *
     * @param advice what the words are followed by
     */
    static UnavailableException of(SQLException failure, Effect effect, String advice) {
        return unavailable(words(stateOf(failure)) + advice, effect, failure);
    }

    /** That of a source which gave no connection: nothing was sent. */
    static UnavailableException ofConnecting(Exception failure) {
        return unavailable(wordsOfConnecting(failure), Effect.NONE, failure);
    }

    /** What the adapter finds itself. */
    static UnavailableException withoutEffect(String words) {
        return new UnavailableException(words, Effect.NONE, null);
    }

    private static UnavailableException unavailable(String words, Effect effect, Exception failure) {
        UnavailableException unavailable = new UnavailableException(words, effect, null);
        unavailable.setStackTrace(failure.getStackTrace());
        return unavailable;
    }

    /** Serialization failure or deadlock: rolled back, and worth another attempt. */
    static boolean isWorthAnotherTransaction(SQLException failure) {
        return WORTH_ANOTHER_TRANSACTION.contains(stateOf(failure));
    }

    static boolean isOfTheConnection(SQLException failure) {
        return stateOf(failure).startsWith(OF_THE_CONNECTION);
    }

    static String stateOf(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    private static String words(String state) {
        String text = WORDS.stream()
                .filter(words -> state.startsWith(words.state))
                .findFirst()
                .orElseThrow()
                .text;
        return STATE.matcher(state).matches() ? text + " (SQLSTATE " + state + ")" : text;
    }

    /**
     * Pools have no states of their own: an exhausted one is told by its type or its message, a closed one by its
     * message alone.
     */
    private static String wordsOfConnecting(Exception failure) {
        Optional<String> state = causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> stateOf((SQLException) cause))
                .filter(known -> !known.isEmpty())
                .findFirst();
        if (state.isPresent()) {
            return state.get().startsWith(OF_THE_CONNECTION)
                    ? "no connection to the database (SQLSTATE " + state.get() + ")"
                    : words(state.get());
        }
        if (causes(failure).anyMatch(says("closed"))) {
            return "the connection pool is closed";
        }
        if (causes(failure)
                .anyMatch(cause -> cause instanceof SQLTransientConnectionException
                        || cause instanceof SQLTimeoutException
                        || says("timeout").or(says("timed out")).test(cause))) {
            return "the connection pool is exhausted: no connection was free in time";
        }
        return "no connection to the database: " + failure.getClass().getName();
    }

    private static Stream<Throwable> causes(Exception failure) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable cause = failure;
                cause != null && causes.size() < DEEPEST_CAUSE;
                cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes.stream();
    }

    private static Predicate<Throwable> says(String word) {
        return cause -> {
            @Nullable String message = cause.getMessage();
            return message != null && message.toLowerCase(Locale.ROOT).contains(word);
        };
    }
}
