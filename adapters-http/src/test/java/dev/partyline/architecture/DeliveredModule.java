package dev.partyline.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A module that others get: of those that the parent POM names, each but what says {@code maven.deploy.skip}. */
record DeliveredModule(Path folder) {
    private static final List<String> NO_CLASSES = List.of("module-info.java", "package-info.java");

    static List<DeliveredModule> of(Path checkout) {
        return texts(checkout, "module")
                .map(checkout::resolve)
                .filter(folder -> texts(folder, "maven.deploy.skip").noneMatch("true"::equals))
                .map(DeliveredModule::new)
                .toList();
    }

    /** The names of the classes that its main sources are of; those within another class are left out. */
    List<String> classes() {
        Path sources = folder.resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !NO_CLASSES.contains(file.getFileName().toString()))
                    .map(file -> sources.relativize(file).toString())
                    .map(file -> file.replaceAll("\\.java$", "").replaceAll("[/\\\\]", "."))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the POM of the folder has in elements of this name. */
    private static Stream<String> texts(Path folder, String element) {
        try {
            NodeList found = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile())
                    .getElementsByTagName(element);
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> found.item(i).getTextContent());
        } catch (IOException | ParserConfigurationException | SAXException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
