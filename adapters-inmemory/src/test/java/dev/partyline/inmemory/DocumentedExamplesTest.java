package dev.partyline.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What these pages show in Java and in POMs stands in the examples, which the build builds. */
class DocumentedExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("partyline.root"));
    private static final Pattern BLOCK = Pattern.compile("```(java|xml)\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(
            strings = {"docs/start.md", "docs/testing-an-adapter.md", "docs/users.md", "docs/lines.md", "docs/cells.md"
            })
    void everyBlockStandsInAnExample(String page) throws IOException {
        List<String> examples = examples();
        List<String> blocks = BLOCK.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map(block -> block.group(2))
                .toList();
        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(examples)
                        .anySatisfy(example -> assertThat(example).contains(withoutSpace(block))));
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|xml)"))
                    .filter(file -> !ROOT.relativize(file).toString().matches(".*\\btarget\\b.*"))
                    .map(DocumentedExamplesTest::read)
                    .map(DocumentedExamplesTest::withoutSpace)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
