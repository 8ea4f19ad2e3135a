package dev.partyline.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it is put together: its text, and its parameters in the order of their question marks. For use by
 * one thread.
 */
final class Statement {
    private static final Instant EARLIEST = Instant.parse("-4000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+294000-01-01T00:00:00Z");

    private final StringBuilder text = new StringBuilder();
    private final List<Parameter> parameters = new ArrayList<>();

    @FunctionalInterface
    private interface Parameter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    /** What is read of a result. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** More of the text. */
    Statement sql(String more) {
        text.append(more);
        return this;
    }

    /** The text and the parameters of another. */
    Statement sql(Statement other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    Statement text(@Nullable String value) {
        return parameter((statement, index) -> statement.setString(index, value));
    }

    Statement texts(@Nullable List<? extends @Nullable String> values) {
        return array("text", values);
    }

    Statement uuids(List<@Nullable UUID> values) {
        return array("uuid", values);
    }

    Statement integers(List<@Nullable Integer> values) {
        return array("integer", values);
    }

    Statement truths(List<@Nullable Boolean> values) {
        return array("boolean", values);
    }

    Statement instants(List<@Nullable Instant> values) {
        List<@Nullable Instant> within = new ArrayList<>();
        values.forEach(value -> within.add(value == null ? null : within(value)));
        return array("timestamptz", within);
    }

    Statement bigints(@Nullable List<? extends @Nullable Long> values) {
        return array("bigint", values);
    }

    private Statement array(String type, @Nullable List<? extends @Nullable Object> values) {
        return parameter((statement, index) -> {
            if (values == null) {
                statement.setNull(index, Types.OTHER);
            } else {
                statement.setArray(index, statement.getConnection().createArrayOf(type, values.toArray()));
            }
        });
    }

    Statement uuid(@Nullable UUID value) {
        return parameter((statement, index) -> {
            if (value == null) {
                statement.setNull(index, Types.OTHER);
            } else {
                statement.setObject(index, value);
            }
        });
    }

    Statement bigint(@Nullable Long value) {
        return parameter((statement, index) -> statement.setObject(index, value, Types.BIGINT));
    }

    Statement integer(@Nullable Integer value) {
        return parameter((statement, index) -> statement.setObject(index, value, Types.INTEGER));
    }

    Statement smallint(@Nullable Integer value) {
        return parameter((statement, index) -> statement.setObject(index, value, Types.SMALLINT));
    }

    Statement truth(boolean value) {
        return parameter((statement, index) -> statement.setBoolean(index, value));
    }

    Statement instant(@Nullable Instant value) {
        return parameter((statement, index) -> statement.setObject(
                index, value == null ? null : within(value).atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE));
    }

    /** PostgreSQL knows fewer years than Java. Whoever asks for a span may give any. */
    private static Instant within(Instant value) {
        if (value.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return value.isAfter(LATEST) ? LATEST : value;
    }

    private Statement parameter(Parameter parameter) {
        parameters.add(parameter);
        return this;
    }

    /**
     * Sends several at once, which are one transaction, and reads the answer of each.
     */
    static <T> List<T> queryAll(Connection connection, List<Statement> statements, Reading<T> reading)
            throws SQLException {
        Statement all = new Statement();
        String separator = "";
        for (Statement each : statements) {
            all.sql(separator).sql(each);
            separator = ";";
        }
        List<T> answers = new ArrayList<>(statements.size());
        try (PreparedStatement statement = all.prepared(connection)) {
            statement.execute();
            for (int i = 0; i < statements.size(); i++) {
                try (ResultSet rows = statement.getResultSet()) {
                    answers.add(reading.of(rows));
                }
                statement.getMoreResults();
            }
        }
        return answers;
    }

    /** Sends it, and reads the answer. */
    <T> T query(Connection connection, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = prepared(connection);
                ResultSet rows = statement.executeQuery()) {
            return reading.of(rows);
        }
    }

    private PreparedStatement prepared(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).set(statement, i + 1);
        }
        return statement;
    }
}
