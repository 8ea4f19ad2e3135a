package dev.partyline.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** The floor of a durable create: one row into one table with two unique indexes. */
record BareInsert(DataSource source) implements Turns.Work {
    static final String TABLE = """
            CREATE TABLE bare (tenant text COLLATE "C", id uuid, phone bigint, line bigint, created_at timestamptz, data text,
                PRIMARY KEY (tenant, id));
            CREATE UNIQUE INDEX ON bare (tenant, phone);
            """;

    @Override
    public void call(int thread, long number) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO bare VALUES (?, ?, ?, 1, now(), ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, "project:00000000-0000-4000-8000-%012d".formatted(number % Postgres.TENANTS));
            insert.setObject(2, UUID.randomUUID());
            insert.setLong(3, number);
            insert.setString(4, "{\"firstName\":\"Ada\",\"lastName\":\"Lovelace\",\"email\":\"ada@example.com\"}");
            insert.executeUpdate();
        }
    }
}
