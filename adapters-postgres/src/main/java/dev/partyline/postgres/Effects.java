package dev.partyline.postgres;

import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
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
    static AnyUser made(Change change, Supplier<Line> chosen) {
        return change.<AnyUser>fold(
                Change.Admit::user,
                onALine -> onALine.admission().candidate().on(chosen.get()),
                Change.Replace::after,
                move -> move.after().on(chosen.get()),
                deactivate -> new DeactivatedUser(deactivate.user(), deactivate.at()),
                erase -> erase.user().erased(erase.at()),
                Change.Confirm::user);
    }

    /** The change, and what is recorded of it if it claims an idempotency key. */
    static Statement of(Change change) {
        Statement effect = change.fold(
                admit -> admit(admit, admit.user(), true, admit.sharedUserLimit(), LineWish.NONE, admit.lastHolder()),
                Effects::admitOnALine,
                replace ->
                        replace(replace, replace.before(), replace.after(), true, LineWish.NONE, replace.formerUntil()),
                move -> replace(
                        move, move.before(), move.after().on(NOT_CHOSEN_YET), false, move.wish(), move.formerUntil()),
                Effects::deactivate,
                Effects::erase,
                Effects::confirm);
        AnyUser made = made(change, () -> NOT_CHOSEN_YET);
        Statement told =
                change instanceof Change.Effective effective ? tell(effect, Event.of(effective, made)) : effect;
        return change.recorded(made)
                .map(record -> remember(told, record, change))
                .orElse(told);
    }

    /** O2: what is done, with the values in its event, if there are to be any. */
    private static Statement tell(Statement done, Event event) {
        return event.values()
                .map(values -> new Statement()
                        .sql("partyline_tell(")
                        .sql(done)
                        .sql(", ?, ?, ?, ?)")
                        .text(event.tenant().text())
                        .uuid(event.user().value())
                        .bigint(event.version())
                        .text(UserData.row(values).data()))
                .orElse(done);
    }

    private static Statement admitOnALine(Change.AdmitOnALine change) {
        SharedAdmission admission = change.admission();
        return admit(
                change,
                admission.candidate().on(NOT_CHOSEN_YET),
                false,
                admission.limit(),
                admission.wish(),
                admission.lastHolder());
    }

    private static Statement admit(
            Change.Effective change,
            User user,
            boolean onItsLine,
            OptionalInt limit,
            LineWish wish,
            Optional<LastHolder> lastHolder) {
        UserRow row = UserData.row(user);
        boolean counts = user.kind() == UserKind.SHARED && limit.isPresent();
        return WishText.bind(
                        named("partyline_admit", 8, WishText.ARGUMENT + ", ?, ?, ?", change)
                                .instant(row.createdAt())
                                .bigint(row.phone())
                                .bigints(forms(user))
                                .bigint(onItsLine ? row.line() : null)
                                .uuid(row.placedBy())
                                .text(row.data())
                                .texts(KeyText.of(user))
                                .integer(counts ? limit.getAsInt() : null),
                        wish)
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

    /**
     * @param onItsLine whether the next version is on this line, and on no other that the pool gives it
     * @param wish what is wished of the line that the pool gives it
     */
    private static Statement replace(
            Change.Effective change, User before, User after, boolean onItsLine, LineWish wish, Instant formerUntil) {
        UserRow next = UserData.row(after);
        return WishText.bind(
                        named("partyline_replace", 9, WishText.ARGUMENT + ", ?", change)
                                .bigints(forms(before))
                                .bigint(UserData.row(before).line())
                                .bigint(next.phone())
                                .bigints(forms(after))
                                .bigint(onItsLine ? next.line() : null)
                                .uuid(next.placedBy())
                                .text(next.data())
                                .texts(KeyText.difference(before, after))
                                .texts(KeyText.difference(after, before)),
                        wish)
                .instant(formerUntil.isAfter(change.at()) ? formerUntil : null);
    }

    private static Statement deactivate(Change.Deactivate change) {
        return named("partyline_deactivate", 4, "", change)
                .bigints(forms(change.user()))
                .bigint(change.user() instanceof LineUser onALine ? Digits.of(onALine.line()) : null)
                .texts(KeyText.of(change.user()))
                .texts(identity(change.user()));
    }

    private static Statement erase(Change.Erase change) {
        return named("partyline_erase", 0, "", change);
    }

    /** The keys that the user is remembered by; null for none. */
    private static @Nullable List<String> identity(User user) {
        return user instanceof LineUser onALine
                ? onALine.identity().stream().map(Key::claim).toList()
                : null;
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

    /** A call whose first arguments name the change and tell its event, before so many others, and the last ones. */
    private static Statement named(String function, int others, String last, Change.Effective change) {
        Version version = change.version();
        return new Statement()
                .sql(function + "(?, ?, ?, ?, ?, ?, ?, ?" + ", ?".repeat(others) + (last.isEmpty() ? "" : ", ") + last
                        + ")")
                .text(version.tenant().text())
                .uuid(version.user().value())
                .bigint(version.number())
                .uuid(version.by().value())
                .smallint(UserRow.code(change.kind()))
                .smallint(PostgresEvents.code(change.happened()))
                .instant(change.at())
                .text(PostgresEvents.text(change.fields()));
    }

    private static Optional<LineWish> wish(Change change) {
        return change.fold(
                Change.Admit::wish,
                onALine -> Optional.of(onALine.admission().wish()),
                replace -> Optional.empty(),
                move -> Optional.empty(),
                deactivate -> Optional.empty(),
                erase -> Optional.empty(),
                confirm -> Optional.empty());
    }

    /** I6: what is done, and what is answered by it. */
    private static Statement remember(Statement done, IdempotencyRecord record, Change change) {
        Optional<IdempotencyRecord> forgotten = change.claim().flatMap(IdempotencyClaim::forgotten);
        UserRow row = UserData.row(record.outcome().user());
        return new Statement()
                .sql("partyline_remember(")
                .sql(done)
                .sql(", ?".repeat(18) + ")")
                .text(record.tenant().text())
                .text(record.key().text())
                .text(record.fingerprint().hex())
                .instant(record.firstUse())
                .text(AnswerRow.outcome(record.outcome(), wish(change)))
                .uuid(row.id())
                .smallint(UserRow.code(row.kind()))
                .bigint(row.version())
                .instant(row.createdAt())
                .instant(row.deactivatedAt())
                .instant(row.erasedAt())
                .bigint(row.phone())
                .bigint(change instanceof Change.AdmitOnALine || change instanceof Change.Move ? null : row.line())
                .uuid(row.placedBy())
                .text(row.data())
                .text(forgotten.map(former -> former.fingerprint().hex()).orElse(null))
                .instant(forgotten.map(IdempotencyRecord::firstUse).orElse(null))
                .uuid(forgotten
                        .map(former -> former.outcome().user().id().value())
                        .orElse(null));
    }
}
