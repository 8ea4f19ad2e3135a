package dev.partyline.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.partyline.ports.driven.UserStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGuardrailsTest {
    private static final String HOST = "org.example.host.";

    private static final List<ArchRule> RULES =
            List.of(HostGuardrails.ONLY_THE_REGISTRY_CHANGES_USERS, HostGuardrails.NOTHING_REACHES_INTO_PARTYLINE);

    @ParameterizedTest
    @ValueSource(
            strings = {"CommitsItself", "CommitsMany", "AdmitsByReference", "AdmitsWhileLooking", "ReleasesPlaces"})
    void usersAreChangedByTheRegistryAlone(String planted) throws ClassNotFoundException {
        assertThat(breaks(HostGuardrails.ONLY_THE_REGISTRY_CHANGES_USERS, planted))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = "ReachesInside")
    void nothingReachesIntoPartyline(String planted) throws ClassNotFoundException {
        assertThat(breaks(HostGuardrails.NOTHING_REACHES_INTO_PARTYLINE, planted))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KeepsTheRules", "WrapsAPool"})
    void whoKeepsTheRulesIsLeftAlone(String kept) throws ClassNotFoundException {
        for (ArchRule rule : RULES) {
            assertThat(breaks(rule, kept)).isFalse();
        }
    }

    /** A host that names the wrong package would keep every rule. */
    @Test
    void noRuleHoldsForNoClassesAtAll() {
        for (ArchRule rule : RULES) {
            assertThatThrownBy(() -> rule.check(new ClassFileImporter().importClasses(UserStore.class)))
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static boolean breaks(ArchRule rule, String name) throws ClassNotFoundException {
        return rule.evaluate(new ClassFileImporter().importClasses(Class.forName(HOST + name)))
                .hasViolation();
    }
}
