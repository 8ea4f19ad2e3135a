package dev.partyline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BomTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("partyline.root"));

    @Test
    void namesEveryModuleThatIsDeliveredAndNoOther() {
        assertThat(DeliveredModule.inTheBom(CHECKOUT))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(DeliveredModule.of(CHECKOUT).stream()
                        .map(DeliveredModule::artifact)
                        .toList());
    }
}
