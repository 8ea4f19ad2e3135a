package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Patroni of {@code scripts/patroni} and its PostgreSQL.
 *
 * @param folder of the cluster
 */
record PatroniNode(String name, Path folder) {
    private static final int LONGEST_ANSWER_MILLIS = 2_000;

    /** Where its PostgreSQL listens. */
    String address() {
        return "127.0.0.1:" + line(name + ".port");
    }

    /** Connections to this one alone. */
    HikariDataSource source(String database) {
        String url = "jdbc:postgresql://" + address() + "/" + database + "?user=postgres";
        return Databases.open(url, "public", Map.of());
    }

    /** Whether its Patroni says that it is this: {@code leader}, {@code replica} or {@code sync}. */
    boolean is(String role) {
        URI asked = URI.create("http://127.0.0.1:" + line(name + ".rest") + "/" + role);
        try {
            HttpURLConnection connection = (HttpURLConnection) asked.toURL().openConnection();
            connection.setConnectTimeout(LONGEST_ANSWER_MILLIS);
            connection.setReadTimeout(LONGEST_ANSWER_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException down) {
            return false;
        }
    }

    /** Its Patroni and its PostgreSQL are gone, with no time to tell the others. */
    void kill9() {
        patroni().destroyForcibly();
        patroni().onExit().join();
        Server.kill9(postmaster());
    }

    /** Its Patroni starts, and takes part. */
    void start() {
        PatroniCluster.run(folder.resolve("start").toString(), name);
    }

    /** None of its processes does anything: whoever talks to it gets no answer. */
    void freeze() {
        Server.signal("STOP", patroni());
        Server.signal("STOP", postmaster());
        postmaster().descendants().forEach(process -> Server.signal("STOP", process));
    }

    /** A standby receives nothing more, and its Patroni does not see to it. */
    void leave() {
        Server.signal("STOP", patroni());
        alter("SET primary_conninfo = ''");
    }

    /** Its Patroni goes on with what the standby has. */
    void comeBack() {
        alter("RESET primary_conninfo");
        Server.signal("CONT", patroni());
    }

    private void alter(String change) {
        try (HikariDataSource source = source("postgres")) {
            Databases.execute(source, "ALTER SYSTEM " + change);
            Databases.execute(source, "SELECT pg_reload_conf()");
        }
    }

    /** How often its Patroni has said that it does not take over, since others have more or may have. */
    long refusals() {
        try (Stream<String> lines = Files.lines(folder.resolve(name + ".log"))) {
            return lines.filter(
                            line -> line.endsWith("following a different leader because i am not the healthiest node"))
                    .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ProcessHandle patroni() {
        return process(name + ".pid");
    }

    private ProcessHandle postmaster() {
        return process(name + "/data/postmaster.pid");
    }

    private ProcessHandle process(String file) {
        return ProcessHandle.of(Long.parseLong(line(file))).orElseThrow();
    }

    private String line(String file) {
        try (Stream<String> lines = Files.lines(folder.resolve(file))) {
            return lines.findFirst().orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
