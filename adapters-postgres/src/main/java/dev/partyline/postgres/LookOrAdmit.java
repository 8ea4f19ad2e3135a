package dev.partyline.postgres;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A new shared user by one statement, or the one that there is. For use by one thread. */
final class LookOrAdmit {
    private final SharedUserCandidate candidate;
    private final Question question;
    private final Statement statement;
    private int uncounted;

    /** @param suggested a line to be tried first */
    LookOrAdmit(Question question, SharedAdmission ifNew, Optional<Long> suggested) {
        this.question = question;
        this.candidate = ifNew.candidate();
        Line yetToCome = new Line(candidate.phone());
        UserRow row = UserData.row(candidate.on(yetToCome));
        this.statement = new Statement()
                .sql("SELECT partyline_create(?, ?, ?, ?, ?, ?, ?, ?)")
                .text(TenantText.of(candidate.project()))
                .uuid(row.id())
                .instant(row.createdAt())
                .uuid(row.place())
                .bigint(row.phone())
                .text(row.data())
                .integer(ifNew.limit().isPresent() ? ifNew.limit().getAsInt() : null)
                .bigint(suggested.orElse(null));
    }

    /**
     * Whether there is a statement for it: where the phone is all that the user would be known by, and nothing else is asked for but the count, if there
     * is a limit.
     */
    static boolean answers(Question question, SharedAdmission ifNew) {
        return question.keys().equals(ifNew.candidate().keys())
                && question.keys().size() == 1
                && question.countsSharedUsers() == ifNew.limit().isPresent()
                && !question.recallsFormer()
                && question.id().isEmpty()
                && question.idempotencyKey().isEmpty();
    }

    TenantId tenant() {
        return question.tenant();
    }

    Statement statement() {
        return statement;
    }

    /** What the statement answered; empty where it did nothing and found nobody. */
    Optional<LookedOrAdmitted> read(ResultSet rows) throws SQLException {
        rows.next();
        return Optional.ofNullable(rows.getString(1))
                .map(answer -> answer.startsWith("{")
                        ? new LookedOrAdmitted.Looked(facts(UserData.json(answer)))
                        : new LookedOrAdmitted.Made(candidate.on(Digits.line(Long.parseLong(answer)))));
    }

    /** Whether there are shared users that had to be counted one by one. */
    boolean hasUncounted() {
        return uncounted > 0;
    }

    private Facts facts(JsonNode holder) {
        uncounted = holder.path("uncounted").intValue(0);
        UserRow row = new UserRow(
                UUID.fromString(holder.path("id").stringValue()),
                UserKind.SHARED,
                Instant.ofEpochSecond(
                        holder.path("created_second").longValue(),
                        TimeUnit.MICROSECONDS.toNanos(
                                holder.path("created_micro").longValue())),
                UUID.fromString(holder.path("place").stringValue()),
                Digits.of(candidate.phone()),
                holder.path("line").longValue(),
                holder.path("data").stringValue());
        return new Facts(
                Map.of(question.keys().get(0), UserData.user(question.tenant(), row)),
                holder.path("counted").intValue(0) + uncounted,
                Map.of(),
                false,
                Optional.empty());
    }
}
