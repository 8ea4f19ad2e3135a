package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cluster that {@code scripts/patroni} has started: a leader and two standbys. */
final class PatroniCluster {
    private final Path folder = Path.of(System.getProperty("partyline.patroni"));
    private final List<PatroniNode> nodes =
            Stream.of("a", "b", "c").map(name -> new PatroniNode(name, folder)).toList();

    List<PatroniNode> nodes() {
        return nodes;
    }

    PatroniNode leader() {
        return nodes.stream().filter(node -> node.is("leader")).findFirst().orElseThrow();
    }

    List<PatroniNode> standbys() {
        return nodes.stream().filter(node -> node.is("replica")).toList();
    }

    /** Whether there are a leader and two standbys, one of which each commit waits for. */
    boolean isWhole() {
        return count("leader") == 1 && count("replica") == 2 && count("sync") == 1;
    }

    void awaitWhole() {
        while (!isWhole()) {
            Thread.onSpinWait();
        }
    }

    long count(String role) {
        return nodes.stream().filter(node -> node.is(role)).count();
    }

    /** Patroni asks the leader to step back, and chooses another one. */
    void switchOver() {
        patronictl("switchover", "--force");
    }

    /** Whether a commit waits for a standby, and only such a standby takes over. */
    void synchronous(boolean is) {
        patronictl("edit-config", "--force", "--quiet", "--set", "synchronous_mode=" + is);
    }

    private void patronictl(String... command) {
        Stream<String> program =
                Stream.of("patronictl", "-c", folder.resolve("a.yml").toString());
        run(Stream.concat(program, Stream.of(command)).toArray(String[]::new));
    }

    static void run(String... command) {
        try {
            int exit = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start()
                    .waitFor();
            assertThat(exit).as(String.join(" ", command)).isZero();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A new database, with the migrations and many places on lines in it. */
    String newDatabase() {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        try (HikariDataSource admin = leader().source("postgres")) {
            Databases.execute(admin, "CREATE DATABASE " + name);
        }
        try (HikariDataSource source = leader().source(name)) {
            Databases.execute(source, Databases.migration());
            new PostgresLines(source).offer(SampleTenants.pool(1_000_000));
        }
        return name;
    }

    /** As docs/postgres/high-availability.md says that a host connects. */
    HikariDataSource clients(String database) {
        String addresses = nodes.stream().map(PatroniNode::address).collect(Collectors.joining(","));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://" + addresses + "/" + database
                + "?user=postgres&targetServerType=primary&hostRecheckSeconds=0"
                + "&connectTimeout=2&socketTimeout=10&tcpKeepAlive=true&logServerErrorDetail=false");
        config.setConnectionTimeout(10_000);
        return new HikariDataSource(config);
    }
}
