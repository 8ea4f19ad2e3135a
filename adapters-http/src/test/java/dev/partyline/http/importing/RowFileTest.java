package dev.partyline.http.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.http.body.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

class RowFileTest {
    @TempDir
    private Path folder;

    /** A row is its members; or why it is none. */
    private List<String> rows(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        List<String> rows = new ArrayList<>();
        try (RowFile opened = RowFile.open(file)) {
            opened.rows()
                    .forEachRemaining(row -> rows.add(
                            row instanceof Reading.Read read
                                    ? read.members().values().toString()
                                    : row.getClass().getSimpleName()));
            assertThat(opened.position()).isEqualTo(opened.size());
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void aCsvFileHasOneOfThreeSeparators(String separator) throws IOException {
        String text =
                "phone number,First,note\r\n+14155550132,\"A\"\"d,\",\n\n,b\nc,d,e,f\n1,2,3".replace(",", separator);

        assertThat(rows("a.csv", text))
                .containsExactly(
                        "{phone number=\"+14155550132\", First=" + StringNode.valueOf("A\"d" + separator) + "}",
                        "{First=\"b\"}",
                        "Malformed",
                        "{phone number=\"1\", First=\"2\", note=\"3\"}");
    }

    @Test
    void aByteOrderMarkIsSkipped() throws IOException {
        assertThat(rows("a.CSV", "\uFEFFa,b\n1,2")).containsExactly("{a=\"1\", b=\"2\"}");
        assertThat(rows("a.ndjson", "\uFEFF{\"a\": 1}")).containsExactly("{a=1}");
    }

    @Test
    void aFileOfJsonHasAnObjectInEachLine() throws IOException {
        assertThat(rows("a.jsonl", "{\"a\": 1}\r\n\n[]\n{\"a\": \"" + "x".repeat(65_536) + "\"}\n{\"b\": null}"))
                .containsExactly("{a=1}", "Malformed", "TooLarge", "{b=null}");
        assertThat(rows("b.ndjson", "{\"a\": 1}\n".repeat(10_000))).hasSize(10_000);
    }

    @Test
    void aHeaderHasNamesThatDiffer() {
        assertThatThrownBy(() -> rows("a.csv", "")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> rows("a.csv", "a,b,a\n1,2,3")).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatBreaksOffTellsWhereAndNotWhat() {
        assertThatThrownBy(() -> rows("a.csv", "a,b\n1,2\n\"s3cret"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("line")
                .hasMessageNotContaining("s3cret");
    }
}
