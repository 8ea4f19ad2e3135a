package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whole histories, in which every answer and all that can be read are as in the {@link HistoryModel}. */
class HistoryModelProperties {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everythingIsAsInTheModel(@ForAll("anything") Script script) {
        for (Wiring wiring : Wiring.values()) {
            History history = History.of(wiring.world(script.capacities()), script);
            assertThat(history.wrong()).as("%s: %s", wiring, history).isEmpty();
        }
    }

    @Provide
    Arbitrary<Script> anything() {
        return Commands.scripts(Commands.anything());
    }
}
