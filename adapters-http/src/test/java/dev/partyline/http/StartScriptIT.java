package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./partyline} in a checkout that is built. */
class StartScriptIT {
    private static final List<String> MODULES =
            List.of("domain", "ports", "adapters-inmemory", "adapters-postgres", "adapters-http");

    @TempDir
    private Path checkout;

    /** A build writes it in its place. Classes that were not needed yet would be gone. */
    @Test
    void aHostGoesOnIfItsJarIsBuiltAnew() throws Exception {
        Path jar = checkout();
        HostProcess process = HostProcess.of(
                Map.of("JAVA_HOME", requireNonNull(System.getProperty("java.home"))),
                List.of(checkout.resolve("partyline").toString(), "--port", "0"));
        try (StartedHost host = StartedHost.listening(process)) {
            Files.writeString(jar, "no jar any more");

            assertThat(host.call("GET", "/livez").status()).isEqualTo(200);
            String call = process.out()
                    .await(line -> line.startsWith("curl "))
                    .orElseThrow(() -> new AssertionError("it prints no call"));
            assertThat(PastedCall.answerTo(call).has("succeed")).as(call).isTrue();
        }
    }

    /** The script and the jar, which is newer than all sources. */
    private Path checkout() throws IOException {
        Files.createFile(checkout.resolve("pom.xml"));
        for (String module : MODULES) {
            Files.createDirectories(checkout.resolve(module).resolve("src/main"));
            Files.createFile(checkout.resolve(module).resolve("pom.xml"));
        }
        Path script = Path.of("..", "partyline");
        assertThat(Files.readString(script, UTF_8)).contains(MODULES);
        Files.copy(script, checkout.resolve("partyline"), StandardCopyOption.COPY_ATTRIBUTES);
        Path jar = checkout.resolve("adapters-http/target/partyline.jar");
        Files.createDirectories(jar.getParent());
        return Files.copy(Path.of(requireNonNull(System.getProperty("partyline.jar"), "set by Failsafe")), jar);
    }
}
