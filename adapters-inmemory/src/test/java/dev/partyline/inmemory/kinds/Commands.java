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
                        Tuple.of(2, creates(keys, dry, kinds).map(create -> new Command.IfAbsent((Create) create))),
                        Tuple.of(10, changes(keys, dry)),
                        Tuple.of(3, deactivations()),
                        Tuple.of(3, erasures()),
                        Tuple.of(contains(kinds, UserKind.SUBSCRIBER) ? 4 : 0, belongings()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(STEPS);
    }

    /** Histories of users that are changed over and over, with few that come and go. */
    static Arbitrary<List<Command>> changing(UserKind... kinds) {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, creates(1, 0, kinds)), Tuple.of(16, changes(1, 1)), Tuple.of(1, deactivations()))
                .list()
                .ofMinSize(STEPS / 2)
                .ofMaxSize(STEPS);
    }

    /** Histories of users that are deactivated and erased, and of requests that are repeated under their keys. */
    static Arbitrary<List<Command>> ending(UserKind... kinds) {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, creates(1, 0, kinds)),
                        Tuple.of(8, repeats(1)),
                        Tuple.of(6, changes(1, 0)),
                        Tuple.of(8, deactivations()),
                        Tuple.of(8, erasures()))
                .list()
                .ofMinSize(STEPS / 2)
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
        return Combinators.combine(below(4), versions(), isDry(1)).as(Command.Deactivate::new);
    }

    private static Arbitrary<Command> erasures() {
        return Combinators.combine(below(4), isDry(1)).as(Command.Erase::new);
    }

    private static Arbitrary<Command> changes(int keys, int dry) {
        Arbitrary<Patch> patches = Combinators.combine(
                        below(4), Arbitraries.of(Patch.What.class), below(3), below(keys + 1))
                .as(Patch::new);
        return Combinators.combine(patches, versions(), isDry(dry), isDry(1)).as(Command.Change::new);
    }

    private static Arbitrary<Command.Version> versions() {
        return Arbitraries.frequency(
                Tuple.of(4, Command.Version.ANY),
                Tuple.of(2, Command.Version.THE_PRESENT),
                Tuple.of(1, Command.Version.ANOTHER));
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
