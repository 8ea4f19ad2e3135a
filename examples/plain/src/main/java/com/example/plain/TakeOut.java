package com.example.plain;

import dev.partyline.domain.value.Line;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.Retirement;
import dev.partyline.ports.Retirement.Verdict;
import dev.partyline.ports.driven.LinePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a line out of a pool. */
record TakeOut(LineRegistry lines) {

    List<Verdict> retire(Line line) {
        List<Verdict> report = new ArrayList<>();
        Optional<LinePosition> next = Optional.empty();
        do {
            Retirement page = lines.retire(line, next, 100).orElseThrow();
            report.addAll(page.verdicts());
            next = page.next();
        } while (next.isPresent());
        return report;
    }
}
