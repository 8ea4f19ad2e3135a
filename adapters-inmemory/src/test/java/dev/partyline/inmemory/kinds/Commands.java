package dev.partyline.inmemory.kinds;

import dev.partyline.domain.user.UserKind;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.inmemory.kinds.Command.Values;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Histories, of the kinds of user and with the keys that a property is about. */
final class Commands {
    private static final int STEPS = 24;

    private Commands() {}

    /**
     * @param keys how many idempotency keys there are
     * @param dry how many of ten creates are only foreseen
     */
    static Arbitrary<List<Command>> histories(int keys, int dry, UserKind... kinds) {
        return Arbitraries.frequencyOf(
                        Tuple.of(12, creates(keys, dry, kinds)),
                        Tuple.of(keys == 0 ? 2 : 6, repeats(dry)),
                        Tuple.of(2, Arbitraries.of(Command.By.class).map(by -> (Command) new Command.Advance(by))),
                        Tuple.of(3, deactivations()),
                        Tuple.of(contains(kinds, UserKind.SUBSCRIBER) ? 4 : 0, belongings()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(STEPS);
    }

    /** Creates of all kinds: some are for the same user, and some meet on a line, a limit or an idempotency key. */
    static Arbitrary<List<Create>> rows(int keys, int most) {
        Arbitrary<Values> values = Combinators.combine(
                        below(10), below(3), below(3), below(3), below(2), below(2), below(4))
                .as(Values::new);
        Arbitrary<Integer> key = Arbitraries.frequency(Tuple.of(9, 0), Tuple.of(1, keys));
        return Combinators.combine(Arbitraries.of(UserKind.class), tenants(), key, Arbitraries.just(false), values)
                .as(Create::new)
                .list()
                .ofMaxSize(most);
    }

    private static boolean contains(UserKind[] kinds, UserKind kind) {
        return List.of(kinds).contains(kind);
    }

    private static Arbitrary<Command> creates(int keys, int dry, UserKind... kinds) {
        return Combinators.combine(Arbitraries.of(kinds), tenants(), below(keys + 1), isDry(dry), values())
                .as(Create::new);
    }

    private static Arbitrary<Integer> tenants() {
        return Arbitraries.frequency(
                Tuple.of(12, 0), Tuple.of(12, 1), Tuple.of(1, Surroundings.OFF), Tuple.of(1, Surroundings.UNKNOWN));
    }

    private static Arbitrary<Values> values() {
        return Combinators.combine(below(3), below(3), below(3), below(3), below(2), below(2), below(4))
                .as(Values::new);
    }

    private static Arbitrary<Command> repeats(int dry) {
        return Combinators.combine(below(3), Arbitraries.of(Command.How.class), isDry(dry))
                .as(Command.Repeat::new);
    }

    private static Arbitrary<Command> deactivations() {
        return Combinators.combine(below(8), isDry(1)).as(Command.Deactivate::new);
    }

    private static Arbitrary<Command> belongings() {
        return Combinators.combine(below(4), below(3), Arbitraries.of(true, false), isDry(1))
                .as(Command.Belong::new);
    }

    private static Arbitrary<Boolean> isDry(int ofTen) {
        return below(10).map(drawn -> drawn >= 10 - ofTen);
    }

    private static Arbitrary<Integer> below(int bound) {
        return Arbitraries.integers().between(0, bound - 1);
    }
}
