package dev.partyline.inmemory.history;

import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Carries a script out in a world alone, with no model beside it: for what must hold whatever was asked. */
final class Walk {
    private final HistoryWorld world;

    /** Whoever was ever seen, by id. */
    private final List<Command.Known> known = new ArrayList<>();

    Walk(HistoryWorld world) {
        this.world = world;
    }

    /** After every step, the users before and after it. */
    static void each(Script script, BiConsumer<HistoryWorld, Step> check) {
        for (Wiring wiring : Wiring.values()) {
            Walk walk = new Walk(wiring.world(script.capacities()));
            List<ModelledUser> before = walk.everyone();
            for (Command command : script.commands()) {
                walk.carryOut(command);
                List<ModelledUser> after = walk.everyone();
                check.accept(walk.world, new Step(before, after));
                before = after;
            }
        }
    }

    /** The users before and after a command, active and not. */
    record Step(List<ModelledUser> before, List<ModelledUser> after) {
        Stream<ModelledUser> active() {
            return after.stream().filter(ModelledUser::isActive);
        }

        Stream<ModelledUser> active(UserKind kind) {
            return after.stream().filter(person -> person.isActive(kind));
        }

        Stream<ModelledUser> activeBefore(UserKind kind) {
            return before.stream().filter(person -> person.isActive(kind));
        }
    }

    void carryOut(Command command) {
        if (command instanceof Command.Setting setting) {
            setting.in(world);
        } else {
            ask(((Command.Request) command));
        }
    }

    Answer ask(Command.Request request) {
        return ask(request.call(known));
    }

    Answer ask(Call call) {
        Answer answer = call.on(world.registry());
        answer.person().ifPresent(person -> {
            Command.Known user = new Command.Known(person.project(), person.id());
            if (!known.contains(user)) {
                known.add(user);
            }
        });
        return answer;
    }

    /** What a dry run tells of the command, where it creates somebody. */
    Optional<Answer> foresee(Command command) {
        if (command instanceof Command.CreateShared create) {
            return Optional.of(ask(new Command.ForeseeShared(create)));
        }
        if (command instanceof Command.CreateDedicated create) {
            return Optional.of(ask(new Command.ForeseeDedicated(create)));
        }
        return Optional.empty();
    }

    /** Everybody of every project, the deactivated too. */
    List<ModelledUser> everyone() {
        return Cast.PROJECTS.stream()
                .flatMap(project ->
                        world.list(Listing.of(project, Listing.MAX_LIMIT).withDeactivated()).stream())
                .toList();
    }

    /** How many users the pool counts on each line. */
    Map<String, Integer> loads() {
        Map<String, Integer> loads = new TreeMap<>();
        Consumer<Line> count = line -> loads.put(line.e164(), world.pool().usersOf(line));
        Cast.LINES.forEach(count);
        return loads;
    }
}
