package dev.partyline.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that the catalogue says are kept, with the places that it names for them, against the tests that carry
 * their numbers and the code that is there.
 */
final class RuleCatalogue {
    /** A row of the catalogue: number, what holds, where it is decided, source. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\|[^|]*\\|([^|]*)\\|[^|]*\\|$");

    private static final Pattern PLACE = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");
    private static final Pattern TEST = Pattern.compile("\\bvoid ([A-Z]\\d+)_\\w+\\(");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");

    private final String catalogue;
    private final List<Path> sources;
    private final String tests;

    RuleCatalogue(String catalogue, List<Path> sources, String tests) {
        this.catalogue = catalogue;
        this.sources = sources;
        this.tests = tests;
    }

    static RuleCatalogue of(Path checkout) {
        List<Path> files = javaFiles(checkout);
        return new RuleCatalogue(
                read(checkout.resolve("docs/rules.md")),
                files.stream().filter(file -> has(file, "src/main")).toList(),
                files.stream()
                        // The contracts of the testkit are tests that others run.
                        .filter(file -> has(file, "src/test") || has(file, "testkit/src/main"))
                        .map(RuleCatalogue::read)
                        .collect(Collectors.joining("\n")));
    }

    /** Everything in which the three disagree; empty where nothing does. */
    List<String> disagreements() {
        Set<String> rules = found(ROW, catalogue);
        Set<String> tested = found(TEST, tests);
        List<String> disagreements = new ArrayList<>();
        rules.stream()
                .filter(rule -> !tested.contains(rule))
                .map(rule -> rule + " has no test")
                .forEach(disagreements::add);
        tested.stream()
                .filter(rule -> !rules.contains(rule))
                .map(rule -> rule + " is tested and not in the catalogue")
                .forEach(disagreements::add);
        ROW.matcher(catalogue)
                .results()
                .flatMap(row -> PLACE.matcher(row.group(2)).results())
                .filter(place -> !exists(place))
                .map(place -> place.group() + " is not in the code")
                .forEach(disagreements::add);
        return disagreements;
    }

    Set<String> rules() {
        return found(ROW, catalogue);
    }

    private boolean exists(MatchResult place) {
        String member = place.group(2);
        return sources.stream()
                .filter(file -> file.endsWith(place.group(1) + ".java"))
                .anyMatch(file -> member == null || declares(read(file), member));
    }

    /** A name in a comment is no declaration, and neither is the beginning of a longer name. */
    private static boolean declares(String source, String member) {
        return Pattern.compile("(?<= )" + member + "\\b *[(=;,{]")
                .matcher(COMMENT.matcher(source).replaceAll(""))
                .find();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> javaFiles(Path checkout) {
        try (Stream<Path> files = Files.walk(checkout)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean has(Path file, String folder) {
        return file.toString().replace('\\', '/').contains("/" + folder + "/");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
