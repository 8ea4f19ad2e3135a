package dev.partyline.postgres;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A step of the tables from the version before to this one. */
record Migration(int version, String sql) {
    private static final Pattern NAME = Pattern.compile("V(\\d+)__.*\\.sql");

    /** All that there are on the class path, in the order of their versions. */
    static List<Migration> all() {
        try (Stream<Path> files = Files.list(Path.of(
                requireNonNull(Migration.class.getResource("/db/migration")).toURI()))) {
            return files.map(Migration::read)
                    .sorted(Comparator.comparing(Migration::version))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Migration read(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalStateException("no migration: " + file);
        }
        try {
            return new Migration(Integer.parseInt(name.group(1)), Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
