package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Nearness;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Lines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which line is given, and what an operator says and sees of lines: of a pool, and of a store that has one. */
interface ChoiceChapter {
    Line SAN_FRANCISCO = line("+14155550101");

    /** Of the same area: its code overlays the other one. */
    Line SAN_FRANCISCO_TOO = line("+16285550101");

    Line NEW_YORK = line("+12125550101");
    Line LONDON = line("+442079460101");

    /** A short number, which comes first though its text comes last. */
    Line BERLIN = line("+4930123456");

    private static Line line(String number) {
        return Line.of(number).get();
    }

    /** New lines, open and without users, each with the most users that it may have. */
    Lines newLines(Map<Line, Integer> capacities);

    /**
     * The line that the new user of this number gets and keeps; empty if there is none for it.
     *
     * @param taken lines that its phone is on already
     */
    Optional<Line> given(int number, Set<Line> taken, LineWish wish);

    /** How many users more than another a line may have and still be given (rule P3). */
    int closeness();

    private Optional<Line> given(int number, LineWish wish) {
        return given(number, Set.of(), wish);
    }

    private static LineWish first(Line line) {
        Locality locality = Locality.of(line);
        return LineWish.near(new Nearness(locality.area(), locality.country(), false));
    }

    private static LineWish onlyOfTheArea(Line line) {
        return LineWish.near(new Nearness(Locality.of(line).area(), Optional.empty(), true));
    }

    private static LineWish onlyOfTheCountry(Line line) {
        return LineWish.near(new Nearness(Optional.empty(), Locality.of(line).country(), true));
    }

    @Demand("A line of the area that is wished for comes first, then one of the country, then any other.")
    @Test
    default void P7_nearLinesComeFirst() {
        newLines(Map.of(SAN_FRANCISCO, 4, SAN_FRANCISCO_TOO, 4, NEW_YORK, 3, LONDON, 9));
        List<Line> loaded = List.of(SAN_FRANCISCO, SAN_FRANCISCO, SAN_FRANCISCO_TOO, SAN_FRANCISCO_TOO, NEW_YORK);
        for (int number = 0; number < loaded.size(); number++) {
            Line line = loaded.get(number);
            assertThat(given(number, LineWish.naming(line))).contains(line);
        }
        List<Optional<Line>> given = new ArrayList<>();
        for (int number = 10; number < 18; number++) {
            given.add(given(number, first(SAN_FRANCISCO)));
        }
        assertThat(given.subList(0, 4))
                .as("those of the area")
                .containsExactlyInAnyOrder(
                        Optional.of(SAN_FRANCISCO),
                        Optional.of(SAN_FRANCISCO),
                        Optional.of(SAN_FRANCISCO_TOO),
                        Optional.of(SAN_FRANCISCO_TOO));
        assertThat(given.subList(4, 6)).as("those of the country").containsOnly(Optional.of(NEW_YORK));
        assertThat(given.subList(6, 8)).as("the others").containsOnly(Optional.of(LONDON));
    }

