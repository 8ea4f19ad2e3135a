package dev.partyline.postgres;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import dev.partyline.postgres.Distribution.Layout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * A store on PostgreSQL, with the lines of {@link PostgresLines} in it. It is also a store for hosts with a pool of
 * their own: a user that is admitted on a line which the change names takes no line of the database, and gives none
 * back.
 *
 * <p>A call is one round trip and one transaction. A few calls make a second one:
 *
 * <ul>
 *   <li>the first call of the store, which looks how the tables are distributed;
 *   <li>a look at a tenant whose users were admitted without a limit, until it has counted them;
 *   <li>one create in 16 at the most, which asks for lines to suggest;
 *   <li>a create that is refused or overtaken, which looks once more;
 *   <li>a settlement of a change that was made, which reads the user.
 * </ul>
 *
 * <p>If tables are distributed by tenant, events are leased by a trip for each tenant, and each of several creates is a
 * trip.
 *
 * <p>On a cluster of Citus, the tables may be distributed in the ways of docs/cluster.md alone. In any other way, each
 * call is refused by an {@link UnavailableException} without effect that names the table, before anything is read or
 * written. That is found out by the first call: do not distribute tables while hosts run.
 *
 * <p>Up to four users, it gives a line with the fewest. From there on, the line has less than the square root of its
 * users more than the fewest (rule P3). Lines that are given at the same time do not count. In a pool of many lines,
 * neither do the other lines of the last 128 creates of this store.
 */
public final class PostgresUserStore implements UserStore {
    private static final long OUTDATED = -1;
    private static final long NO_LINE = -2;

    /** Longer than a transaction takes that nobody holds open, and shorter than the server lets a deadlock be. */
    private static final Statement NOT_FOR_LONG = new Statement().sql("SELECT partyline_not_for_long()");

    /** The most users of a tenant that are made part of its count at once. */
    private static final int ADOPTED = 10_000;

    /** The most answers that one sweep drops, and the most former pairs. */
    private static final int FORGOTTEN = 10_000;

    private final CheckedDatabase database;
    private final PostgresLines lines;
    private final FreeLines freeLines;
    private final PostgresEvents events;

    private PostgresUserStore(CheckedDatabase database) {
        this.database = database;
        this.lines = new PostgresLines(database);
        this.freeLines = new FreeLines(database);
        this.events = new PostgresEvents(database);
    }

    /**
     * A store with transactions of its own: each call is one, made again if the database asks for that. Auto-commit is
     * never switched. A connection that is in a transaction, since its auto-commit is off, is refused before anything
     * is sent, with an {@link UnavailableException} without effect.
     *
     * @param source of connections to a database that has the tables of {@link PostgresSchema}; each is closed as soon
     *     as it has been used; the isolation level may be any, and is {@code READ COMMITTED} on
     *     distributed tables
     */
    public static PostgresUserStore own(DataSource source) {
        return new PostgresUserStore(new CheckedDatabase(new OwnTransaction(source)));
    }

    /**
     * A store that joins the host's transaction (rule E7): what is done becomes true when the host commits, together
     * with the host's own rows, and has not happened if the host rolls back. The store never commits, rolls back or
     * switches auto-commit. Each call has a savepoint, so that an outdated decision, a refusal or a failure leaves the
     * transaction usable. An {@link UnavailableException} says if the host is to roll back and to run its transaction
     * again: after a deadlock or a serialization failure. A connection that is in auto-commit mode is in no
     * transaction: it is refused before anything is sent.
     *
     * <p>Until the host commits, a create keeps the row of its line locked, and that of its tenant's quota if there is
     * a limit: keep the transaction short. Two transactions with several changes each may end in a deadlock.
     *
     * <p>Not to be combined with a {@link dev.partyline.ports.driven.PhonePool}, whose places do not come back with the
     * host's rollback.
     *
     * @param source that gives the connection of the host's transaction, again and again, and whose {@link
     *     java.sql.Connection#close} leaves that transaction open, as Spring's {@code TransactionAwareDataSourceProxy}
     *     does
     */
    public static PostgresUserStore joined(DataSource source) {
        return new PostgresUserStore(new CheckedDatabase(new HostTransaction(source)));
    }

    /** A question that brings an admission is one round trip, if the phone is all that the user would be known by. */
    @Override
    public Facts look(Question question) {
        return question.ifNobody()
                .filter(offered -> LookOrAdmit.answers(question, offered))
                .flatMap(offered -> tried(new LookOrAdmit(question, offered, suggestedLine())))
                .orElseGet(() -> looked(question));
    }

