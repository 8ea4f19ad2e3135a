package dev.partyline.http.operator;

import dev.partyline.domain.value.Line;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.Retirement;
import dev.partyline.ports.Retirement.Moved;
import dev.partyline.ports.Retirement.Verdict;
import dev.partyline.ports.driven.LinePosition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Retiring a line (P6). It goes on while the client takes what became of the users, some at a time. That the client is
 * gone shows when it is sent something: then, the next ones are done already, and it stops.
 */
final class RetireCall {
    private static final int USERS_AT_ONCE = 50;
    private static final Answer HEAD =
            Answer.empty(200).with("Content-Type", "application/x-ndjson").as("retiring");

    private final LineRegistry lines;

    RetireCall(LineRegistry lines) {
        this.lines = lines;
    }

    /** How many users were moved so far, and how many were not. */
    private record Sum(int moved, int notMoved) {
        Sum plus(List<Verdict> verdicts) {
            int more = (int) verdicts.stream().filter(Moved.class::isInstance).count();
            return new Sum(moved + more, notMoved + verdicts.size() - more);
        }
    }

    Step retire(Line line) {
        return retire(line, Optional.empty(), page -> new Step.Begin(HEAD, told(line, page, new Sum(0, 0))));
    }

    private Step retire(Line line, Optional<LinePosition> after, Function<Retirement, Step> then) {
        return new Step.Work(
                Lane.LONG,
                () -> lines.retire(line, after, USERS_AT_ONCE).map(then).orElseGet(LineCalls::notFound));
    }

    private Step told(Line line, Retirement page, Sum before) {
        Sum sum = before.plus(page.verdicts());
        String verdicts =
                page.verdicts().stream().map(verdict -> json(verdict) + "\n").collect(Collectors.joining());
        return page.next()
                .<Step>map(next ->
                        new Step.Send(verdicts, retire(line, Optional.of(next), more -> told(line, more, sum))))
                .orElseGet(() -> new Step.End(verdicts + done(sum) + "\n"));
    }

    private static ObjectNode json(Verdict verdict) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("tenant", verdict.project().toString())
                .put("id", verdict.user().toString());
        return verdict.fold(
                moved -> json.put("movedTo", moved.line().e164()),
                notMoved -> json.put("notMoved", notMoved.reason().code()));
    }

    private static ObjectNode done(Sum sum) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("done", true)
                .put("moved", sum.moved())
                .put("notMoved", sum.notMoved());
    }
}
