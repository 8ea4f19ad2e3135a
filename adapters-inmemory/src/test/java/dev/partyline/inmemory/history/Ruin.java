package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/** What a storm leaves of a play. */
final class Ruin {
    private final HistoryWorld world;
    private final List<String> log = new ArrayList<>();

    Ruin(Wiring wiring, Play play, List<Storm.Blow> blows) {
        this(wiring::world, play, blows);
        log.add(wiring.toString());
    }

    Ruin(BiFunction<List<Integer>, Gate, HistoryWorld> worlds, Play play, List<Storm.Blow> blows) {
        Turns turns = new Turns(play.turns());
        Storm storm = new Storm(turns, blows);
        world = worlds.apply(play.capacities(), storm);
        play.before().forEach(command -> ((Command.Setting) command).in(world));
        List<Callable<Boolean>> clients =
                play.clients().stream().map(this::client).toList();
        turns.<Boolean>play(clients);
        storm.end();
    }

    private Callable<Boolean> client(List<Command> commands) {
        return () -> {
            List<Command.Known> known = new ArrayList<>();
            commands.forEach(command -> carryOut(command, known));
            return true;
        };
    }

    /** What a client is told nothing of it doesn't wait for: it goes on with its next step. */
    private void carryOut(Command command, List<Command.Known> known) {
        if (command instanceof Command.Setting setting) {
            setting.in(world);
            log.add(command.toString());
            return;
        }
        Call call = ((Command.Request) command).call(known);
        try {
            Answer answer = call.on(world.registry());
            answer.person().ifPresent(person -> known.add(0, new Command.Known(person.project(), person.id())));
            log.add(call + " -> " + answer);
        } catch (UnavailableException | Storm.Crash failure) {
            log.add(call + " -> " + failure);
        }
    }

    /** The users of every line are the active users that have it, and no sweep finds anything more. */
    void assertNothingLeaks() {
        world.tick(HistoryWorld.LEASE);
        int lapsed = world.pool().lapsed(Integer.MAX_VALUE).size();
        assertThat(world.registry().sweep()).as("%s", this).isEqualTo(lapsed);
        List<ModelledUser> active = world.everyone();
        for (Line line : Cast.LINES) {
            assertThat(world.pool().usersOf(line)).as("%s: %s", line, this).isEqualTo((int) active.stream()
                    .filter(person ->
                            person.kind() == UserKind.SHARED && person.line().equals(line))
                    .count());
        }
        assertThat(world.registry().sweep()).as("nothing is left to sweep").isZero();
    }

    /** Leases that have not lapsed are not for a sweep to touch. */
    void assertSweepTouchesNothing() {
        List<Integer> before = loads();
        assertThat(world.registry().sweep()).as("%s", this).isZero();
        assertThat(loads()).as("%s", this).isEqualTo(before);
    }

    void deactivateEveryone() {
        world.everyone()
                .forEach(person -> assertThat(world.registry().deactivate(person.project(), person.id()))
                        .isNotEmpty());
    }

    void assertNobodyIsOnAnyLine() {
        assertThat(loads()).containsOnly(0);
    }

    private List<Integer> loads() {
        return Cast.LINES.stream().map(world.pool()::usersOf).toList();
    }

    @Override
    public String toString() {
        return String.join("\n", log);
    }
}
