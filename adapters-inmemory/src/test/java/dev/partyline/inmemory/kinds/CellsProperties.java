package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.inmemory.kinds.Twin.Fault;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A history over two cells, beside the same history over one store that has the tenants and lines of both. */
class CellsProperties {
    private static final int ROUNDS = 200;

    /**
     * A part of a history.
     *
     * @param isRun whether the creates and changes are those of runs
     * @param leaving numbers of users that are deactivated
     */
    record Part(List<Create> creates, boolean isRun, List<Patch> patches, List<Integer> leaving) {}

    @Property(tries = 80)
    void T1_cellsAnswerAsOneStoreDoes(@ForAll("histories") List<Part> history) {
        agree(history, Fault.NONE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void cellsAtFaultAreSeen(Fault fault) {
        assertThat(histories()
                        .sampleStream()
                        .limit(ROUNDS)
                        .anyMatch(history -> Contests.rejection(() -> agree(history, fault), 1)
                                .isPresent()))
                .isTrue();
    }

    private static void agree(List<Part> history, Fault fault) {
        Twin one = Twin.overOneStore();
        Twin cells = Twin.overTwoCells(fault);
        for (Part part : history) {
            assertThat(cells.created(part.creates(), part.isRun()))
                    .isEqualTo(one.created(part.creates(), part.isRun()));
            assertThat(cells.changed(part.patches(), part.isRun()))
                    .isEqualTo(one.changed(part.patches(), part.isRun()));
            assertThat(cells.deactivated(part.leaving())).isEqualTo(one.deactivated(part.leaving()));
            assertThat(cells.state()).isEqualTo(one.state());
            assertThat(cells.events()).isEqualTo(one.events());
        }
    }

    @Provide
    Arbitrary<List<Part>> histories() {
        Arbitrary<List<Patch>> patches = Patch.any().list().ofMaxSize(15);
        return Combinators.combine(
                        Commands.rows(1, 30),
                        Arbitraries.of(true, false),
                        patches,
                        Arbitraries.integers().between(0, 40).list().ofMaxSize(5))
                .as(Part::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
