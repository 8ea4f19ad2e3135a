package dev.partyline.postgres;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.ImmediateAdmission;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A new shared user by one statement, or the one that there is. For use by one thread. */
final class LookOrAdmit {
    /** What is recorded of a new user for whose line nothing is wished. */
    static final String OUTCOME = AnswerRow.created(LineWish.NONE);

    private final SharedUserCandidate candidate;
    private final Question question;
    private final Statement statement;
    private int uncounted;

    /** @param suggested a line to be tried first */
    LookOrAdmit(Question question, ImmediateAdmission offered, Optional<Long> suggested) {
        SharedAdmission ifNew = offered.admission();
        this.question = question;
        this.candidate = ifNew.candidate();
        UserRow row = UserData.row(candidate.on(new Line(candidate.phone())));
        Optional<IdempotencyClaim> claim = offered.claim();
        this.statement = StoredPlan.ifOurs(new Statement()
                .sql("partyline_create(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .text(candidate.project().text())
                .uuid(row.id())
                .instant(row.createdAt())
                .bigint(row.phone())
                .text(row.data())
                .integer(ifNew.limit().isPresent() ? ifNew.limit().getAsInt() : null)
                .bigint(suggested.orElse(null))
                .truth(ifNew.tellsValues())
                .text(claim.map(made -> made.key().text()).orElse(null))
                .text(claim.map(made -> made.fingerprint().hex()).orElse(null))
                .instant(claim.map(IdempotencyClaim::now).orElse(null))
                .text(claim.map(made -> OUTCOME).orElse(null)));
    }

    /**
     * Whether there is a statement for it: if the phone, in its one form, is all that the user would be known by, and
     * nothing else is asked for, except the count if there is a limit, and what was answered under the key if there is
     * one.
     */
    static boolean answers(Question question, ImmediateAdmission offered) {
        SharedAdmission ifNew = offered.admission();
        return question.keys().equals(ifNew.candidate().keys())
                && question.keys().size() == 1
                && ifNew.candidate().claims().otherForms().isEmpty()
                && question.countsSharedUsers() == ifNew.limit().isPresent()
                && !question.recallsFormer()
                && question.id().isEmpty()
                && question.requestKey().equals(offered.claim().map(IdempotencyClaim::key))
                && offered.claim().flatMap(IdempotencyClaim::forgotten).isEmpty()
                && question.lineFor().isEmpty()
                && ifNew.revived().isEmpty()
                && ifNew.wish().equals(LineWish.NONE)
                && ifNew.candidate().version() == 1
                && ifNew.candidate()
                        .placedBy()
                        .equals(ChangeId.of(ifNew.candidate().id()));
    }

    TenantId tenant() {
        return question.tenant();
    }

    Statement statement() {
        return statement;
    }

    /** What the statement answered; empty if it did nothing and found nobody. */
    Optional<Facts> read(ResultSet rows) throws SQLException {
        StoredPlan.first(rows);
        return Optional.ofNullable(rows.getString(1))
                .map(answer -> answer.startsWith("{")
                        ? facts(StoredJson.parse(answer))
                        : Facts.admitted(candidate.on(Digits.line(Long.parseLong(answer)))));
    }

    /** Whether there are shared users that had to be counted one by one. */
    boolean hasUncounted() {
        return uncounted > 0;
    }

    private Facts facts(StoredJson holder) {
        uncounted = (int) holder.number("uncounted");
        UserRow row = new UserRow(
                UUID.fromString(holder.text("id")),
                UserKind.SHARED,
                holder.number("version"),
                Instant.ofEpochSecond(
                        holder.number("created_second"), TimeUnit.MICROSECONDS.toNanos(holder.number("created_micro"))),
                null,
                null,
                Digits.of(candidate.phone()),
                holder.number("line"),
                UUID.fromString(holder.text("placed_by")),
                holder.text("data"));
        return new Facts(
                Map.of(question.keys().get(0), UserData.user(question.tenant(), row)),
                (int) holder.number("counted") + uncounted,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
