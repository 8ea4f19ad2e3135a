package dev.partyline.inmemory.lines;

import static dev.partyline.inmemory.lines.LinesWorld.ANYWHERE;
import static dev.partyline.inmemory.lines.LinesWorld.BERLIN;
import static dev.partyline.inmemory.lines.LinesWorld.LONDON;
import static dev.partyline.inmemory.lines.LinesWorld.NEIGHBOUR;
import static dev.partyline.inmemory.lines.LinesWorld.NEW_YORK;
import static dev.partyline.inmemory.lines.LinesWorld.SAN_FRANCISCO;
import static dev.partyline.inmemory.lines.LinesWorld.SAN_FRANCISCO_TOO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.LineChoice.Reason;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.LinePreference.Near;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.history.Wiring;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import io.vavr.control.Either;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Which line a create gets and why, against a small model that knows the places of a few numbers by heart. */
class LineChoiceProperties {
    private static final String BAY = "the Bay";

    /** A phone or a line: its area, if it has one, and its country. */
    private record Place(Optional<String> area, String country) {
        static Place of(String area, String country) {
            return new Place(Optional.of(area), country);
        }
    }

    private static final List<Line> LINES = List.of(SAN_FRANCISCO, SAN_FRANCISCO_TOO, NEW_YORK, LONDON, BERLIN);

    private static final Map<Line, Place> PLACES = Map.of(
            SAN_FRANCISCO, Place.of(BAY, "US"),
            SAN_FRANCISCO_TOO, Place.of(BAY, "US"),
            NEW_YORK, Place.of("Manhattan", "US"),
            LONDON, Place.of("London", "GB"),
            BERLIN, Place.of("Berlin", "DE"));

    private static final Map<String, Place> PHONES = Map.of(
            "+14155552671", Place.of(BAY, "US"),
            "+16285552671", Place.of(BAY, "US"),
            "+12125552671", Place.of("Manhattan", "US"),
            "+12135552671", Place.of("Los Angeles", "US"),
            "+442079460102", Place.of("London", "GB"),
            "+447400123456", new Place(Optional.empty(), "GB"),
            "+4915112345678", new Place(Optional.empty(), "DE"),
            "+390612345678", Place.of("Rome", "IT"));

    /** A line as it stands when the request comes. */
    private record Standing(LineState state, int users, int room, boolean phoneIsThere) {}

    /** Who was the last to have the phone in the project, and what the project makes of that. */
    private record Past(Line line, Recreation recreation) {}