    @Override
    public boolean admitsAtOnce() {
        return true;
    }

    /** Empty if it did nothing. A look tells why. */
    private Optional<Facts> tried(LookOrAdmit step) {
        Optional<Facts> answer = StoredPlan.writing(
                database,
                () -> database.change(connection -> step.statement().query(connection, step::read), Optional.empty()));
        if (step.hasUncounted()) {
            adopt(step.tenant());
        }
        return answer;
    }

    /** Not in the host's transaction: whoever waits for a suggested line waits until another host commits. */
    private Optional<Long> suggestedLine() {
        return database.isOwn() ? freeLines.next() : Optional.empty();
    }

    /**
     * New shared users are one round trip, and what is asked of all others is another one. If tables are distributed by
     * tenant, each question is asked alone: no statement there looks something up for each row of an array.
     */
    @Override
    public List<Facts> lookAll(List<Question> questions) {
        if (database.layout() == Layout.BY_TENANT) {
            return UserStore.super.lookAll(questions);
        }
        List<Optional<Facts>> facts = new ArrayList<>(Collections.nCopies(questions.size(), Optional.empty()));
        // In their order: up to one that has to be asked for alone.
        Set<Object> theirs = new HashSet<>();
        List<Question> admitting = questions.stream()
                .takeWhile(question -> question.ifNobody()
                        .filter(offered -> LookOrAdmit.answers(question, offered))
                        .filter(offered ->
                                theirs.add(offered.admission().candidate().phone()))
                        .filter(offered -> offered.claim().isEmpty()
                                || theirs.add(List.of(question.tenant(), question.requestKey())))
                        .isPresent())
                .toList();
        List<Optional<Facts>> admitted =
                admitting.size() == 1 ? List.of(Optional.of(look(admitting.get(0)))) : admittedTogether(admitting);
        for (int i = 0; i < admitted.size(); i++) {
            facts.set(i, admitted.get(i));
        }
        List<Integer> left = IntStream.range(0, questions.size())
                .filter(i -> facts.get(i).isEmpty())
                .boxed()
                .toList();
        Iterator<Facts> looked =
                lookedAtAll(left.stream().map(questions::get).toList()).iterator();
        left.forEach(i -> facts.set(i, Optional.of(looked.next())));
        return facts.stream().map(Optional::orElseThrow).toList();
    }

    /** Empty for each that was not admitted. If one is in the way of all, none is. */
    private List<Optional<Facts>> admittedTogether(List<Question> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        AdmitTogether step = new AdmitTogether(questions);
        return StoredPlan.writing(
                        database,
                        () -> database.together(connection -> step.statement().query(connection, step::read)))
                .orElseGet(() -> Collections.nCopies(questions.size(), Optional.empty()));
    }

    private Facts looked(Question question) {
        Optional<Statement> statement = Look.statement(question);
        if (statement.isEmpty()) {
            return Facts.NOTHING;
        }
        Look look =
                database.read(connection -> statement.get().query(connection, rows -> new Look(question).read(rows)));
        return factsOf(look);
    }

    private Facts factsOf(Look look) {
        if (look.hasUncounted()) {
            adopt(look.tenant());
        }
        return look.facts();
    }

    private List<Facts> lookedAtAll(List<Question> questions) {
        List<Question> asked = questions.stream()
                .filter(question -> Look.statement(question).isPresent())
                .toList();
        if (asked.size() < 2) {
            return questions.stream().map(this::looked).toList();
        }
        List<Statement> statements = asked.stream()
                .flatMap(question -> Look.statement(question).stream())
                .toList();
        Iterator<Look> looks = database.read(connection -> {
                    Iterator<Question> next = asked.iterator();
                    return Statement.queryAll(connection, statements, rows -> new Look(next.next()).read(rows));
                })
                .iterator();
        return questions.stream()
                .map(question -> Look.statement(question).isPresent() ? factsOf(looks.next()) : Facts.NOTHING)
                .toList();
    }

    /** Not in the host's transaction: it would keep the quota locked for the sake of others, and may be read-only. */
    private void adopt(TenantId tenant) {
        if (!database.isOwn()) {
            return;
        }
        Statement adopt = new Statement()
                .sql("SELECT partyline_adopt(?, ?)")
                .text(tenant.text())
                .integer(ADOPTED);
        database.write(connection -> adopt.query(connection, PostgresUserStore::status));
    }

