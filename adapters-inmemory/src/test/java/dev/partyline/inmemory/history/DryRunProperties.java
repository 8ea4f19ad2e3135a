package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** A dry run before every create of a history. */
@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class DryRunProperties {

    @Property
    void E5_aDryRunChangesNothing(@ForAll("scripts") Script script) {
        for (Wiring wiring : Wiring.values()) {
            Walk walk = new Walk(wiring.world(script.capacities()));
            for (Command command : script.commands()) {
                List<ModelledUser> before = walk.everyone();
                Map<String, Integer> loads = walk.loads();
                walk.foresee(command);
                assertThat(walk.everyone()).isEqualTo(before);
                assertThat(walk.loads()).isEqualTo(loads);
                walk.carryOut(command);
            }
        }
    }

    @Property
    void E5_aDryRunTellsWhatTheCreateAfterItDoes(@ForAll("scripts") Script script) {
        for (Wiring wiring : Wiring.values()) {
            Walk walk = new Walk(wiring.world(script.capacities()));
            for (Command command : script.commands()) {
                walk.foresee(command)
                        .ifPresentOrElse(
                                foreseen -> assertThat(walk.ask((Command.Request) command))
                                        .satisfies(done -> assertComesTrue(foreseen, done)),
                                () -> walk.carryOut(command));
            }
        }
    }

    /**
     * A refusal word for word; of a user that there was, what it becomes; of a new one, that it is new; of a revived
     * one, who.
     */
    private static void assertComesTrue(Answer foreseen, Answer done) {
        switch (done.kind()) {
            case Answer.CREATED -> assertThat(foreseen).isEqualTo(Answer.just(Answer.foreseen(done.kind())));
            case Answer.REVIVED ->
                assertThat(foreseen)
                        .isEqualTo(Answer.just(
                                Answer.foreseen(done.kind()),
                                done.person().orElseThrow().id()));
            case Answer.RETURNED, Answer.UPDATED ->
                assertThat(foreseen)
                        .isEqualTo(Answer.with(
                                Answer.foreseen(done.kind()), done.person().orElseThrow(), done.fields()));
            default -> assertThat(foreseen).isEqualTo(done);
        }
    }

    @Provide
    Arbitrary<Script> scripts() {
        return Commands.scripts(Commands.anything());
    }
}
