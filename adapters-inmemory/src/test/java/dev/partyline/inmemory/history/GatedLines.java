package dev.partyline.inmemory.history;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Lines;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Lines behind a gate. */
public class GatedLines implements Lines {
    private final Lines lines;
    private final Gate gate;

    public GatedLines(Lines lines, Gate gate) {
        this.lines = lines;
        this.gate = gate;
    }

    @Override
    public Optional<Line> choose(Set<Line> taken, LineWish wish) {
        return gate.pass(() -> lines.choose(taken, wish));
    }

    @Override
    public List<LineUse> page(Optional<Line> after, int most) {
        return gate.pass(() -> lines.page(after, most));
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return gate.pass(() -> lines.find(line));
    }

    @Override
    public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        return gate.pass(() -> lines.set(line, state, capacity));
    }
}
