package dev.partyline.postgres;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.ImmediateAdmission;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.value.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several new shared users by one statement. For use by one thread. */
final class AdmitTogether {
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Integer> ofTenant = new HashMap<>();

    /** @param questions each of which {@link LookOrAdmit} answers, and no two of which are of the same phone or key */
    AdmitTogether(List<Question> questions) {
        questions.forEach(question -> add(question.ifNobody().orElseThrow()));
    }

    /**
     * One of them.
     *
     * @param user as it would be on any line
     * @param nth which of its tenant's it is, from 1
     */
    private record Row(ImmediateAdmission offered, UserRow user, int nth) {
        SharedAdmission admission() {
            return offered.admission();
        }

        String tenant() {
            return admission().candidate().project().text();
        }

        @Nullable
        Integer limit() {
            return admission().limit().isPresent() ? admission().limit().getAsInt() : null;
        }

        <T> @Nullable T claimed(Function<IdempotencyClaim, T> value) {
            return offered.claim().map(value).orElse(null);
        }
    }

    private void add(ImmediateAdmission offered) {
        SharedUserCandidate candidate = offered.admission().candidate();
        rows.add(new Row(
                offered,
                UserData.row(candidate.on(new Line(candidate.phone()))),
                ofTenant.merge(candidate.project().text(), 1, Integer::sum)));
    }

    Statement statement() {
        return StoredPlan.ifOurs(new Statement()
                .sql("partyline_create_all(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .texts(all(Row::tenant))
                .uuids(all(row -> row.user().id()))
                .instants(all(row -> row.user().createdAt()))
                .bigints(all(row -> row.user().phone()))
                .texts(all(row -> row.user().data()))
                .integers(all(Row::limit))
                .integers(all(Row::nth))
                .truths(all(row -> row.admission().tellsValues()))
                .texts(all(row -> row.claimed(claim -> claim.key().text())))
                .texts(all(row -> row.claimed(claim -> claim.fingerprint().hex())))
                .instants(all(row -> row.claimed(IdempotencyClaim::now)))
                .texts(all(row -> row.claimed(claim -> LookOrAdmit.OUTCOME))));
    }

    /** A value of each row. */
    @FunctionalInterface
    private interface Value<T> {
        @Nullable
        T of(Row row);
    }

    private <T> List<@Nullable T> all(Value<T> value) {
        List<@Nullable T> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(value.of(row)));
        return values;
    }

    /** The facts of each that was admitted; empty for one that is to be asked for alone. */
    List<Optional<Facts>> read(ResultSet answer) throws SQLException {
        StoredPlan.first(answer);
        Object[] lines = (Object[]) answer.getArray(1).getArray();
        List<Optional<Facts>> facts = new ArrayList<>(lines.length);
        for (int i = 0; i < lines.length; i++) {
            SharedUserCandidate candidate = rows.get(i).admission().candidate();
            facts.add(
                    Optional.ofNullable((Long) lines[i]).map(line -> Facts.admitted(candidate.on(Digits.line(line)))));
        }
        return facts;
    }
}
