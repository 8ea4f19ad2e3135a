package dev.partyline.postgres;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.value.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Several new shared users by one statement. For use by one thread. */
final class AdmitTogether {
    private final List<SharedUserCandidate> candidates = new ArrayList<>();
    private final List<String> tenants = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final List<Long> phones = new ArrayList<>();
    private final List<String> data = new ArrayList<>();
    private final List<@Nullable Integer> limits = new ArrayList<>();
    private final List<@Nullable Integer> nths = new ArrayList<>();
    private final List<Boolean> tellValues = new ArrayList<>();
    private final Map<String, Integer> ofTenant = new HashMap<>();

    /** @param questions each of which {@link LookOrAdmit} answers, and no two of which are of the same phone */
    AdmitTogether(List<Question> questions) {
        questions.forEach(question -> add(question.ifNobody().orElseThrow()));
    }

    private void add(SharedAdmission ifNew) {
        SharedUserCandidate candidate = ifNew.candidate();
        UserRow row = UserData.row(candidate.on(new Line(candidate.phone())));
        candidates.add(candidate);
        tenants.add(candidate.project().text());
        ids.add(row.id());
        times.add(row.createdAt());
        phones.add(Digits.of(candidate.phone()));
        data.add(row.data());
        nths.add(ofTenant.merge(candidate.project().text(), 1, Integer::sum));
        tellValues.add(ifNew.tellsValues());
        limits.add(ifNew.limit().isPresent() ? ifNew.limit().getAsInt() : null);
    }

    Statement statement() {
        return StoredPlan.ifOurs(new Statement()
                .sql("partyline_create_all(?, ?, ?, ?, ?, ?, ?, ?)")
                .texts(tenants)
                .uuids(ids)
                .instants(times)
                .bigints(phones)
                .texts(data)
                .integers(limits)
                .integers(nths)
                .truths(tellValues));
    }

    /** The facts of each that was admitted; empty for one that is to be asked for alone. */
    List<Optional<Facts>> read(ResultSet rows) throws SQLException {
        StoredPlan.first(rows);
        Object[] lines = (Object[]) rows.getArray(1).getArray();
        List<Optional<Facts>> facts = new ArrayList<>(lines.length);
        for (int i = 0; i < lines.length; i++) {
            SharedUserCandidate candidate = candidates.get(i);
            facts.add(
                    Optional.ofNullable((Long) lines[i]).map(line -> Facts.admitted(candidate.on(Digits.line(line)))));
        }
        return facts;
    }
}