    @Override
    public Commit commit(Change change) {
        Statement statement = StoredPlan.ifOurs(Effects.of(change));
        long status = StoredPlan.writing(
                database,
                () -> database.change(connection -> statement.query(connection, PostgresUserStore::status), OUTDATED));
        return commit(change, status);
    }

    private static Commit commit(Change change, long status) {
        if (status == OUTDATED) {
            return new Commit.Outdated();
        }
        return status == NO_LINE
                ? new Commit.NoLine()
                : new Commit.Done(Effects.made(change, () -> Digits.line(status)));
    }

    /**
     * One round trip if each is made, or refused without having changed anything. Otherwise none is, and each half is
     * tried by itself. In the host's transaction, each is made alone: what is undone there is the host's.
     */
    @Override
    public List<Commit> commitAll(List<Change> changes) {
        if (changes.size() < 2 || !database.isOwn()) {
            return UserStore.super.commitAll(changes);
        }
        List<Statement> statements = new ArrayList<>();
        statements.add(NOT_FOR_LONG);
        changes.forEach(change -> statements.add(StoredPlan.ifOurs(Effects.of(change))));
        Optional<List<Long>> statuses = StoredPlan.writing(
                database,
                () -> database.together(
                        connection -> Statement.queryAll(connection, statements, PostgresUserStore::status)));
        return statuses.isPresent()
                ? IntStream.range(0, changes.size())
                        .mapToObj(i -> commit(changes.get(i), statuses.get().get(i + 1)))
                        .toList()
                : inHalves(changes);
    }

    private List<Commit> inHalves(List<Change> changes) {
        int half = changes.size() / 2;
        List<Commit> commits = new ArrayList<>(commitAll(changes.subList(0, half)));
        try {
            commits.addAll(commitAll(changes.subList(half, changes.size())));
        } catch (UnavailableException failure) {
            throw new UnavailableException("failed in part", Effect.UNKNOWN, failure);
        }
        return commits;
    }

    private static long status(ResultSet rows) throws SQLException {
        StoredPlan.first(rows);
        return rows.getLong(1);
    }

    private static boolean truth(ResultSet rows) throws SQLException {
        StoredPlan.first(rows);
        return rows.getBoolean(1);
    }

    @Override
    public int plan() {
        return StoredPlan.of(database);
    }

    @Override
    public void adoptPlan(int plan) {
        StoredPlan.adopt(database, plan);
    }

    @Override
    public Optional<AnyUser> settle(Version version) {
        Statement settle = StoredPlan.ifOurs(new Statement()
                .sql("partyline_settle(?, ?, ?, ?)")
                .text(version.tenant().text())
                .uuid(version.user().value())
                .bigint(version.number())
                .uuid(version.by().value()));
        boolean made = StoredPlan.writing(
                database, () -> database.write(connection -> settle.query(connection, PostgresUserStore::truth)));
        return made ? find(version.tenant(), version.user()) : Optional.empty();
    }

    @Override
    public int sweep(Instant now) {
        Statement forget = new Statement()
                .sql("SELECT partyline_forget(?, ?) + partyline_end_former_pairs(?, ?)")
                .instant(now.minus(IdempotencyRules.MEMORY))
                .integer(FORGOTTEN)
                .instant(now)
                .integer(FORGOTTEN);
        return Math.toIntExact(database.write(connection -> forget.query(connection, PostgresUserStore::status)));
    }

    @Override
    public Optional<AnyUser> find(TenantId tenant, UserId id) {
        Statement statement = new Statement()
                .sql("SELECT " + UserData.COLUMNS + " FROM partyline_user u WHERE u.tenant = ? AND u.id = ?")
                .text(tenant.text())
                .uuid(id.value());
        return database.read(connection -> statement.query(connection, PostgresUserStore::first));
    }

    private static Optional<AnyUser> first(ResultSet rows) throws SQLException {
        return rows.next() ? Optional.of(UserData.read(rows, 1)) : Optional.empty();
    }

