package dev.partyline.postgres;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Change;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Changes as calls of the database's functions, each of them one expression. */
final class Effects {
    private Effects() {}

    /** The user that must still be as the change gives it, the deactivated one of a revival included. */
    static Optional<User> before(Change change) {
        return change.fold(
                admit -> admit.revived().map(DeactivatedUser::user),
                replace -> Optional.of(replace.before()),
                deactivate -> Optional.of(deactivate.user()),
                answer -> answer.change().flatMap(Effects::before));
    }

    /**
     * The change.
     *
     * @param before the row of the user that must still be as given
     */
    static Statement of(Change change, Optional<UserRow> before) {
        return change.fold(
                admit -> admit(
                        admit.user(),
                        true,
                        admit.sharedUserLimit(),
                        LineWish.NONE,
                        admit.revived(),
                        before,
                        admit.lastHolder()),
                replace -> replace(replace, before.orElseThrow()),
                deactivate -> deactivate(deactivate, before.orElseThrow()),
                answer -> remember(
                        answer.change()
                                .map(inner -> of(inner, before))
                                .orElseGet(() -> new Statement().sql("0::bigint")),
                        answer.record(),
                        true,
                        answer.forgotten()));
    }

    /** The admission on a line of the database. */
    static Statement of(SharedAdmission admission, Optional<IdempotencyClaim> claim, Optional<UserRow> revived) {
        Line yetToCome = new Line(admission.candidate().phone());
        Outcome<SharedUser> outcome = admission.on(yetToCome);
        Statement admit = admit(
                outcome.user(),
                false,
                admission.limit(),
                admission.wish(),
                admission.revived(),
                revived,
                admission.lastHolder());
        return claim.map(made -> remember(admit, made.answeredBy(outcome), false, made.forgotten()))
                .orElse(admit);
    }

    private static Statement admit(
            User user,
            boolean onItsLine,
            OptionalInt limit,
            LineWish wish,
            Optional<DeactivatedUser> revived,
            Optional<UserRow> was,
            Optional<LastHolder> lastHolder) {
        UserRow row = UserData.row(user);
        boolean counts = user.kind() == UserKind.SHARED && limit.isPresent();
        Statement statement = new Statement()
                .sql("partyline_admit(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .text(TenantText.of(user.tenant()))
                .uuid(row.id())
                .smallint(UserRow.code(row.kind()))
                .instant(row.createdAt())
                .uuid(row.place())
                .bigint(row.phone())
                .bigint(onItsLine ? row.line() : null)
                .text(row.data())
                .texts(KeyText.of(user))
                .integer(counts ? limit.getAsInt() : null)
                .bigint(digits(wish.preferred()))
                .bigint(digits(wish.avoided()))
                .instant(revived.map(DeactivatedUser::deactivatedAt).orElse(null))
                .instant(was.map(UserRow::createdAt).orElse(null))
                .uuid(was.map(UserRow::place).orElse(null))
                .bigint(was.map(UserRow::phone).orElse(null))
                .bigint(was.map(UserRow::line).orElse(null))
                .text(was.map(UserRow::data).orElse(null));
        return last(statement, lastHolder);
    }

    private static Statement last(Statement statement, Optional<LastHolder> lastHolder) {
        Optional<Identity> identity = lastHolder.flatMap(holder -> Identity.of(holder.key()));
        Optional<DeactivatedUser> last = lastHolder.flatMap(LastHolder::user);
        return statement
                .bigint(identity.map(Identity::phone).orElse(null))
                .bigint(identity.map(Identity::line).orElse(null))
                .uuid(last.map(former -> former.user().id().value()).orElse(null))
                .instant(last.map(DeactivatedUser::deactivatedAt).orElse(null))
                .uuid(last.map(DeactivatedUser::user)
                        .map(former -> UserData.row(former).place())
                        .orElse(null));
    }

    private static @Nullable Long digits(Optional<Line> line) {
        return line.map(Digits::of).orElse(null);
    }

    private static Statement replace(Change.Replace change, UserRow before) {
        UserRow after = UserData.row(change.after());
        return existing("partyline_replace(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", change.before(), before)
                .uuid(after.place())
                .bigint(after.phone())
                .bigint(after.line())
                .text(after.data())
                .texts(KeyText.difference(change.before(), change.after()))
                .texts(KeyText.difference(change.after(), change.before()))
                .bigint(change.unheld().map(key -> Digits.of(key.phone())).orElse(null));
    }

    private static Statement deactivate(Change.Deactivate change, UserRow before) {
        return existing("partyline_deactivate(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", change.user(), before)
                .instant(change.at())
                .texts(KeyText.of(change.user()));
    }

    private static Statement existing(String call, User user, UserRow row) {
        return new Statement()
                .sql(call)
                .text(TenantText.of(user.tenant()))
                .uuid(row.id())
                .smallint(UserRow.code(row.kind()))
                .instant(row.createdAt())
                .uuid(row.place())
                .bigint(row.phone())
                .bigint(row.line())
                .text(row.data());
    }

    /** What is done, and what is answered by it. */
    private static Statement remember(
            Statement done, IdempotencyRecord record, boolean onItsLine, Optional<IdempotencyRecord> forgotten) {
        UserRow row = UserData.row(record.outcome().user());
        return new Statement()
                .sql("partyline_remember(")
                .sql(done)
                .sql(", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .text(TenantText.of(record.tenant()))
                .text(record.key().value())
                .text(record.fingerprint().hex())
                .instant(record.firstUse())
                .text(AnswerRow.outcome(record.outcome()))
                .uuid(row.id())
                .smallint(UserRow.code(row.kind()))
                .instant(row.createdAt())
                .uuid(row.place())
                .bigint(row.phone())
                .bigint(onItsLine ? row.line() : null)
                .text(row.data())
                .text(forgotten.map(former -> former.fingerprint().hex()).orElse(null))
                .instant(forgotten.map(IdempotencyRecord::firstUse).orElse(null))
                .uuid(forgotten
                        .map(former -> former.outcome().user().id().value())
                        .orElse(null));
    }
}
