package dev.partyline.http;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases that no other test uses. */
final class Databases {
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private Databases() {}

    /** The address of an empty one. */
    static String fresh(EmbeddedPostgres postgres) throws SQLException {
        String name = "fresh" + NEXT.getAndIncrement();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
    }
}
