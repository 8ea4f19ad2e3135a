package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A PgBouncer in transaction mode in front of the server of the tests, as Debian has it. */
final class PgBouncer {
    /** What a client must say: a statement that the pooler's server has prepared is another client's. */
    static final Map<String, String> PROPERTIES = Map.of("prepareThreshold", "0");

    private static @Nullable PgBouncer running;

    private final int port;

    private PgBouncer(int port) {
        this.port = port;
    }

    /** Started once. Skips the tests if this machine has none; fails, if the build says that there must be one. */
    static synchronized PgBouncer running() {
        PgBouncer present = running == null ? start() : running;
        running = present;
        return present;
    }

    private static PgBouncer start() {
        Optional<Path> binary = binary();
        Assumptions.assumeTrue(
                Boolean.getBoolean("partyline.pooler-required") || binary.isPresent(),
                "There is no pgbouncer on the path: nothing is tested through one.");
        assertThat(binary).as("pgbouncer on the path").isPresent();
        try {
            return start(binary.get());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Optional<Path> binary() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        // Debian's, which is not on the path of everybody.
                        Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static PgBouncer start(Path binary) throws IOException {
        int port = freePort();
        Path configuration = Files.createTempFile("pgbouncer", ".ini");
        Files.writeString(configuration, """
                [databases]
                * = host=127.0.0.1 port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 20
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits
                """.formatted(serverPort(), port));
        assertThat(configuration.toFile().setReadable(true, false)).isTrue();
        // It refuses to be root.
        ProcessBuilder builder = System.getProperty("user.name").equals("root")
                ? new ProcessBuilder(binary.toString(), "-u", "nobody", configuration.toString())
                : new ProcessBuilder(binary.toString(), configuration.toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && !accepts(port)) {
            Thread.onSpinWait();
        }
        assertThat(process.isAlive()).as("pgbouncer runs").isTrue();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new PgBouncer(port);
    }

    private static int serverPort() {
        return URI.create(Server.url("postgres").substring("jdbc:".length())).getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The address of a database through it. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }
}
