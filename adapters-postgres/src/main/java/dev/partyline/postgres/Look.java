package dev.partyline.postgres;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer to a question, by one statement, so that all of it was true together. If tables are distributed by tenant,
 * the pool is read apart from the tenant. For use by one thread.
 */
final class Look {
    /** What a row tells; from {@link #HOLDER} on, and from {@link #FORMER} on, of which key; from
     * {@link #FORMER_PAIR} on, of which holder. */
    private static final int COUNT = 0;

    private static final int USER = 1;
    private static final int REMEMBERED = 2;
    private static final int LINE_TO_BE_HAD = 3;
    private static final int HOLDER = 1_000;

    /** So many keys at the most are parts of their own: the server plans them best. */
    private static final int FEW = 8;

    private static final int FORMER = 1_000_000;
    private static final int FORMER_PAIR = 2_000_000;

    private static final String OF_USER = ", u.tenant, u.id, " + UserRow.columns("u")
            + ", NULL::bigint, NULL::bigint, NULL::text, NULL::text, NULL::timestamptz, NULL::text ";
    private static final String OF_NO_USER =
            "NULL::text, NULL::uuid, NULL::smallint, NULL::bigint, NULL::timestamptz, NULL::timestamptz, NULL::timestamptz,"
                    + " NULL::bigint, NULL::bigint, NULL::uuid, NULL::text, ";
    private static final String ON_LINE =
            "FROM partyline_phone_on_line o JOIN partyline_user u ON u.tenant = o.tenant AND u.id = o.user_id"
                    + " WHERE o.phone = ? AND o.line = ?";
    private static final int FIRST_OF_USER = 2;
    private static final int NUMBER = FIRST_OF_USER + 2 + UserRow.COLUMNS;
    private static final int UNCOUNTED = NUMBER + 1;
    private static final int KEY = UNCOUNTED + 1;
    private static final int FINGERPRINT = KEY + 1;
    private static final int FIRST_USE = FINGERPRINT + 1;
    private static final int OUTCOME = FIRST_USE + 1;

    private final Question question;
    private final Map<Key, User> holders = new HashMap<>();
    private final Map<Key, DeactivatedUser> former = new HashMap<>();
    private int sharedUsers;
    private long uncounted;
    private Optional<AnyUser> user = Optional.empty();
    private Optional<Line> lineToBeHad = Optional.empty();
    private Optional<IdempotencyRecord> remembered = Optional.empty();

    Look(Question question) {
        this.question = question;
    }

    /** The statement that asks the question; empty if nothing is asked. */
    static Optional<Statement> statement(Question question) {
        return new Asking(question).statement();
    }

    /** Takes what the statement answered. */
    Look read(ResultSet rows) throws SQLException {
        while (rows.next()) {
            int what = rows.getInt(1);
            if (what == COUNT) {
                uncounted = rows.getLong(UNCOUNTED);
                sharedUsers = Math.toIntExact(rows.getLong(NUMBER) + uncounted);
            } else if (what == USER) {
                user = Optional.of(any(rows));
            } else if (what == LINE_TO_BE_HAD) {
                lineToBeHad = Optional.of(Digits.line(rows.getLong(NUMBER)));
            } else if (what == REMEMBERED) {
                remembered = Optional.of(AnswerRow.record(
                        question.tenant(),
                        question.requestKey().orElseThrow(),
                        rows.getString(FINGERPRINT),
                        UserRow.instant(rows, FIRST_USE),
                        rows.getString(OUTCOME),
                        any(rows)));
            } else if (what >= FORMER_PAIR) {
                // R5: until it has ended, whoever left the pair holds it.
                holders.put(question.keys().get(what - FORMER_PAIR - HOLDER), (User) any(rows));
            } else if (what >= FORMER) {
                former.put(question.keys().get(what - FORMER), (DeactivatedUser) any(rows));
            } else {
                putHolder(question.keys().get(what - HOLDER), any(rows));
            }
        }
        return this;
    }

    /**
     * A pair is found by each number that is on the line, and may be the pair of one of them only (V15). If tables are
     * distributed by tenant, the pair is read before its user: whoever has left it meanwhile is no holder.
     */
    private void putHolder(Key key, AnyUser user) {
        if (user instanceof User active && active.keys().contains(key)) {
            holders.put(key, active);
        }
    }

