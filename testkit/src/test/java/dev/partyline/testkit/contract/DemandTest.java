package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Each test of the kit says what the port demands. */
class DemandTest {
    private static final List<Class<?>> CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackagesOf(Demand.class).stream()
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    @Test
    void everyTestHasADemand() {
        assertThat(tests())
                .hasSizeGreaterThan(100)
                .allSatisfy(test -> assertThat(DemandFirst.of(test))
                        .as("the demand of %s", test)
                        .isPresent());
    }

    /** Which may be read at a glance. */
    @Test
    void aDemandIsOneShortSentence() {
        assertThat(tests())
                .isNotEmpty()
                .flatExtracting(test -> DemandFirst.of(test).stream().toList())
                .allSatisfy(demand -> assertThat(demand)
                        .matches("[A-Z][^.]*\\.")
                        .satisfies(text -> assertThat(text.split(" ")).hasSizeLessThanOrEqualTo(25)));
    }

    @Test
    void everyContractTellsItsDemands() {
        assertThat(CLASSES)
                .filteredOn(type -> type.getSimpleName().endsWith("Contract"))
                .hasSize(6)
                .allSatisfy(contract -> assertThat(
                                contract.getAnnotation(ExtendWith.class).value())
                        .contains(DemandFirst.class));
    }

    private static List<Method> tests() {
        return CLASSES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .toList();
    }
}
