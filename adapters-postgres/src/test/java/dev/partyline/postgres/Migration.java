package dev.partyline.postgres;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file of SQL of this adapter. */
record Migration(String name, String sql) {

    /** All that there are, in the order in which Flyway runs them: the tables, then the functions by name. */
    static List<Migration> all() {
        try (Stream<Path> files = Files.list(Path.of(
                requireNonNull(PostgresSchema.class.getResource("migration")).toURI()))) {
            return files.map(Migration::read)
                    .sorted(Comparator.comparing(Migration::isRepeatable).thenComparing(Migration::name))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean isRepeatable() {
        return name.startsWith("R__");
    }

    private static Migration read(Path file) {
        try {
            return new Migration(file.getFileName().toString(), Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