    private static AnyUser any(ResultSet rows) throws SQLException {
        return UserData.read(rows, FIRST_OF_USER);
    }

    Facts facts() {
        return new Facts(holders, sharedUsers, former, user, remembered, lineToBeHad, Optional.empty());
    }

    TenantId tenant() {
        return question.tenant();
    }

    /** Whether there are shared users that have to be counted one by one. */
    boolean hasUncounted() {
        return uncounted > 0;
    }

    /** The question as a statement: a row for each fact that there is. */
    private static final class Asking {
        private final Question question;
        private final String tenant;
        private final Statement statement = new Statement();
        private String separator = "";

        Asking(Question question) {
            this.question = question;
            this.tenant = question.tenant().text();
        }

        Optional<Statement> statement() {
            if (question.keys().size() > FEW && !question.recallsFormer()) {
                askForHolders();
            } else {
                askForEachKey();
            }
            if (question.countsSharedUsers()) {
                part(COUNT, "," + OF_NO_USER)
                        .sql(
                                "coalesce((SELECT q.users FROM partyline_quota q WHERE q.tenant = ? AND q.kind = 0), 0)::bigint, (SELECT count(*) FROM partyline_user u WHERE u.tenant = ? AND u.kind = 0"
                                        + " AND u.deactivated_at IS NULL AND NOT u.counted), NULL::text, NULL::text,"
                                        + " NULL::timestamptz, NULL::text")
                        .text(tenant)
                        .text(tenant);
            }
            question.id()
                    .ifPresent(id -> part(USER, OF_USER)
                            .sql("FROM partyline_user u WHERE u.tenant = ? AND u.id = ?")
                            .text(tenant)
                            .uuid(id.value()));
            question.requestKey()
                    .ifPresent(key -> part(
                                    REMEMBERED,
                                    ", a.tenant, a.user_id, " + UserRow.columns("a")
                                            + ", NULL::bigint, NULL::bigint, NULL::text, a.fingerprint, a.first_use, a.outcome ")
                            .sql("FROM partyline_answer a WHERE a.tenant = ? AND a.key = ?")
                            .text(tenant)
                            .text(key.text()));
            if (!question.lineFor().isEmpty()) {
                part(LINE_TO_BE_HAD, "," + OF_NO_USER)
                        .sql("s.line, NULL::bigint, NULL::text, NULL::text, NULL::timestamptz, NULL::text"
                                + " FROM partyline_line_to_be_had(?, ?, ?, NULL, " + WishText.ARGUMENT
                                + ") AS s (line) WHERE s.line IS NOT NULL")
                        .bigints(question.lineFor().stream().map(Digits::of).toList())
                        .text(tenant)
                        .uuid(question.id().map(UserId::value).orElse(null));
                WishText.bind(statement, question.lineWish());
            }
            return separator.isEmpty() ? Optional.empty() : Optional.of(statement);
        }

        private void askForEachKey() {
            for (int i = 0; i < question.keys().size(); i++) {
                Key key = question.keys().get(i);
                askForHolder(key, HOLDER + i);
                if (question.recallsFormer()) {
                    askForFormer(key, FORMER + i);
                }
            }
        }

        /** R3: a part for each kind of key, however many there are. */
        private void askForHolders() {
            Map<Long, Key> phones = new TreeMap<>();
            Map<Long, Key> pairs = new TreeMap<>();
            Map<Long, Key> texts = new TreeMap<>();
            for (int i = 0; i < question.keys().size(); i++) {
                Key key = question.keys().get(i);
                long what = (long) HOLDER + i;
                if (key instanceof Key.SharedPhone claim) {
                    phones.put(what, key);
                    if (!NumberingPlan.otherForms(claim.phone()).isEmpty()) {
                        texts.put(what, key);
                    }
                } else if (key instanceof Key.DedicatedPair) {
                    pairs.put(what, key);
                } else if (key instanceof Key.PhoneOnLine) {
                    askForHolder(key, (int) what);
                } else {
                    texts.put(what, key);
                }
            }
            askForPhones(phones);
            askForPairs(pairs);
            askByText(texts);
        }

