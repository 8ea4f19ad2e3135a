package dev.partyline.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class GuardrailTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("partyline.root"));

    private static final JavaClasses EVERYTHING = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.partyline");

    @Test
    void everyClassOfEveryDeliveredModuleIsLookedAt() {
        List<DeliveredModule> modules = DeliveredModule.of(CHECKOUT);

        assertThat(modules)
                .isNotEmpty()
                .allSatisfy(module -> assertThat(module.classes()).isNotEmpty());
        assertThat(notLookedAt(modules)).isEmpty();
    }

    @Test
    void aModuleThatIsNotLookedAtIsFound(@TempDir Path checkout) throws IOException {
        Files.writeString(
                checkout.resolve("pom.xml"),
                "<project><modules><module>new</module><module>own</module></modules></project>");
        planted(checkout.resolve("new"), "<project/>", "Unseen");
        planted(
                checkout.resolve("own"),
                "<project><properties><maven.deploy.skip>true</maven.deploy.skip></properties></project>",
                "NotDelivered");

        assertThat(notLookedAt(DeliveredModule.of(checkout))).containsExactly("dev.partyline.planted.Unseen");
    }

    private static void planted(Path module, String pom, String name) throws IOException {
        Path sources = Files.createDirectories(module.resolve("src/main/java/dev/partyline/planted"));
        Files.writeString(module.resolve("pom.xml"), pom);
        Files.createFile(sources.resolve("package-info.java"));
        Files.createFile(sources.resolve(name + ".java"));
    }

    private static List<String> notLookedAt(List<DeliveredModule> modules) {
        return modules.stream()
                .flatMap(module -> module.classes().stream())
                .filter(name -> !EVERYTHING.contain(name))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> holds() {
        return Guardrail.all().stream()
                .map(guardrail -> DynamicTest.dynamicTest(
                        guardrail.name(), () -> guardrail.rule().check(EVERYTHING)));
    }

    /** Or a rule about a package that was renamed would hold for good. */
    @TestFactory
    Stream<DynamicTest> doesNotHoldForNoClassesAtAll() {
        JavaClasses nothing = new ClassFileImporter().importClasses(List.of());
        return Guardrail.all().stream()
                .map(guardrail -> DynamicTest.dynamicTest(
                        guardrail.name(),
                        () -> assertThatThrownBy(() -> guardrail.rule().check(nothing))
                                .isInstanceOf(AssertionError.class)));
    }

    /** Each by itself, since one that breaks a rule would hide that another does not. */
    @TestFactory
    Stream<DynamicTest> refusesWhatBreaksIt() {
        return Guardrail.all().stream()
                .flatMap(guardrail -> guardrail.planted().stream()
                        .map(planted -> DynamicTest.dynamicTest(
                                guardrail.name() + ": " + planted,
                                () -> assertThat(guardrail
                                                .rule()
                                                .evaluate(new ClassFileImporter().importClasses(planted))
                                                .hasViolation())
                                        .isTrue())));
    }
}
