package dev.partyline.inmemory.history;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Listing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Carries a script out in a world and in the model of it side by side, and compares them after every step. */
final class History {
    /** Small, so that listings have several pages. */
    private static final int PAGE = 3;

    /** The rules of what is read after every step. */
    private static final Set<String> COMPARED = Set.of("T2", "R1", "L5", "L6", "P5");

    private final HistoryWorld world;
    private final HistoryModel model;
    private final List<String> log = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    private History(HistoryWorld world, HistoryModel model) {
        this.world = world;
        this.model = model;
    }

    /** Ends at the first wrong answer, if there is one. */
    static History of(HistoryWorld world, Script script) {
        History history = new History(world, new HistoryModel(script.capacities(), HistoryModel.LineChoice.EXACT));
        for (Command command : script.commands()) {
            if (!history.wrong().isEmpty()) {
                break;
            }
            history.step(command);
        }
        return history;
    }

    /** What was wrong at the end, if anything was. */
    Optional<Verdict> wrong() {
        return verdicts.stream().filter(verdict -> !verdict.isRight()).findFirst();
    }

    /** Whether an answer rested on the rule, or could have broken it. */
    boolean touches(String rule) {
        return verdicts.stream().anyMatch(verdict -> verdict.rule().equals(rule))
                || model.leftOutALineFor(rule)
                || (COMPARED.contains(rule) && !model.people().isEmpty());
    }

    @Override
    public String toString() {
        return wrong().map(Verdict::toString).orElse("all right") + "\n" + String.join("\n", log);
    }

    private void step(Command command) {
        if (command instanceof Command.Setting setting) {
            setting.in(world);
            setting.in(model);
            log.add(command.toString());
        } else {
            ask(((Command.Request) command).call(knownUsers()));
        }
        compare().filter(verdict -> !verdict.isRight()).findFirst().ifPresent(verdicts::add);
    }

    private void ask(Call call) {
        Answer answer = call.on(world.registry());
        log.add(call + " -> " + answer);
        verdicts.add(call.judge(model, answer));
    }

    private List<Command.Known> knownUsers() {
        return model.people().stream()
                .map(person -> new Command.Known(person.project(), person.id()))
                .toList();
    }

    private Stream<Verdict> compare() {
        return Stream.of(byId(), byPhoneAndLine(), listings(), loads()).flatMap(verdicts -> verdicts);
    }

    /** T2: each user, through each tenant. */
    private Stream<Verdict> byId() {
        return model.people().stream()
                .flatMap(person -> Cast.PROJECTS.stream()
                        .map(project -> new Call.Find(project, person.id()))
                        .map(call -> call.judge(model, call.on(world.registry()))));
    }

    /** R1: each phone on each line. */
    private Stream<Verdict> byPhoneAndLine() {
        return Cast.PHONES.stream()
                .flatMap(phone -> Cast.LINES.stream()
                        .map(line -> new Call.FindOnLine(phone, line))
                        .map(call -> call.judge(model, call.on(world.registry()))));
    }

    /** L5: each tenant, each kind and both, with and without the deactivated. */
    private Stream<Verdict> listings() {
        return Cast.PROJECTS.stream()
                .flatMap(project -> Stream.concat(
                                Stream.of(EnumSet.allOf(UserKind.class)),
                                Stream.of(UserKind.values()).map(Set::of))
                        .flatMap(kinds -> Stream.of(false, true).map(too -> listing(project, kinds, too))));
    }

    private Verdict listing(ProjectId project, Set<UserKind> kinds, boolean deactivatedToo) {
        Listing active = Listing.of(project, PAGE).only(kinds);
        Listing listing = deactivatedToo ? active.withDeactivated() : active;
        return Verdict.equal("L5", model.listed(project, kinds, deactivatedToo), world.list(listing));
    }

    /** P5: the users of a line are the active users that have it. */
    private Stream<Verdict> loads() {
        return Cast.LINES.stream()
                .map(line -> Verdict.equal("P5", model.users(line), world.pool().usersOf(line)));
    }
}
