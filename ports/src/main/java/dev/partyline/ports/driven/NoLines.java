package dev.partyline.ports.driven;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.value.Line;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

final class NoLines implements Lines {
    static final NoLines ONLY = new NoLines();

    private NoLines() {}

    @Override
    public Optional<Line> choose(Set<Line> taken, LineWish wish) {
        return Optional.empty();
    }

    @Override
    public List<LineUse> page(Optional<Line> after, int most) {
        return List.of();
    }

    @Override
    public Optional<LineUse> find(Line line) {
        return Optional.empty();
    }

    @Override
    public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
        return Optional.empty();
    }
}
