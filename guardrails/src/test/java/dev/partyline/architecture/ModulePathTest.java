package dev.partyline.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first program of docs/start.md as a named module. On its path is what that page says, and nothing else. */
class ModulePathTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("partyline.root"));
    private static final Path START = CHECKOUT.resolve("examples/plain/src/main/java/com/example/plain/Start.java");

    private static final List<String> JARS = List.of(
            "domain",
            "ports",
            "adapters-inmemory",
            "vavr",
            "vavr-match",
            "libphonenumber",
            "icu4j",
            "commons-validator",
            "commons-beanutils",
            "commons-digester",
            "commons-collections",
            "commons-logging",
            "jspecify");

    @TempDir
    private Path folder;

    @Test
    void aModuleOfAStrangersCompilesAndCreatesAUser() throws IOException {
        assertThat(compile("dev.partyline.ports", "dev.partyline.inmemory")).isZero();
        assertThat(run()).contains("Created", "Returned", "refused, shared_user_limit_reached");
    }

    @Test
    void aModuleThatDoesNotAskForTheStoreDoesNotCompile() throws IOException {
        assertThat(compile("dev.partyline.ports")).isNotZero();
    }

    private int compile(String... required) throws IOException {
        Path module = Files.writeString(
                folder.resolve("module-info.java"),
                Stream.of(required)
                        .map(name -> "requires " + name + ";")
                        .collect(Collectors.joining(" ", "module com.example.plain { ", " }")));
        return ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "--module-path",
                        path(),
                        "-d",
                        folder.resolve("classes").toString(),
                        module.toString(),
                        START.toString());
    }

    private String run() throws IOException {
        Process java = new ProcessBuilder(
                        Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
                                .toString(),
                        "--module-path",
                        path() + File.pathSeparator + folder.resolve("classes"),
                        "--module",
                        "com.example.plain/com.example.plain.Start")
                .redirectErrorStream(true)
                .start();
        return new String(java.getInputStream().readAllBytes(), UTF_8);
    }

    /** Of the class path of this test, the jars above. */
    private static String path() {
        List<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> JARS.contains(artifact(Path.of(entry))))
                .toList();
        assertThat(jars).hasSize(JARS.size());
        return String.join(File.pathSeparator, jars);
    }

    /** Of a jar of this build, or of its classes, the name of the module; of any other jar, its name alone. */
    private static String artifact(Path entry) {
        return entry.startsWith(CHECKOUT)
                ? CHECKOUT.relativize(entry).getName(0).toString()
                : entry.getFileName().toString().replaceAll("-[0-9].*$", "");
    }
}
