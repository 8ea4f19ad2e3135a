package dev.partyline.inmemory.history;

import dev.partyline.inmemory.history.Linearizability.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Carries out a play in a world, and asks whether its clients were answered as one alone could have been. */
final class ConcurrentRound {
    private final Play play;
    private final Wiring wiring;
    private final HistoryWorld world;
    private final HistoryModel model;
    private final AtomicLong time = new AtomicLong();
    private final List<Command.Known> known = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    /**
     * A round.
     *
     * @param wiring what the world is wired like
     */
    ConcurrentRound(Play play, Wiring wiring, HistoryWorld world) {
        this.play = play;
        this.wiring = wiring;
        this.world = world;
        this.model = new HistoryModel(
                play.capacities(),
                wiring == Wiring.LEASED ? HistoryModel.LineChoice.ANY_AVAILABLE : HistoryModel.LineChoice.EXACT);
    }

    /** Whether what the clients were answered is what one client could have been answered. */
    boolean isSequential(Stage stage) {
        return isSequential(stage, () -> {});
    }

    /**
     * The same.
     *
     * @param leave what each client does at last
     */
    boolean isSequential(Stage stage, Runnable leave) {
        play.before().forEach(this::begin);
        List<Callable<List<Answered>>> clients =
                play.clients().stream().map(commands -> client(commands, leave)).toList();
        List<Answered> answers = stage.<List<Answered>>play(clients).stream()
                .flatMap(List::stream)
                .toList();
        answers.forEach(answer -> log.add(answer.toString()));
        return Linearizability.explains(model, answers);
    }

    @Override
    public String toString() {
        return wiring + "\n" + String.join("\n", log);
    }

    private void begin(Command command) {
        if (command instanceof Command.Setting setting) {
            setting.in(world);
            setting.in(model);
            log.add(setting.toString());
            return;
        }
        Call call = ((Command.Request) command).call(known);
        Answer answer = call.on(world.registry());
        call.judge(model, answer);
        learn(answer, known);
        log.add(call + " -> " + answer);
    }

    private Callable<List<Answered>> client(List<Command> commands, Runnable leave) {
        return () -> {
            List<Command.Known> users = new ArrayList<>(known);
            List<Answered> answers = new ArrayList<>();
            try {
                for (Command command : commands) {
                    Call call = ((Command.Request) command).call(users);
                    long begun = time.getAndIncrement();
                    Answer answer = call.on(world.registry());
                    answers.add(new Answered(call, answer, begun, time.getAndIncrement()));
                    learn(answer, users);
                }
            } finally {
                leave.run();
            }
            return answers;
        };
    }

    /** What one created itself is what one asks for first. */
    private static void learn(Answer answer, List<Command.Known> users) {
        answer.person().ifPresent(person -> users.add(0, new Command.Known(person.project(), person.id())));
    }
}
