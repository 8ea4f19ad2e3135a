package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of all tables, as the adapter of a version wrote them, in a file of the test resources. */
final class Recording {
    private static final Path FOLDER =
            Path.of(System.getProperty("partyline.root"), "adapters-postgres/src/test/resources/upgrade");

    private Recording() {}

    static Path file(int version) {
        return FOLDER.resolve("V" + version + ".sql");
    }

    static String read(int version) {
        try {
            return Files.readString(file(version));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void write(int version, HikariDataSource source) throws IOException, SQLException {
        Files.createDirectories(FOLDER);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            StringBuilder inserts = new StringBuilder();
            for (String table : texts(statement, """
                    SELECT table_name FROM information_schema.tables
                    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1""")) {
                List<String> columns = texts(statement, """
                        SELECT column_name FROM information_schema.columns
                        WHERE table_schema = current_schema() AND table_name = '%s' AND is_generated = 'NEVER'
                        ORDER BY ordinal_position""".formatted(table));
                String values =
                        columns.stream().map("quote_nullable(%s)"::formatted).collect(Collectors.joining(", "));
                List<String> rows = texts(
                        statement,
                        "SELECT '(' || concat_ws(', ', %s) || ')' FROM %s ORDER BY 1".formatted(values, table));
                if (!rows.isEmpty()) {
                    inserts.append("INSERT INTO %s (%s) VALUES\n%s;\n"
                            .formatted(table, String.join(", ", columns), String.join(",\n", rows)));
                }
            }
            Files.writeString(file(version), inserts);
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
