package dev.partyline.inmemory.simulation;

import dev.partyline.domain.request.RequestKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What comes of one seed: several clients, until all of them are done; then calm, and a look at what they left. */
final class Simulation {
    /** Few, since each seed is a history of its own, and one that is short is searched fast. */
    private static final int MOST_CLIENTS = 5;

    private static final int MOST_CALLS = 8;

    private static final Duration LONGER_THAN_ANY_LEASE = Duration.ofDays(2);

    /** Of events. */
    private static final int MOST_READERS = 2;

    /** Of one call. */
    static final int MOST_MOVES = 3;

    private final Trace trace;
    private final SimulatedWorld world;
    private final Random random;
    private final List<SimulatedCall> calls = new ArrayList<>();

    private Simulation(long seed, Optional<SimulatedWiring> wiring, boolean traced) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        trace = new Trace(traced);
        boolean withLines = random.nextBoolean();
        int faultOnceIn = List.of(0, 4, 10, 25).get(random.nextInt(4));
        world = new SimulatedWorld(
                random,
                wiring.orElse(withLines ? SimulatedWiring.WITH_LINES : SimulatedWiring.LEASED),
                faultOnceIn,
                trace);
    }

    /** What is wrong with the history of this seed, if anything is. */
    static Optional<String> fault(long seed, Optional<SimulatedWiring> wiring) {
        Simulation simulation = new Simulation(seed, wiring, false);
        try {
            simulation.run();
            return Optional.empty();
        } catch (AssertionError wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    /** The history of this seed, told. */
    static String trace(long seed, Optional<SimulatedWiring> wiring) {
        Simulation simulation = new Simulation(seed, wiring, true);
        try {
            simulation.run();
        } catch (AssertionError wrong) {
            return simulation.trace + "\n" + wrong.getMessage();
        }
        return simulation.trace.toString();
    }

    private void run() {
        Client.Theme theme = Client.Theme.drawn(random);
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(MOST_CLIENTS - 1); i++) {
            clients.add(new Client(i, random, theme, calls, 1 + random.nextInt(MOST_CALLS)));
        }
        int writers = clients.size();
        for (int i = writers; i < writers + random.nextInt(MOST_READERS + 1); i++) {
            clients.add(Client.reader(i, random, calls, 2 + random.nextInt(MOST_CALLS)));
        }
        int stay = random.nextInt(4);
        int turnOnceIn = List.of(8, 16, 50).get(random.nextInt(3));
        Client last = clients.get(0);
        while (!clients.isEmpty()) {
            world.nextStep();
            world.mayArrive();
            if (random.nextInt(turnOnceIn) == 0) {
                world.turn();
                continue;
            }
            List<Client> awake =
                    clients.stream().filter(client -> client.isAwake(world)).toList();
            boolean stays = stay > 0 && awake.contains(last) && random.nextInt(stay + 1) > 0;
            Client next = stays ? last : SimulatedCast.any(random, awake.isEmpty() ? clients : awake);
            next.goOn(world);
            last = next;
            if (random.nextInt(10) == 0) {
                next.sleep(world, 5 + random.nextInt(30));
            }
            if (next.isDone()) {
                clients.remove(next);
            }
        }
        lookAtWhatIsLeft();
    }

    private void lookAtWhatIsLeft() {
        world.calm();
        world.someArrive();
        sweep();
        world.nextStep();
        world.allArrive();
        sweep();
        Inspection inspection = new Inspection(this::answer, world);
        inspection.inspect();
        calls.stream()
                .map(call -> call.task)
                .filter(Simulation::isUnderAKey)
                .distinct()
                .toList()
                .forEach(this::answer);
        inspection.inspect();
        inspection.retire(SimulatedCast.any(random, SimulatedCast.LINES), 1 + random.nextInt(MOST_MOVES));
        linearize();
        inspection.deactivateEveryone();
        inspection.eraseEveryone(
                calls.stream().flatMap(call -> requestKey(call.task).stream()).toList());
        world.advance(LONGER_THAN_ANY_LEASE);
        inspection.readAllEvents();
    }

    private static boolean isUnderAKey(Task task) {
        return task.changes() && requestKey(task).isPresent();
    }

    private static Optional<RequestKey> requestKey(Task task) {
        if (task instanceof Task.Create create) {
            return create.request().get().requestKey();
        }
        if (task instanceof Task.ChangeUser change) {
            return change.request().requestKey();
        }
        return task instanceof Task.Erase erase ? erase.request().requestKey() : Optional.empty();
    }

    private void sweep() {
        world.advance(SimulatedWorld.LEASE);
        answer(new Task.Sweep());
    }

    /** The answer to a call that nobody disturbs. */
    private Object answer(Task task) {
        world.nextStep();
        SimulatedCall call = new SimulatedCall(SimulatedCall.NOBODY, task, world.step());
        world.goOn(call, Integer.MAX_VALUE);
        calls.add(call);
        if (call.answer() == null) {
            throw new AssertionError("no answer to " + call);
        }
        return call.answer();
    }

    /** Part by part: nothing that is done in one is seen in another. */
    private void linearize() {
        Map<String, List<SimulatedCall>> parts = new LinkedHashMap<>();
        for (SimulatedCall call : calls) {
            if (call.task instanceof Task.Sweep
                    || call.task.part().equals(Task.EVENTS)
                    || (call.client == SimulatedCall.NOBODY && call.task instanceof Task.FindRoute)) {
                continue;
            }
            List<SimulatedCall> part = parts.computeIfAbsent(call.task.part(), none -> new ArrayList<>());
            call.parts().forEach(part::add);
        }
        parts.forEach((part, those) -> {
            if (!new Linearization(those, world.keepFormerPairs).exists()) {
                throw new AssertionError("no order of the calls explains their answers: " + part);
            }
        });
    }
}
