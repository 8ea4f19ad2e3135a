package dev.partyline.spring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** A schema of its own on the server of the tests, and what an application says to use it. */
final class Database implements AutoCloseable {
    private static final EmbeddedPostgres SERVER = start();

    /** What an application says that has none. */
    static final String NONE = "spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName();

    private final String url;
    private final HikariDataSource outside;

    /** One with nothing in it. */
    Database() {
        String schema = "s" + UUID.randomUUID().toString().replace("-", "");
        url = SERVER.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
        outside = another();
        outside().execute("CREATE SCHEMA " + schema);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    // It starts while others are busy.
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Connections to it that are none of the application's. */
    HikariDataSource another() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Sees what is committed. */
    JdbcTemplate outside() {
        return new JdbcTemplate(outside);
    }

    boolean has(String table) {
        return outside()
                .queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
                        String.class)
                .contains(table);
    }

    /** How many users there are. */
    int users() {
        return outside().queryForList("SELECT id FROM partyline_user").size();
    }

    /** A Spring Boot application with everything that is on the class path of the tests, and with these properties. */
    ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(connections())
                .withPropertyValues(properties);
    }

    String[] connections() {
        return new String[] {"spring.datasource.url=" + url, "spring.datasource.hikari.maximum-pool-size=4"};
    }

    @EnableAutoConfiguration
    static class Application {}

    @Override
    public void close() {
        outside.close();
    }
}
