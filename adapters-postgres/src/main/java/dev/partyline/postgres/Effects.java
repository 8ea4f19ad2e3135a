package dev.partyline.postgres;

import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes as calls of the functions that make them. Each answers with a line, 0 for done, -1 for outdated, -2 for no
 * line.
 */
final class Effects {
    /** Stands for the line that the database chooses, and is never sent. */
    private static final Line NOT_CHOSEN_YET = Line.restored("+1000000");

    private Effects() {}

    /** The user as the change makes it; on this line, if the change leaves the choice to the database. */
    static User made(Change change, Supplier<Line> chosen) {
        return change.fold(
                Change.Admit::user,
                onALine -> onALine.admission().candidate().on(chosen.get()),
                Change.Replace::after,
                Change.Deactivate::user,
                Change.Confirm::user);
    }

    /** The change, and what is recorded of it if it claims an idempotency key. */
    static Statement of(Change change) {
        Statement effect = change.fold(
                admit -> admit(
                        admit.version(),
                        admit.user(),
                        true,
                        admit.sharedUserLimit(),
                        LineWish.NONE,
                        admit.lastHolder()),
                Effects::admitOnALine,
                Effects::replace,
                Effects::deactivate,
                Effects::confirm);
        return change.recorded(made(change, () -> NOT_CHOSEN_YET))
                .map(record -> remember(effect, record, change))
                .orElse(effect);
    }

    private static Statement admitOnALine(Change.AdmitOnALine change) {
        SharedAdmission admission = change.admission();
        return admit(
                change.version(),
                made(change, () -> NOT_CHOSEN_YET),
                false,
                admission.limit(),
                admission.wish(),
                admission.lastHolder());
    }

    private static Statement admit(
            Version version,
            User user,
            boolean onItsLine,
            OptionalInt limit,
            LineWish wish,
            Optional<LastHolder> lastHolder) {
        UserRow row = UserData.row(user);
        boolean counts = user.kind() == UserKind.SHARED && limit.isPresent();
        return named("partyline_admit(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", version)
                .smallint(UserRow.code(row.kind()))
                .instant(row.createdAt())
                .bigint(row.phone())
                .bigints(forms(user))
                .bigint(onItsLine ? row.line() : null)
                .uuid(row.placedBy())
                .text(row.data())
                .texts(KeyText.of(user))
                .integer(counts ? limit.getAsInt() : null)
                .bigint(digits(wish.preferred()))
                .bigint(digits(wish.avoided()))
                .text(lastHolder.map(last -> last.key().claim()).orElse(null))
                .uuid(lastHolder
                        .flatMap(LastHolder::user)
                        .map(last -> last.user().id().value())
                        .orElse(null))
                .bigint(lastHolder
                        .flatMap(LastHolder::user)
                        .map(last -> last.version())
                        .orElse(null));
    }

    /** Every form of the user's phone; null for a user that is on no line. */
    private static @Nullable List<Long> forms(User user) {
        return user instanceof LineUser onALine ? Digits.forms(onALine) : null;
    }

    private static @Nullable Long digits(Optional<Line> line) {
        return line.map(Digits::of).orElse(null);
    }

    private static Statement replace(Change.Replace change) {
        UserRow before = UserData.row(change.before());
        UserRow after = UserData.row(change.after());
        return named("partyline_replace(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", change.version())
                .bigints(forms(change.before()))
                .bigint(before.line())
                .bigint(after.phone())
                .bigints(forms(change.after()))
                .bigint(after.line())
                .uuid(after.placedBy())
                .text(after.data())
                .texts(KeyText.difference(change.before(), change.after()))
                .texts(KeyText.difference(change.after(), change.before()));
    }

    private static Statement deactivate(Change.Deactivate change) {
        Optional<LineUser> onALine =
                Optional.of(change.user()).filter(LineUser.class::isInstance).map(LineUser.class::cast);
        return named("partyline_deactivate(?, ?, ?, ?, ?, ?, ?, ?, ?)", change.version())
                .bigints(forms(change.user()))
                .bigint(onALine.map(user -> Digits.of(user.line())).orElse(null))
                .instant(change.at())
                .texts(KeyText.of(change.user()))
                .texts(onALine.map(
                                user -> user.identity().stream().map(Key::claim).toList())
                        .orElse(null));
    }

    private static Statement confirm(Change.Confirm change) {
        return new Statement()
                .sql("partyline_confirm(?, ?, ?, ?, ?)")
                .text(change.version().tenant().text())
                .uuid(change.version().user().value())
                .bigint(change.version().number())
                .bigint(change.unheld().map(key -> Digits.of(key.phone())).orElse(null))
                .text(change.unheld().map(Key::claim).orElse(null));
    }

    /** A call whose first arguments name the change. */
    private static Statement named(String call, Version version) {
        return new Statement()
                .sql(call)
                .text(version.tenant().text())
                .uuid(version.user().value())
                .bigint(version.number())
                .uuid(version.by().value());
    }

    /** I6: what is done, and what is answered by it. */
    private static Statement remember(Statement done, IdempotencyRecord record, Change change) {
        Optional<IdempotencyRecord> forgotten = change.claim().flatMap(IdempotencyClaim::forgotten);
        UserRow row = UserData.row(record.outcome().user());
        return new Statement()
                .sql("partyline_remember(")
                .sql(done)
                .sql(", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .text(record.tenant().text())
                .text(record.key().value())
                .text(record.fingerprint().hex())
                .instant(record.firstUse())
                .text(AnswerRow.outcome(record.outcome()))
                .uuid(row.id())
                .smallint(UserRow.code(row.kind()))
                .bigint(row.version())
                .instant(row.createdAt())
                .bigint(row.phone())
                .bigint(change instanceof Change.AdmitOnALine ? null : row.line())
                .uuid(row.placedBy())
                .text(row.data())
                .text(forgotten.map(former -> former.fingerprint().hex()).orElse(null))
                .instant(forgotten.map(IdempotencyRecord::firstUse).orElse(null))
                .uuid(forgotten
                        .map(former -> former.outcome().user().id().value())
                        .orElse(null));
    }
}
