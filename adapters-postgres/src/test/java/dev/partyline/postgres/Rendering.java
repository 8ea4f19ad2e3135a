package dev.partyline.postgres;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Page;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers as texts that are equal where the answers are, but for the line that a shared user got. */
final class Rendering {
    private Rendering() {}

    static String of(Either<? extends Refusal, ? extends Outcome<? extends AnyUser>> answer) {
        return answer.fold(
                refusal -> refusal.code() + " " + refusal.toString(),
                outcome -> AnswerRow.outcome(outcome, Optional.empty()) + " " + of(outcome.user()));
    }

    static String of(AnyUser user) {
        UserRow row = UserData.row(user);
        return String.join(
                " ",
                user.tenant().text(),
                row.kind().name(),
                row.id().toString(),
                Long.toString(row.version()),
                row.createdAt().toString(),
                row.deactivatedAt() + "",
                row.erasedAt() + "",
                row.placedBy() + "",
                row.phone() + "",
                user.kind() == UserKind.SHARED ? "some line" : row.line() + "",
                row.data());
    }

    static String of(Page page) {
        return page.rows().stream().map(Rendering::of).collect(Collectors.joining("\n")) + page.next();
    }
}
