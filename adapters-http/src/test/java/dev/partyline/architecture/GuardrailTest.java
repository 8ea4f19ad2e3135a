package dev.partyline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GuardrailTest {
    private static final JavaClasses EVERYTHING = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.partyline");

    @Test
    void everyModuleIsLookedAt() {
        assertThat(Stream.of("domain", "ports", "inmemory", "http"))
                .allMatch(module -> EVERYTHING.containPackage("dev.partyline." + module));
    }

    @TestFactory
    Stream<DynamicTest> holds() {
        return Guardrail.all().stream()
                .map(guardrail -> DynamicTest.dynamicTest(
                        guardrail.name(), () -> guardrail.rule().check(EVERYTHING)));
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
