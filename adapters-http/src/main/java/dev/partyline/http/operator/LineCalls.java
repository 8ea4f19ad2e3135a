package dev.partyline.http.operator;

import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.value.Line;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.Problem;
import dev.partyline.http.body.BodyReader;
import dev.partyline.http.body.Format;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Route;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.LinePage;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.LineUsers;
import dev.partyline.ports.driven.LineUse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of the pool: seeing them, changing them, and retiring one (P4, P6, P8, P9). */
final class LineCalls {
    private static final String LINES = "/operator/lines";
    private static final String LINE = LINES + "/{number}";

    private static final String ACCEPTED = "application/merge-patch+json, application/json";

    private final LineRegistry lines;
    private final BodyReader patches = new BodyReader(EnumSet.of(Format.MERGE_PATCH, Format.JSON));

    LineCalls(LineRegistry lines) {
        this.lines = lines;
    }

    List<Route> routes(Operator operator) {
        RetireCall retire = new RetireCall(lines);
        return List.of(
                operator.route("list_lines", "GET", LINES, (request, variables) -> list(request)),
                ofLine(operator, "get_line", "GET", LINE, (line, request) -> get(line)),
                ofLine(operator, "change_line", "PATCH", LINE, this::patch),
                ofLine(operator, "list_line_users", "GET", LINE + "/users", this::users),
                ofLine(operator, "retire_line", "POST", LINE + "/retire", (line, request) -> retire.retire(line)));
    }

    /** What answers for a line, whether the pool has it or not. */
    private interface Handler {
        Step handle(Line line, Request request);
    }

    private static Route ofLine(Operator operator, String name, String method, String path, Handler handler) {
        return operator.route(
                name,
                method,
                path,
                (request, variables) -> Line.of(variables.getOrDefault("number", ""))
                        .<Step>fold(noNumber -> notFound(), line -> handler.handle(line, request)));
    }

    static Answer notFound() {
        return Problem.of(404, "line_not_found", "The pool has no line with this number.");
    }

    private Step list(Request request) {
        return Page.of(request, Cursor::line, (after, limit) -> listed(lines.lines(after, limit)));
    }

    private static Answer listed(LinePage page) {
        return Page.answer(
                "lines",
                page.lines().stream().map(LineJson::of).toList(),
                page.next().map(Cursor::of).orElse(null));
    }

    private Step get(Line line) {
        return new Step.Work(Lane.STORE, () -> answer(lines.find(line), "found"));
    }

    private static Answer answer(Optional<LineUse> line, String outcome) {
        return line.map(use -> Answer.json(200, LineJson.of(use)).as(outcome)).orElseGet(LineCalls::notFound);
    }

    private Step patch(Line line, Request request) {
        return new Step.Read(body -> patches.read(request, body)
                .fold(
                        members -> patch(line, new MemberReader(members)),
                        reason -> Problem.SHAPE.unsupportedMediaType(reason).with("Accept-Patch", ACCEPTED),
                        () -> Problem.SHAPE.bodyTooLarge(Body.LIMIT),
                        Problem::malformedBody));
    }

    private Step patch(Line line, MemberReader reader) {
        LinePatch patch = LinePatch.of(reader);
        return reader.complete(
                () -> new Step.Work(
                        Lane.STORE, () -> answer(lines.change(line, patch.state(), patch.capacity()), "changed")),
                Problem::invalid);
    }

    private Step users(Line line, Request request) {
        return Page.of(
                request,
                Cursor::position,
                (after, limit) -> lines.find(line)
                        .map(use -> listed(lines.usersOn(line, after, limit)))
                        .orElseGet(LineCalls::notFound));
    }

    private static Answer listed(LineUsers page) {
        return Page.answer(
                "users",
                page.users().stream().map(LineCalls::row).toList(),
                page.next().map(Cursor::of).orElse(null));
    }

    /** P9: ids only. */
    private static Map<String, String> row(LineUser user) {
        return Map.of("tenant", user.tenant().toString(), "id", user.id().toString());
    }
}