    private static List<AnyUser> all(ResultSet rows) throws SQLException {
        List<AnyUser> users = new ArrayList<>();
        while (rows.next()) {
            users.add(UserData.read(rows, 1));
        }
        return users;
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        Statement statement = new Statement()
                .sql(
                        "SELECT " + UserData.COLUMNS + " FROM partyline_phone_on_line o"
                                + " JOIN partyline_user u ON u.tenant = o.tenant AND u.id = o.user_id WHERE o.phone = ? AND o.line = ?")
                .bigint(Digits.of(phone))
                .bigint(Digits.of(line));
        return database.read(connection -> statement.query(connection, PostgresUserStore::first))
                .map(User.class::cast);
    }

    @Override
    public Set<LineUser> usersOf(PhoneNumber phone) {
        Statement statement = new Statement()
                .sql("SELECT " + UserData.COLUMNS + " FROM partyline_phone_on_line o"
                        + " JOIN partyline_user u ON u.tenant = o.tenant AND u.id = o.user_id WHERE o.phone = ?")
                .bigint(Digits.of(phone));
        return database.read(connection -> statement.query(connection, PostgresUserStore::all)).stream()
                .map(LineUser.class::cast)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<FormerPair> formerPairs(PhoneNumber phone) {
        Statement statement = new Statement()
                .sql("SELECT f.line, f.tenant, f.user_id, f.until FROM partyline_former_pair f WHERE f.phone = ?")
                .bigint(Digits.of(phone));
        return database.read(connection -> statement.query(connection, rows -> {
            Set<FormerPair> pairs = new HashSet<>();
            while (rows.next()) {
                pairs.add(new FormerPair(
                        phone,
                        Digits.line(rows.getLong(1)),
                        (ProjectId) TenantId.restored(rows.getString(2)),
                        new UserId(rows.getObject(3, UUID.class)),
                        UserRow.instant(rows, 4)));
            }
            return pairs;
        }));
    }

    @Override
    public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        Statement statement = new Statement()
                .sql("SELECT " + UserData.COLUMNS + " FROM partyline_user u WHERE u.line = ? AND "
                        + PageOfUsers.condition(Listing.State.ACTIVE))
                .bigint(Digits.of(line));
        after.ifPresent(position -> statement
                .sql(" AND (u.tenant, u.created_at, u.id) > (?, ?, ?)")
                .text(position.project().text())
                .instant(position.createdAt())
                .uuid(position.id().value()));
        statement.sql(" ORDER BY u.tenant, u.created_at, u.id LIMIT ?").integer(Math.max(0, most));
        return database.read(connection -> statement.query(connection, PostgresUserStore::all)).stream()
                .map(LineUser.class::cast)
                .toList();
    }

    @Override
    public Lines lines() {
        return lines;
    }

    @Override
    public Page list(Listing listing) {
        if (listing.kinds().isEmpty() || listing.states().isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        PageOfUsers page = new PageOfUsers(listing);
        return database.read(connection -> page.statement().query(connection, page::read));
    }

    @Override
    public List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        Statement statement = new Statement()
                .sql("SELECT " + UserData.COLUMNS + " FROM partyline_user u WHERE u.tenant = ? AND "
                        + PageOfUsers.condition(Listing.State.DEACTIVATED)
                        + " AND u.deactivated_at < ? ORDER BY u.deactivated_at LIMIT ?")
                .text(tenant.text())
                .instant(end)
                .integer(Math.max(0, most));
        return database.read(connection -> statement.query(connection, PostgresUserStore::all)).stream()
                .map(DeactivatedUser.class::cast)
                .toList();
    }

    /** Users that are not part of the counts yet are counted, and made part of them. */
    @Override
    public Map<UserKind, Integer> activeUsers(TenantId tenant) {
        Statement statement = new Statement()
                .sql("SELECT q.kind, q.users, false FROM partyline_quota q WHERE q.tenant = ?"
                        + " UNION ALL SELECT u.kind, count(*)::integer, true FROM partyline_user u"
                        + " WHERE u.tenant = ? AND u.deactivated_at IS NULL AND NOT u.counted GROUP BY u.kind")
                .text(tenant.text())
                .text(tenant.text());
        Map<UserKind, Integer> users = new EnumMap<>(UserKind.class);
        boolean hasUncounted = database.read(connection -> statement.query(connection, rows -> {
            boolean uncounted = false;
            while (rows.next()) {
                users.merge(UserRow.kind(rows.getInt(1)), rows.getInt(2), Integer::sum);
                uncounted |= rows.getBoolean(3);
            }
            return uncounted;
        }));
        if (hasUncounted) {
            adopt(tenant);
        }
        return users;
    }

    @Override
    public Events events() {
        return events;
    }
}
