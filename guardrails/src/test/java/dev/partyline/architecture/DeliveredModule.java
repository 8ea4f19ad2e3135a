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
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A jar that others get: of the modules that the parent POM names, each but what says {@code maven.deploy.skip}. */
record DeliveredModule(Path folder) {
    private static final List<String> NO_CLASSES = List.of("module-info.java", "package-info.java");

    static List<DeliveredModule> of(Path checkout) {
        return texts(checkout, "/project/modules/module")
                .map(checkout::resolve)
                .filter(folder -> texts(folder, "/project/packaging").noneMatch("pom"::equals))
                .filter(folder ->
                        texts(folder, "/project/properties/maven.deploy.skip").noneMatch("true"::equals))
                .map(DeliveredModule::new)
                .toList();
    }

    /** The artifacts of which the BOM tells the version. */
    static List<String> inTheBom(Path checkout) {
        return texts(
                        checkout.resolve("bom"),
                        "/project/dependencyManagement/dependencies/dependency[version='${project.version}']/artifactId")
                .toList();
    }

    String artifact() {
        return texts(folder, "/project/artifactId").findFirst().orElseThrow();
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

    /** What the POM of the folder has at this path. */
    private static Stream<String> texts(Path folder, String path) {
        try {
            Document pom = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile());
            NodeList found =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> found.item(i).getTextContent());
        } catch (IOException | ParserConfigurationException | SAXException | XPathExpressionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
