package dev.partyline.ports;

import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The lines of several cells: each request goes to the cell of its line, and a page is merged from all cells. */
record LinesOfCells(Cells cells) implements LineRegistry {
    private static final Comparator<LineUse> BY_NUMBER =
            Comparator.comparingLong(use -> Long.parseLong(use.line().e164()));

    @Override
    public LinePage lines(Optional<Line> after, int most) {
        List<LinePage> pages = cells.all().stream()
                .map(cell -> cell.lines().lines(after, most))
                .toList();
        List<LineUse> found = pages.stream()
                .flatMap(page -> page.lines().stream())
                .sorted(BY_NUMBER)
                .toList();
        List<LineUse> page =
                found.subList(0, Math.min(found.size(), Math.max(1, Math.min(most, LineRegistry.MAX_LIMIT))));
        boolean isLast = found.size() == page.size()
                && pages.stream().allMatch(own -> own.next().isEmpty());
        return new LinePage(
                page,
                isLast
                        ? Optional.empty()
                        : Optional.of(page.get(page.size() - 1).line()));
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return cells.of(line).flatMap(cell -> cell.lines().find(line));
    }

    @Override
    public Optional<LineUse> change(Line line, Optional<LineState> state, OptionalInt capacity) {
        return cells.of(line).flatMap(cell -> cell.lines().change(line, state, capacity));
    }

    @Override
    public LineUsers usersOn(Line line, Optional<LinePosition> after, int most) {
        return cells.of(line)
                .map(cell -> cell.lines().usersOn(line, after, most))
                .orElseGet(() -> new LineUsers(List.of(), Optional.empty()));
    }

    @Override
    public Optional<Retirement> retire(Line line, Optional<LinePosition> after, int most) {
        return cells.of(line).flatMap(cell -> cell.lines().retire(line, after, most));
    }
}
