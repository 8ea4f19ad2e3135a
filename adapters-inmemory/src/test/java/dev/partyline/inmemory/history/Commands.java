package dev.partyline.inmemory.history;

import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.ports.driven.LineState;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Generates histories. Everything shrinks to fewer and plainer commands. */
final class Commands {
    private static final int LONGEST = 40;

    private Commands() {}

    /** Everything that can happen, requests more often than anything else. */
    static Arbitrary<Script> scripts() {
        return scripts(anything());
    }

    static Arbitrary<Script> scripts(Arbitrary<Command> commands) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4).list().ofSize(Cast.POOL_LINES),
                        commands.list().ofMaxSize(LONGEST).withSizeDistribution(RandomDistribution.uniform()))
                .as(Script::new);
    }

    static Arbitrary<Command> anything() {
        return Arbitraries.frequencyOf(
                Tuple.of(10, createShared()),
                Tuple.of(4, createDedicated()),
                Tuple.of(4, deactivate()),
                Tuple.of(2, foresee()),
                Tuple.of(5, settings()));
    }

    static Arbitrary<Command> mostlyShared() {
        return Arbitraries.frequencyOf(Tuple.of(8, createShared()), Tuple.of(2, deactivate()), Tuple.of(2, settings()));
    }

    static Arbitrary<Command> mostlyDedicated() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, createDedicated()),
                Tuple.of(2, createShared()),
                Tuple.of(2, deactivate()),
                Tuple.of(2, ownership()));
    }

    static Arbitrary<Command> mostlyStates() {
        return Arbitraries.frequencyOf(Tuple.of(6, createShared()), Tuple.of(2, deactivate()), Tuple.of(3, states()));
    }

    /** Much that stands in the way of a request. */
    static Arbitrary<Command> mostlyObstacles() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, createShared()),
                Tuple.of(1, deactivate()),
                Tuple.of(2, limits()),
                Tuple.of(2, values()),
                Tuple.of(1, states()));
    }

    static Arbitrary<Command> mostlyLimits() {
        return Arbitraries.frequencyOf(Tuple.of(8, createShared()), Tuple.of(1, deactivate()), Tuple.of(2, limits()));
    }

    static Arbitrary<Command> mostlyCreatedAgain() {
        Arbitrary<Command> choices =
                Combinators.combine(project(), Arbitraries.of(Recreation.class)).as(Command.CreatedAgain::new);
        return Arbitraries.frequencyOf(
                Tuple.of(6, createShared()),
                Tuple.of(2, createDedicated()),
                Tuple.of(6, deactivate()),
                Tuple.of(3, choices),
                Tuple.of(1, states()));
    }

    /** What the registry alone is asked for. */
    static Arbitrary<Command> requests() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, createShared()), Tuple.of(2, createDedicated()), Tuple.of(3, deactivate()));
    }

    /** Coming and going of all kinds in the first project, which revives some. */
    static Arbitrary<Command> mostlyOfOneTenant() {
        Arbitrary<Command> shared =
                Combinators.combine(phone(), given()).as((phone, given) -> new Command.CreateShared(0, phone, given));
        Arbitrary<Command> dedicated = Combinators.combine(phone(), index(2), given())
                .as((phone, line, given) -> new Command.CreateDedicated(0, phone, line + 2, given));
        return Arbitraries.frequencyOf(
                Tuple.of(6, shared),
                Tuple.of(3, dedicated),
                Tuple.of(5, deactivate()),
                Tuple.of(2, Arbitraries.of(Recreation.class).map(choice -> new Command.CreatedAgain(0, choice))),
                Tuple.of(2, Arbitraries.integers().between(0, 2).map(Command.Tick::new)));
    }

    static Arbitrary<Command> createShared() {
        return shared().map(command -> command);
    }

    static Arbitrary<Command> createDedicated() {
        return dedicated().map(command -> command);
    }

    private static Arbitrary<Command.CreateShared> shared() {
        return Combinators.combine(project(), phone(), given()).as(Command.CreateShared::new);
    }

    private static Arbitrary<Command.CreateDedicated> dedicated() {
        return Combinators.combine(project(), phone(), index(Cast.LINES.size()), given())
                .as(Command.CreateDedicated::new);
    }

    private static Arbitrary<Cast.Given> given() {
        Arbitrary<Cast.Given> something = Combinators.combine(
                        index(Cast.NAMES.size()), index(Cast.NAMES.size()), index(Cast.EMAILS.size()))
                .as(Cast.Given::new);
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(Cast.Given.NOTHING)), Tuple.of(2, something));
    }

    /** Seldom the one that nobody knows. */
    private static Arbitrary<Integer> project() {
        return Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(6, 1), Tuple.of(6, 2), Tuple.of(1, 3));
    }

    /** Some more often than others, so that they meet. */
    private static Arbitrary<Integer> phone() {
        return Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(3, 1), Tuple.of(3, 2), Tuple.of(2, 3), Tuple.of(1, 4));
    }

    static Arbitrary<Command> foresee() {
        return Arbitraries.oneOf(
                shared().map(Command.ForeseeShared::new), dedicated().map(Command.ForeseeDedicated::new));
    }

    static Arbitrary<Command> deactivate() {
        Arbitrary<Integer> user = Arbitraries.integers().between(0, 30);
        return Arbitraries.frequencyOf(
                Tuple.of(5, user.map(Command.Deactivate::new)),
                Tuple.of(
                        1,
                        Combinators.combine(index(Cast.PROJECTS.size()), user).as(Command.DeactivateIn::new)));
    }

    static Arbitrary<Command> settings() {
        return Arbitraries.oneOf(
                limits(),
                values(),
                states(),
                ownership(),
                Combinators.combine(project(), Arbitraries.of(SharedIdentity.class))
                        .as(Command.Identity::new),
                Combinators.combine(project(), Arbitraries.of(Recreation.class)).as(Command.CreatedAgain::new),
                Combinators.combine(project(), Arbitraries.of(true, true, false))
                        .as(Command.Creating::new),
                Combinators.combine(
                                index(Cast.LINES.size()), Arbitraries.integers().between(0, 3))
                        .as(Command.AddLine::new),
                Arbitraries.integers().between(0, 3).map(Command.Tick::new));
    }

    private static Arbitrary<Command> limits() {
        return Combinators.combine(project(), Arbitraries.integers().between(-1, 3))
                .as(Command.Limit::new);
    }

    private static Arbitrary<Command> values() {
        return Combinators.combine(project(), index(Cast.VALUE_RULES.size())).as(Command.Values::new);
    }

    private static Arbitrary<Command> states() {
        Arbitrary<LineState> state =
                Arbitraries.of(LineState.OPEN, LineState.OPEN, LineState.DRAINING, LineState.RETIRED);
        return Combinators.combine(index(Cast.LINES.size()), state).as(Command.SetState::new);
    }

    private static Arbitrary<Command> ownership() {
        return Combinators.combine(project(), index(Cast.LINES.size()), Arbitraries.of(true, true, false))
                .as(Command.Own::new);
    }

    private static Arbitrary<Integer> index(int size) {
        return Arbitraries.integers().between(0, size - 1);
    }

    // ------------------------------------------------------------------------------------------------------- plays

    /**
     * A few clients that meet on two phones.
     *
     * @param room the least capacity of a line
     */
    static Arbitrary<Play> plays(int room) {
        Arbitrary<Command> request = meeting();
        Arbitrary<List<Command>> client = request.list().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.integers().between(room, room + 2).list().ofSize(Cast.POOL_LINES - 1),
                        choices(),
                        request.list().ofMaxSize(3),
                        client.list().ofMinSize(2).ofMaxSize(3),
                        Arbitraries.integers().between(0, 5).list().ofMaxSize(60))
                .as((capacities, choices, before, clients, turns) -> new Play(
                        capacities,
                        Stream.concat(choices.stream(), before.stream()).toList(),
                        clients,
                        turns));
    }

    private static Arbitrary<List<Command>> choices() {
        return Arbitraries.oneOf(
                        limits(),
                        Combinators.combine(project(), Arbitraries.of(SharedIdentity.class))
                                .as(Command.Identity::new),
                        Combinators.combine(project(), Arbitraries.of(Recreation.class))
                                .as(Command.CreatedAgain::new))
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Command> meeting() {
        Arbitrary<Integer> project = index(3);
        Arbitrary<Integer> phone = index(2);
        Arbitrary<Integer> user = index(3);
        return Arbitraries.frequencyOf(
                Tuple.of(5, Combinators.combine(project, phone, given()).as(Command.CreateShared::new)),
                Tuple.of(
                        1,
                        Combinators.combine(project, phone, index(2).map(i -> i + 1), given())
                                .as(Command.CreateDedicated::new)),
                Tuple.of(4, user.map(Command.Deactivate::new)),
                Tuple.of(1, user.map(Command.Find::new)),
                Tuple.of(1, Combinators.combine(phone, index(3)).as(Command.FindOnLine::new)));
    }

    /** A few clients, some of whom sweep. */
    static Arbitrary<Play> playsWithSweeps() {
        return playsOf(Arbitraries.frequencyOf(Tuple.of(6, meeting()), Tuple.of(1, sweep())));
    }

    /** The same, while time goes by, a whole lease at a time. */
    static Arbitrary<Play> playsWithSweepsAndTime() {
        Arbitrary<Command> tick = Arbitraries.of(new Command.Tick((int) HistoryWorld.LEASE.toSeconds()));
        return playsOf(Arbitraries.frequencyOf(Tuple.of(6, meeting()), Tuple.of(1, sweep()), Tuple.of(1, tick)));
    }

    private static Arbitrary<Command> sweep() {
        return Arbitraries.of(new Command.Sweep());
    }

    private static Arbitrary<Play> playsOf(Arbitrary<Command> step) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5).list().ofSize(Cast.POOL_LINES - 1),
                        choices(),
                        step.list()
                                .ofMinSize(1)
                                .ofMaxSize(6)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3),
                        Arbitraries.integers().between(0, 5).list().ofMaxSize(80))
                .as(Play::new);
    }

    /** What befalls the calls of ports, one after the other: mostly nothing. */
    static Arbitrary<List<Storm.Blow>> blows() {
        return Arbitraries.frequencyOf(
                        Tuple.of(12, Arbitraries.just(Storm.Blow.NONE)), Tuple.of(4, Arbitraries.of(Storm.Blow.class)))
                .list()
                .ofMaxSize(60);
    }
}
