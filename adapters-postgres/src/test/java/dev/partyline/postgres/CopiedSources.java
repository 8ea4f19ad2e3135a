package dev.partyline.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.postgres.SixthKind.Insertion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A copy of the main sources that a kind of user is in, changed and compiled. The tests are those that there are. */
final class CopiedSources {
    static final Path ROOT = Path.of(System.getProperty("partyline.root"));

    private static final List<String> MODULES =
            List.of("domain", "ports", "testkit", "adapters-inmemory", "adapters-postgres");

    /** Where the tests are. Javac finds there whatever these need. */
    private static final Path INMEMORY_TESTS = ROOT.resolve("adapters-inmemory/src/test/java");

    private static final Path POSTGRES_TESTS = ROOT.resolve("adapters-postgres/src/test/java");

    private static final List<Path> TESTS = List.of(
            INMEMORY_TESTS.resolve("dev/partyline/inmemory/contract/InMemoryUserStoreTest.java"),
            INMEMORY_TESTS.resolve("dev/partyline/inmemory/contract/InMemoryStoreWithLinesTest.java"),
            POSTGRES_TESTS.resolve("dev/partyline/postgres/PostgresUserStoreTest.java"),
            POSTGRES_TESTS.resolve("dev/partyline/postgres/TestsOfAKind.java"));

    private final Path classes;
    private final List<String> errors;

    private CopiedSources(Path classes, List<String> errors) {
        this.classes = classes;
        this.errors = errors;
    }

    /** A copy in this folder with these changes and with these files besides. */
    static CopiedSources changed(Path folder, List<Insertion> insertions, List<Path> files) throws IOException {
        List<Path> sources = new ArrayList<>(files);
        sources.addAll(TESTS);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        for (String module : MODULES) {
            Path main = ROOT.resolve(module).resolve("src/main");
            sources.addAll(copy(main.resolve("java"), folder.resolve(module)));
            copy(main.resolve("resources"), classes);
        }
        for (Insertion insertion : insertions) {
            insertion.into(folder);
        }
        return new CopiedSources(classes, compile(sources, classes));
    }

    /** The copies. Everything is on the class path, so no module is described. */
    private static List<Path> copy(Path from, Path to) throws IOException {
        List<Path> copies = new ArrayList<>();
        if (Files.isDirectory(from)) {
            for (Path file : filesIn(from)) {
                if (!file.endsWith("module-info.java")) {
                    Path copy = to.resolve(from.relativize(file));
                    Files.createDirectories(requireNonNull(copy.getParent()));
                    copies.add(Files.copy(file, copy));
                }
            }
        }
        return copies;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(said, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-implicit:class",
                    "-nowarn",
                    "-parameters",
                    "-d",
                    classes.toString(),
                    "-cp",
                    libraries(),
                    "-sourcepath",
                    INMEMORY_TESTS + File.pathSeparator + POSTGRES_TESTS);
            compiler.getTask(null, files, said, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(CopiedSources::text)
                .toList();
    }

    private static String text(Diagnostic<? extends JavaFileObject> error) {
        JavaFileObject file = error.getSource();
        String name = file == null ? "" : Path.of(file.getName()).getFileName().toString();
        return name + ":" + error.getLineNumber() + " " + error.getMessage(Locale.ROOT);
    }

    /** The class path of this test without what is built here. */
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).toAbsolutePath().startsWith(ROOT))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What is wrong with the copy, each with the name of its file. */
    List<String> errors() {
        return errors;
    }

    /** What {@link TestsOfAKind} prints of these classes, in a process of its own, on the server of this one. */
    List<String> run(String kind, List<String> tests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives too short for the better compiler.
                "-XX:TieredStopAtLevel=1",
                "-Dcontract.jdbc.url=" + Server.url("postgres"),
                "-cp",
                String.join(
                        File.pathSeparator,
                        classes.toString(),
                        SixthKind.FOLDER.resolve("tests").toString(),
                        requireNonNull(SixthKind.FOLDER.getParent()).toString(),
                        libraries()),
                TestsOfAKind.class.getName(),
                kind));
        command.addAll(tests);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(() -> String.join("\n", lines)).isZero();
        return lines;
    }
}
