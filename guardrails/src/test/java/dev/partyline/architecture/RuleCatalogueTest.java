package dev.partyline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleCatalogueTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("partyline.root"));

    @Test
    void everyRuleHasATestAndEveryTestItsRule() {
        RuleCatalogue catalogue = RuleCatalogue.of(CHECKOUT);
        assertThat(catalogue.rules()).contains("T1", "V1", "S1", "D1", "L1", "P1", "R1", "E1");
        assertThat(catalogue.disagreements()).isEmpty();
    }

    @Test
    void aRuleWithoutATestIsFound() {
        assertThat(planted("| Z1 | what holds | | ours |", "Z2_isTested"))
                .containsExactly("Z1 has no test", "Z2 is tested and not in the catalogue");
    }

    @Test
    void aPlaceThatIsNotInTheCodeIsFound() {
        assertThat(planted("| Z1 | what holds | `Nowhere.atAll` | ours |", "Z1_isTested"))
                .containsExactly("`Nowhere.atAll` is not in the code");
    }

    /** There is {@code pairs}, and a comment that has the word. */
    @Test
    void aPlaceThatIsTheBeginningOfAnotherIsFound() {
        Path rules = CHECKOUT.resolve("domain/src/main/java/dev/partyline/domain/rule/DedicatedUserRules.java");
        assertThat(planted("| Z1 | what holds | `DedicatedUserRules.pair` | ours |", "Z1_isTested", rules))
                .containsExactly("`DedicatedUserRules.pair` is not in the code");
    }

    private static List<String> planted(String catalogue, String test, Path... sources) {
        return new RuleCatalogue(catalogue, List.of(sources), "void " + test + "() {}").disagreements();
    }
}