    private record Case(
            Wiring wiring,
            Map<Line, Standing> lines,
            LinePreference preference,
            String phone,
            Optional<Line> named,
            Optional<Past> past) {

        Standing standing(Line line) {
            return Optional.ofNullable(lines.get(line)).orElseThrow();
        }

        Place place() {
            return Optional.ofNullable(PHONES.get(phone)).orElseThrow();
        }

        boolean isOfTheArea(Line line) {
            return preference.near() == Near.AREA
                    && place().area().isPresent()
                    && place(line).area().equals(place().area());
        }

        boolean isOfTheCountry(Line line) {
            return preference.near() != Near.ANYWHERE && place(line).country().equals(place().country());
        }

        private static Place place(Line line) {
            return Optional.ofNullable(PLACES.get(line)).orElseThrow();
        }

        /** P7: with no area to go by, the country is what is asked for. */
        boolean isGoodEnough(Line line) {
            boolean byArea = preference.near() == Near.AREA && place().area().isPresent();
            return !preference.only() || (byArea ? isOfTheArea(line) : isOfTheCountry(line));
        }

        boolean isLast(Line line, Recreation recreation) {
            return past.filter(last ->
                            last.recreation() == recreation && last.line().equals(line))
                    .isPresent();
        }

        /** The lines of which the request gets one: each rule leaves those that it prefers, if there are any. */
        Set<Line> allowed() {
            Set<Line> all = new HashSet<>(lines.keySet());
            all.removeIf(line -> standing(line).room() == 0 || standing(line).phoneIsThere());
            if (named.isPresent()) {
                all.retainAll(Set.of(named.get()));
                all.removeIf(line -> !EnumSet.of(LineState.OPEN, LineState.AT_RISK, LineState.RESERVED)
                        .contains(standing(line).state()));
                return all;
            }
            all.removeIf(line -> !EnumSet.of(LineState.OPEN, LineState.AT_RISK)
                            .contains(standing(line).state())
                    || !isGoodEnough(line));
            keep(all, line -> !isLast(line, Recreation.AVOID_LAST_LINE));
            keep(all, line -> standing(line).state() == LineState.OPEN);
            keep(all, line -> isLast(line, Recreation.REVIVE));
            keep(all, this::isOfTheArea);
            keep(all, this::isOfTheCountry);
            int least =
                    all.stream().mapToInt(line -> standing(line).users()).min().orElse(0);
            keep(all, line -> standing(line).users() == least);
            return all;
        }

        private static void keep(Set<Line> lines, Predicate<Line> best) {
            if (lines.stream().anyMatch(best)) {
                lines.removeIf(best.negate());
            }
        }

        /** P7: why it is this line, and what would have come before it. */
        LineChoice choice(Line line) {
            if (named.isPresent()) {
                return new LineChoice(line, Reason.NAMED, Set.of());
            }
            Set<Reason> passedOver = EnumSet.noneOf(Reason.class);
            if (past.filter(last -> last.recreation() == Recreation.REVIVE).isPresent()) {
                if (isLast(line, Recreation.REVIVE)) {
                    return new LineChoice(line, Reason.LAST_LINE, passedOver);
                }
                passedOver.add(Reason.LAST_LINE);
            }
            boolean asksForArea =
                    preference.near() == Near.AREA && place().area().isPresent();
            if (asksForArea) {
                if (isOfTheArea(line)) {
                    return new LineChoice(line, Reason.SAME_AREA, passedOver);
                }
                passedOver.add(Reason.SAME_AREA);
            }
            if (preference.near() != Near.ANYWHERE) {
                if (isOfTheCountry(line)) {
                    return new LineChoice(line, Reason.SAME_COUNTRY, passedOver);
                }
                passedOver.add(Reason.SAME_COUNTRY);
            }
            return new LineChoice(line, Reason.LEAST_LOADED, passedOver);
        }
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void P7_aCreateGetsTheLineThatTheRulesSayAndIsToldWhy(@ForAll("cases") Case given) {
        LinesWorld world = LinesWorld.of(
                given.wiring(), LINES.stream().map(PoolLine::unlimited).toArray(PoolLine[]::new));
        PhoneNumber phone = PhoneNumber.of(given.phone()).get();
        Project project = Project.of(ANYWHERE).withLines(given.preference());
        given.past().ifPresent(past -> {
            SharedUser former = world.create(ANYWHERE, phone, past.line());
            assertThat(world.users.deactivate(ANYWHERE, former.id()).isRight()).isTrue();
            world.change(project.withRecreation(past.recreation()));
        });
        if (given.past().isEmpty()) {
            world.change(project);
        }
        int other = 0;
        for (Line line : LINES) {
            Standing standing = given.standing(line);
            for (int user = 0; user < standing.users(); user++) {
                world.create(NEIGHBOUR, LinesWorld.phone(other++), line);
            }
            if (standing.phoneIsThere()) {
                world.createDedicated(NEIGHBOUR, phone, line);
            }
            world.lines.change(line, Optional.of(standing.state()), OptionalInt.of(standing.users() + standing.room()));
        }
        NewSharedUser request = given.named()
                .map(world.request(ANYWHERE, phone)::onLine)
                .orElseGet(() -> world.request(ANYWHERE, phone));

        Either<SharedUserRefusal, Forecast<SharedUser>> foreseen = world.users.foresee(request);
        Either<SharedUserRefusal, Outcome<SharedUser>> answer = world.users.create(request);
        Set<Line> allowed = given.allowed();
        if (allowed.isEmpty()) {
            assertThat(answer.getLeft()).isEqualTo(new Refusal.PoolExhausted());
            assertThat(foreseen.getLeft()).isEqualTo(answer.getLeft());
            return;
        }
        Line line = answer.get().user().line();
        assertThat(line).isIn(allowed);
        assertThat(answer.get().lineChoice()).contains(given.choice(line));
        LineChoice told = lineOf(foreseen.get()).orElseThrow();
        assertThat(told.line()).as("E5").isIn(allowed);
        assertThat(told).isEqualTo(given.choice(told.line()));
        assertThat(world.users.create(request).get().lineChoice())
                .as("if it is asked for again")
                .contains(LineChoice.kept(line));
    }

    private static Optional<LineChoice> lineOf(Forecast<SharedUser> forecast) {
        return forecast.fold(
                create -> create.line(),
                returned -> Optional.empty(),
                update -> Optional.empty(),
                revive -> revive.line());
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Line> line = Arbitraries.of(LINES);
        Arbitrary<LineState> state = Arbitraries.of(
                LineState.OPEN,
                LineState.OPEN,
                LineState.OPEN,
                LineState.AT_RISK,
                LineState.AT_RISK,
                LineState.RESERVED,
                LineState.DRAINING,
                LineState.RETIRED);
        Arbitrary<Standing> standing = Combinators.combine(
                        state,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(0, 1, 1, 5),
                        Arbitraries.of(false, false, false, true))
                .as(Standing::new);
        Arbitrary<Map<Line, Standing>> lines = standing.list()
                .ofSize(LINES.size())
                .map(standings -> {
                    Map<Line, Standing> all = new HashMap<>();
                    LINES.forEach(each -> all.put(each, standings.get(all.size())));
                    return all;
                });
        Arbitrary<LinePreference> preference = Arbitraries.of(
                LinePreference.NONE,
                LinePreference.first(Near.AREA),
                LinePreference.only(Near.AREA),
                LinePreference.first(Near.COUNTRY),
                LinePreference.only(Near.COUNTRY));
        Arbitrary<Past> past = Combinators.combine(line, Arbitraries.of(Recreation.REVIVE, Recreation.AVOID_LAST_LINE))
                .as(Past::new);
        return Combinators.combine(
                        Arbitraries.of(Wiring.class),
                        lines,
                        preference,
                        Arbitraries.of(PHONES.keySet()),
                        line.optional(0.15),
                        past.optional(0.4))
                .as(Case::new);
    }
}