        private void askForPhones(Map<Long, Key> phones) {
            if (!phones.isEmpty()) {
                part("q.what", OF_USER)
                        .sql("FROM unnest(?, ?) AS q (what, phone) JOIN partyline_user u"
                                + " ON u.tenant = ? AND u.phone = q.phone AND u.kind = 0 AND u.deactivated_at IS NULL")
                        .bigints(List.copyOf(phones.keySet()))
                        .bigints(phones.values().stream()
                                .map(key -> Digits.of(((Key.SharedPhone) key).phone()))
                                .toList())
                        .text(tenant);
            }
        }

        private void askForPairs(Map<Long, Key> pairs) {
            if (!pairs.isEmpty()) {
                part("q.what", OF_USER)
                        .sql("FROM unnest(?, ?, ?) AS q (what, phone, line) JOIN partyline_phone_on_line o"
                                + " ON o.phone = q.phone AND o.line = q.line AND o.tenant = ?"
                                + " JOIN partyline_user u ON u.tenant = o.tenant AND u.id = o.user_id AND u.kind = 1")
                        .bigints(List.copyOf(pairs.keySet()))
                        .bigints(pairs.values().stream()
                                .map(key -> Digits.of(((Key.DedicatedPair) key).phone()))
                                .toList())
                        .bigints(pairs.values().stream()
                                .map(key -> Digits.of(((Key.DedicatedPair) key).line()))
                                .toList())
                        .text(tenant);
            }
        }

        private void askByText(Map<Long, Key> texts) {
            if (!texts.isEmpty()) {
                part("q.what", OF_USER)
                        .sql("FROM unnest(?, ?) AS q (what, key) JOIN partyline_key k ON k.tenant = ? AND k.key = q.key"
                                + " JOIN partyline_user u ON u.tenant = k.tenant AND u.id = k.user_id")
                        .bigints(List.copyOf(texts.keySet()))
                        .texts(texts.values().stream().map(Key::claim).toList())
                        .text(tenant);
            }
        }

        private void askForHolder(Key key, int what) {
            if (key instanceof Key.SharedPhone claim) {
                part(what, OF_USER)
                        .sql("FROM partyline_user u"
                                + " WHERE u.tenant = ? AND u.phone = ? AND u.kind = 0 AND u.deactivated_at IS NULL")
                        .text(tenant)
                        .bigint(Digits.of(claim.phone()));
                if (!NumberingPlan.otherForms(claim.phone()).isEmpty()) {
                    askByText(key, what);
                }
            } else if (key instanceof Key.DedicatedPair claim) {
                part(what, OF_USER)
                        .sql(ON_LINE + " AND o.tenant = ? AND u.kind = 1")
                        .bigint(Digits.of(claim.phone()))
                        .bigint(Digits.of(claim.line()))
                        .text(tenant);
            } else if (key instanceof Key.PhoneOnLine claim) {
                part(what, OF_USER)
                        .sql(ON_LINE)
                        .bigint(Digits.of(claim.phone()))
                        .bigint(Digits.of(claim.line()));
                part(FORMER_PAIR + what, OF_USER)
                        .sql("FROM partyline_former_pair f JOIN partyline_user u ON u.tenant = f.tenant"
                                + " AND u.id = f.user_id WHERE f.phone = ? AND f.line = ? AND u.deactivated_at IS NULL")
                        .bigint(Digits.of(claim.phone()))
                        .bigint(Digits.of(claim.line()));
            } else {
                askByText(key, what);
            }
        }

        private void askByText(Key key, int what) {
            part(what, OF_USER)
                    .sql("FROM partyline_key k JOIN partyline_user u ON u.tenant = k.tenant AND u.id = k.user_id"
                            + " WHERE k.tenant = ? AND k.key = ?")
                    .text(tenant)
                    .text(key.claim());
        }

        private void askForFormer(Key key, int what) {
            part(what, OF_USER)
                    .sql(
                            "FROM partyline_former f JOIN partyline_user u ON u.tenant = f.tenant AND u.id = f.user_id"
                                    + " WHERE f.tenant = ? AND f.key = ? AND u.deactivated_at IS NOT NULL AND u.erased_at IS NULL")
                    .text(tenant)
                    .text(key.claim());
        }

        private Statement part(int what, String columns) {
            return part(Integer.toString(what), columns);
        }

        private Statement part(String what, String columns) {
            statement.sql(separator + "SELECT " + what + columns);
            separator = " UNION ALL ";
            return statement;
        }
    }
}