    @Demand("If only near lines will do, no other line is given, though others have room.")
    @Test
    default void P7_ifOnlyNearLinesWillDoNoOtherIsGiven() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 1, NEW_YORK, 1, LONDON, 9));
        assertThat(given(1, onlyOfTheArea(SAN_FRANCISCO))).contains(SAN_FRANCISCO);
        assertThat(given(2, onlyOfTheArea(SAN_FRANCISCO))).isEmpty();
        assertThat(lines.choose(Set.of(), onlyOfTheArea(SAN_FRANCISCO))).isEmpty();
        assertThat(given(3, onlyOfTheCountry(SAN_FRANCISCO))).contains(NEW_YORK);
        assertThat(given(4, onlyOfTheCountry(SAN_FRANCISCO))).isEmpty();
        assertThat(lines.choose(Set.of(), onlyOfTheCountry(SAN_FRANCISCO))).isEmpty();
        assertThat(given(5, LineWish.NONE)).contains(LONDON);
    }

    @Demand("Among lines that fit a wish equally, the load is spread as it is among all.")
    @Test
    default void P3_theLoadIsSpreadAmongLinesThatFitEqually() {
        newLines(Map.of(SAN_FRANCISCO, 100, SAN_FRANCISCO_TOO, 100, LONDON, 100));
        Map<Line, Integer> users = new HashMap<>();
        for (int number = 1; number <= 20; number++) {
            Line line = given(number, first(SAN_FRANCISCO)).orElseThrow();
            int least = Math.min(users.getOrDefault(SAN_FRANCISCO, 0), users.getOrDefault(SAN_FRANCISCO_TOO, 0));
            assertThat(users.merge(line, 1, Integer::sum) - 1).isLessThanOrEqualTo(least + closeness());
        }
        assertThat(users).containsOnlyKeys(SAN_FRANCISCO, SAN_FRANCISCO_TOO);
    }

    @Demand("A line at risk is given only if no open line would do, however near it is and however few users it has.")
    @Test
    default void P8_aLineAtRiskIsGivenLast() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 1, NEW_YORK, 1, LONDON, 3));
        lines.setState(SAN_FRANCISCO, LineState.AT_RISK);
        lines.setState(NEW_YORK, LineState.AT_RISK);
        assertThat(given(1, LineWish.NONE)).contains(LONDON);
        assertThat(given(2, LineWish.NONE)).contains(LONDON);
        assertThat(given(3, first(SAN_FRANCISCO))).contains(LONDON);
        assertThat(given(4, first(SAN_FRANCISCO))).as("since no other has room").contains(SAN_FRANCISCO);
        assertThat(given(5, first(SAN_FRANCISCO))).contains(NEW_YORK);
        assertThat(given(6, first(SAN_FRANCISCO))).isEmpty();
    }

    @Demand("Among lines at risk, near ones come first, and no other is given if only near lines will do.")
    @Test
    default void P7_nearLinesComeFirstAmongThoseAtRisk() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 9, NEW_YORK, 9, LONDON, 9));
        Set.of(SAN_FRANCISCO, NEW_YORK, LONDON).forEach(line -> lines.setState(line, LineState.AT_RISK));
        assertThat(given(1, first(NEW_YORK))).contains(NEW_YORK);
        assertThat(given(2, first(NEW_YORK))).contains(NEW_YORK);
        assertThat(given(3, onlyOfTheArea(LONDON))).contains(LONDON);
        assertThat(given(4, onlyOfTheArea(LONDON))).contains(LONDON);
        assertThat(given(5, onlyOfTheArea(BERLIN))).isEmpty();
    }

    @Demand("A reserved line is given only to a wish that names it.")
    @Test
    default void P8_aReservedLineIsGivenOnlyByName() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 1));
        lines.setState(SAN_FRANCISCO, LineState.RESERVED);
        assertThat(given(1, LineWish.NONE)).isEmpty();
        assertThat(given(2, first(SAN_FRANCISCO))).isEmpty();
        assertThat(given(3, LineWish.preferring(SAN_FRANCISCO))).isEmpty();
        assertThat(given(4, LineWish.avoiding(SAN_FRANCISCO))).isEmpty();
        assertThat(lines.choose(Set.of(), LineWish.NONE)).isEmpty();
        assertThat(given(5, LineWish.naming(SAN_FRANCISCO))).contains(SAN_FRANCISCO);
        assertThat(given(6, LineWish.naming(SAN_FRANCISCO))).as("it is full").isEmpty();
    }

    @Demand("If a wish names a line, that line is given or none: none if it is full, closed, taken or unknown.")
    @Test
    default void P8_aNamedLineIsGivenOrNone() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 1, NEW_YORK, 9, LONDON, 9));
        assertThat(given(1, LineWish.naming(SAN_FRANCISCO))).contains(SAN_FRANCISCO);
        assertThat(given(2, LineWish.naming(SAN_FRANCISCO))).as("it is full").isEmpty();
        assertThat(given(3, Set.of(LONDON), LineWish.naming(LONDON)))
                .as("its phone is on it")
                .isEmpty();
        assertThat(given(4, LineWish.naming(BERLIN)))
                .as("the pool does not have it")
                .isEmpty();
        lines.setState(NEW_YORK, LineState.DRAINING);
        assertThat(given(5, LineWish.naming(NEW_YORK))).isEmpty();
        lines.setState(NEW_YORK, LineState.RETIRED);
        assertThat(given(6, LineWish.naming(NEW_YORK))).isEmpty();
        lines.setState(NEW_YORK, LineState.AT_RISK);
        assertThat(given(7, LineWish.naming(NEW_YORK))).contains(NEW_YORK);
    }

    @Demand("A line that is draining or retired takes nobody and keeps its users, until it is open again.")
    @ParameterizedTest
    @EnumSource(names = {"DRAINING", "RETIRED"})
    default void P4_aClosedLineTakesNobodyAndKeepsItsUsers(LineState closed) {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 2));
        assertThat(given(1, LineWish.NONE)).contains(SAN_FRANCISCO);
        lines.setState(SAN_FRANCISCO, closed);
        assertThat(given(2, LineWish.NONE)).isEmpty();
        assertThat(lines.find(SAN_FRANCISCO)).contains(new LineUse(SAN_FRANCISCO, closed, 2, 1));
        lines.setState(SAN_FRANCISCO, LineState.OPEN);
        assertThat(given(2, LineWish.NONE)).contains(SAN_FRANCISCO);
        assertThat(given(3, LineWish.NONE)).isEmpty();
    }

    @Demand("A capacity that is changed holds from then on, and all users that the line has stay.")
    @Test
    default void P4_aCapacityThatIsChangedHoldsFromThenOn() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 1));
        assertThat(given(1, LineWish.NONE)).contains(SAN_FRANCISCO);
        assertThat(given(2, LineWish.NONE)).isEmpty();
        assertThat(capacity(lines, 2)).contains(new LineUse(SAN_FRANCISCO, LineState.OPEN, 2, 1));
        assertThat(given(2, LineWish.NONE)).contains(SAN_FRANCISCO);
        assertThat(capacity(lines, 0)).contains(new LineUse(SAN_FRANCISCO, LineState.OPEN, 0, 2));
        assertThat(given(3, LineWish.NONE)).isEmpty();
        assertThat(given(4, LineWish.naming(SAN_FRANCISCO))).isEmpty();
        assertThat(capacity(lines, Integer.MAX_VALUE))
                .contains(new LineUse(SAN_FRANCISCO, LineState.OPEN, Integer.MAX_VALUE, 2));
        assertThat(given(3, LineWish.NONE)).contains(SAN_FRANCISCO);
    }

    private static Optional<LineUse> capacity(Lines lines, int most) {
        return lines.set(SAN_FRANCISCO, Optional.empty(), OptionalInt.of(most));
    }

    @Demand("Whoever changes the state of a line leaves its capacity, and whoever changes its capacity its state.")
    @Test
    default void P4_stateAndCapacityAreChangedEachForItself() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 1));
        capacity(lines, 5);
        assertThat(lines.set(SAN_FRANCISCO, Optional.of(LineState.AT_RISK), OptionalInt.empty()))
                .contains(new LineUse(SAN_FRANCISCO, LineState.AT_RISK, 5, 0));
        assertThat(capacity(lines, 6)).contains(new LineUse(SAN_FRANCISCO, LineState.AT_RISK, 6, 0));
        assertThat(lines.set(SAN_FRANCISCO, Optional.empty(), OptionalInt.empty()))
                .contains(new LineUse(SAN_FRANCISCO, LineState.AT_RISK, 6, 0));
        assertThat(lines.set(SAN_FRANCISCO, Optional.of(LineState.RESERVED), OptionalInt.of(7)))
                .isEqualTo(lines.find(SAN_FRANCISCO))
                .contains(new LineUse(SAN_FRANCISCO, LineState.RESERVED, 7, 0));
    }

    @Demand("Of a line that the pool does not have, nothing is told, and nothing happens if it is changed.")
    @Test
    default void P9_aLineThatIsNotThereIsNotMade() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 1));
        assertThat(lines.find(LONDON)).isEmpty();
        assertThat(lines.set(LONDON, Optional.of(LineState.OPEN), OptionalInt.of(9)))
                .isEmpty();
        assertThat(lines.find(LONDON)).isEmpty();
        assertThat(lines.page(Optional.empty(), 10)).containsExactly(new LineUse(SAN_FRANCISCO, LineState.OPEN, 1, 0));
    }

    @Demand("Lines are told in pages, ordered as numbers, not as texts (+4930123456 before +12125550101), with states,"
            + " capacities and users; nothing is missed or repeated.")
    @Test
    default void P9_linesAreToldInPagesInTheOrderOfTheirNumbers() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 1, NEW_YORK, 2, LONDON, 3, BERLIN, 4));
        assertThat(given(1, LineWish.naming(NEW_YORK))).contains(NEW_YORK);
        lines.setState(NEW_YORK, LineState.RETIRED);
        lines.setState(LONDON, LineState.RESERVED);
        List<LineUse> all = List.of(
                new LineUse(BERLIN, LineState.OPEN, 4, 0),
                new LineUse(NEW_YORK, LineState.RETIRED, 2, 1),
                new LineUse(SAN_FRANCISCO, LineState.OPEN, 1, 0),
                new LineUse(LONDON, LineState.RESERVED, 3, 0));
        for (int most = 1; most <= 5; most++) {
            assertThat(pages(lines, most)).as("in pages of %s", most).isEqualTo(all);
        }
        assertThat(lines.page(Optional.of(line("+13105550101")), 2))
                .as("behind a line that is not there")
                .isEqualTo(all.subList(2, 4));
        assertThat(lines.page(Optional.of(LONDON), 2)).isEmpty();
    }

    private static List<LineUse> pages(Lines lines, int most) {
        List<LineUse> told = new ArrayList<>();
        List<LineUse> page = lines.page(Optional.empty(), most);
        while (!page.isEmpty() && told.size() < 100) {
            assertThat(page).hasSizeLessThanOrEqualTo(most);
            told.addAll(page);
            page = lines.page(Optional.of(page.get(page.size() - 1).line()), most);
        }
        return told;
    }

    @Demand("A choice tells the line that a user with this wish would get now, and takes nothing.")
    @Test
    default void E5_theLineThatWouldBeGivenIsTold() {
        Lines lines = newLines(Map.of(SAN_FRANCISCO, 1, NEW_YORK, 1, LONDON, 1));
        Map<LineWish, Line> wishes = Map.of(
                first(SAN_FRANCISCO),
                SAN_FRANCISCO,
                LineWish.naming(LONDON),
                LONDON,
                LineWish.preferring(NEW_YORK),
                NEW_YORK);
        wishes.forEach((wish, line) -> assertThat(lines.choose(Set.of(), wish)).contains(line));
        assertThat(lines.choose(Set.of(SAN_FRANCISCO), first(SAN_FRANCISCO))).contains(NEW_YORK);
        assertThat(lines.choose(Set.of(SAN_FRANCISCO, NEW_YORK), LineWish.NONE)).contains(LONDON);
        int number = 0;
        for (Map.Entry<LineWish, Line> wish : wishes.entrySet()) {
            number++;
            assertThat(given(number, wish.getKey())).contains(wish.getValue());
        }
        assertThat(lines.choose(Set.of(), LineWish.NONE)).isEmpty();
    }
}
