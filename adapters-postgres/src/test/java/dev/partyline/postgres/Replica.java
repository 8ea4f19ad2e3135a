package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of several servers with the same data. Whichever is primary, a commit of it waits until one of its standbys, {@code a} or {@code b}, has
 * written it down.
 *
 * @param name by which a primary knows it as a standby
 * @param source of connections to this server alone
 */
record Replica(String name, Path data, EmbeddedPostgres postgres, HikariDataSource source, ProcessHandle postmaster)
        implements AutoCloseable {
    /** What belongs to the server that runs on the data, not to the data. */
    private static final Set<String> OF_THE_SERVER = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    /** A server with its data in a new directory; its first commit waits for a standby. */
    static Replica primary(Path data) throws IOException {
        return start("primary", data);
    }

    /** A standby of this one, with a copy of its data in a new directory. */
    Replica standby(String name, Path copy) throws IOException, SQLException {
        // The archive that the tests have of PostgreSQL has no pg_basebackup.
        try (Connection connection = source.getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('" + name + "', fast => true)");
            copy(data, copy);
            try (ResultSet backup = statement.executeQuery("SELECT labelfile FROM pg_backup_stop()")) {
                backup.next();
                Files.writeString(copy.resolve("backup_label"), backup.getString(1));
            }
        }
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(copy.resolve("postgresql.auto.conf"), "primary_conninfo = '" + addressFor(name) + "'\n");
        return start(name, copy);
    }

    private static Replica start(String name, Path data) throws IOException {
        EmbeddedPostgres postgres = Server.durable()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_standby_names", "'ANY 1 (a, b)'")
                // A standby that was away finds what it has missed.
                .setServerConfig("wal_keep_size", "1GB")
                .setServerConfig("wal_retrieve_retry_interval", "100ms")
                .start();
        HikariDataSource source = Databases.open(postgres.getJdbcUrl("postgres", "postgres"), "public", Map.of());
        return new Replica(name, data, postgres, source, Server.postmaster(source));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.copy(directory, there(directory), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // The log comes from the primary.
                if (!OF_THE_SERVER.contains(file.getFileName().toString())
                        && !file.startsWith(from.resolve("pg_wal"))) {
                    try {
                        Files.copy(file, there(file), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            private Path there(Path here) {
                return to.resolve(from.relativize(here));
            }
        });
    }

    private String addressFor(String standby) {
        return "host=localhost port=" + postgres.getPort() + " user=postgres application_name=" + standby;
    }

    /** Where clients find whichever of these is primary. */
    static String url(Replica... all) {
        String hosts = Arrays.stream(all)
                .map(replica -> "localhost:" + replica.postgres.getPort())
                .collect(Collectors.joining(","));
        return "jdbc:postgresql://" + hosts + "/postgres?user=postgres&targetServerType=primary&hostRecheckSeconds=0";
    }

    /** Waits until so many standbys have what this one has, and a commit is counted as theirs. */
    void awaitStandbys(int number) {
        await("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'quorum' AND state = 'streaming'", number);
    }

    /** It receives nothing more, from nobody. */
    void leave() {
        receiveFrom("");
    }

    /** From now on it is a standby of that one. */
    void follow(Replica primary) {
        receiveFrom(primary.addressFor(name));
    }

    private void receiveFrom(String address) {
        Databases.execute(source, "ALTER SYSTEM SET primary_conninfo = '" + address + "'");
        Databases.execute(source, "SELECT pg_reload_conf()");
    }

    /** How much of the log a standby has, once it receives nothing more. */
    long received() {
        await("SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming'", 0);
        return Databases.number(source, "SELECT pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')");
    }

    /** It is the primary once this returns. */
    void promote() {
        Databases.execute(source, "SELECT pg_promote()");
    }

    boolean isPrimary() {
        return postmaster.isAlive() && Databases.number(source, "SELECT count(*) WHERE NOT pg_is_in_recovery()") == 1;
    }

    void kill9() {
        Server.kill9(postmaster);
    }

    private void await(String count, long wanted) {
        while (Databases.number(source, count) != wanted) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
        // Asked to stop, it would wait for the others.
        kill9();
        postgres.close();
    }
}
