package dev.partyline.postgres;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A store on PostgreSQL, with the lines of {@link PostgresLines} in it. Also a plain {@link dev.partyline.ports.driven.UserStore} for hosts
 * with a pool of their own: what {@link #commit} admits takes no line of the database, and gives none back.
 *
 * <p>Each call is one trip to the database and one transaction, but for: a look at a tenant whose users were admitted without a limit, until it
 * has counted them; a change that is outdated, which may look at the user once more; one create in 16 at the most, which asks for lines to
 * suggest; and one that is refused, or overtaken, which looks once more. It gives a line whose number of users is the fewest there is up to four, and from there on less than the square root of it from the
 * fewest (rule P3), beside what is given at the same time and, of a pool of many lines, what has happened to the others in the last 128 creates
 * of this store.
 *
 * <p>{@link #settle(Change)} waits for a change whose user the database has begun to write. One that is still on its way there, or waits for a line,
 * is not waited for: a host whose connections can hold a statement back for longer than it takes to ask is to end them first.
 */
public final class PostgresUserStore implements AllocatingUserStore {
    private static final long OUTDATED = -1;
    private static final long NO_LINE = -2;

    /** A function found, after it had done its part, that the transaction can't stand. */
    private static final String OUTDATED_STATE = "PL001";

    /** The most users of a tenant that are made part of its count at once. */
    private static final int ADOPTED = 10_000;

    private final Database database;
    private final FreeLines freeLines;

    /**
     * A store in a database that has the migrations of {@code db/migration}.
     *
     * @param source of connections that are closed as soon as they have been used; its isolation level may be any
     */
    public PostgresUserStore(DataSource source) {
        this.database = new Database(source);
        this.freeLines = new FreeLines(database);
    }

    @Override
    public Facts look(Question question) {
        Optional<Statement> statement = Look.statement(question);
        if (statement.isEmpty()) {
            return Facts.NOTHING;
        }
        Look look =
                database.read(connection -> statement.get().query(connection, rows -> new Look(question).read(rows)));
        if (look.hasUncounted()) {
            adopt(question.tenant());
        }
        return look.facts();
    }

    private void adopt(TenantId tenant) {
        Statement adopt = new Statement()
                .sql("SELECT partyline_adopt(?, ?)")
                .text(TenantText.of(tenant))
                .integer(ADOPTED);
        database.write(connection -> adopt.query(connection, PostgresUserStore::status));
    }

    /** One trip where all that is asked for is who holds the phone, and somebody does or a new user may be had. Why not tells another. */
    @Override
    public LookedOrAdmitted lookOrAdmit(Question question, Supplier<Optional<SharedAdmission>> ifNew) {
        return ifNew.get()
                .filter(admission -> LookOrAdmit.answers(question, admission))
                .flatMap(admission -> tried(new LookOrAdmit(question, admission, freeLines.next())))
                .orElseGet(() -> new LookedOrAdmitted.Looked(look(question)));
    }

    private Optional<LookedOrAdmitted> tried(LookOrAdmit step) {
        Optional<LookedOrAdmitted> done = change(step.statement(), step::read, Optional.empty());
        if (step.hasUncounted()) {
            adopt(step.tenant());
        }
        return done;
    }

    @Override
    public Commit commit(Change change) {
        Optional<UserRow> before = Effects.before(change).map(UserData::row);
        long status = call(Effects.of(change, before));
        if (status == OUTDATED && before.isPresent()) {
            status = commitAsSpelled(change, before.get());
        }
        return status == OUTDATED ? Commit.OUTDATED : Commit.DONE;
    }

    /** Another version may have spelled the same user otherwise. */
    private long commitAsSpelled(Change change, UserRow before) {
        User user = Effects.before(change).orElseThrow();
        return stored(user.tenant(), user.id())
                .filter(stored ->
                        stored.user().equals(user) && !stored.row().data().equals(before.data()))
                .map(stored -> call(Effects.of(
                        change, Optional.of(before.withData(stored.row().data())))))
                .orElse(OUTDATED);
    }

    @Override
    public Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
        SharedUserCandidate candidate = admission.candidate();
        Optional<UserRow> revived = admission.revived().map(former -> UserData.row(former.user()));
        long status = call(Effects.of(admission, claim, revived));
        if (status == OUTDATED && revived.isPresent()) {
            status = stored(candidate.project(), candidate.id())
                    .filter(stored -> stored.isStill(admission.revived())
                            && !stored.row().data().equals(revived.get().data()))
                    .map(stored -> call(Effects.of(
                            admission,
                            claim,
                            Optional.of(revived.get().withData(stored.row().data())))))
                    .orElse(OUTDATED);
        }
        if (status == OUTDATED) {
            return new Admitted.Outdated();
        }
        return status == NO_LINE ? new Admitted.NoLine() : new Admitted.Done(candidate.on(Digits.line(status)));
    }

    private long call(Statement effect) {
        return change(new Statement().sql("SELECT ").sql(effect), PostgresUserStore::status, OUTDATED);
    }

    private <T> T change(Statement statement, Statement.Reading<T> reading, T whereOutdated) {
        return database.write(connection -> {
            try {
                return statement.query(connection, reading);
            } catch (SQLException failure) {
                if (Database.stateOf(failure).equals(OUTDATED_STATE)) {
                    return whereOutdated;
                }
                throw failure;
            }
        });
    }

    private static long status(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }

    @Override
    public boolean hasLineFor(PhoneNumber phone) {
        Statement statement =
                new Statement().sql("SELECT partyline_has_line(?, NULL)").bigint(Digits.of(phone));
        return database.read(connection -> statement.query(connection, rows -> rows.next() && rows.getBoolean(1)));
    }

    @Override
    public Optional<User> find(TenantId tenant, UserId id) {
        return stored(tenant, id)
                .filter(stored -> stored.deactivatedAt().isEmpty())
                .map(Stored::user);
    }

    /** The tenant's user with this id, active or not. */
    private Optional<Stored> stored(TenantId tenant, UserId id) {
        Statement statement = new Statement()
                .sql("SELECT " + Stored.COLUMNS + " FROM partyline_user u WHERE u.tenant = ? AND u.id = ?")
                .text(TenantText.of(tenant))
                .uuid(id.value());
        return database.read(connection -> statement.query(connection, PostgresUserStore::first));
    }

    private static Optional<Stored> first(ResultSet rows) throws SQLException {
        return rows.next() ? Optional.of(Stored.read(rows)) : Optional.empty();
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        Statement statement = new Statement()
                .sql(
                        "SELECT " + Stored.COLUMNS + " FROM partyline_phone_on_line o"
                                + " JOIN partyline_user u ON u.tenant = o.tenant AND u.id = o.user_id WHERE o.phone = ? AND o.line = ?")
                .bigint(Digits.of(phone))
                .bigint(Digits.of(line));
        return database.read(connection -> statement.query(connection, PostgresUserStore::first))
                .map(Stored::user);
    }

    @Override
    public Set<Line> linesOf(PhoneNumber phone) {
        Statement statement = new Statement()
                .sql("SELECT o.line FROM partyline_phone_on_line o WHERE o.phone = ?")
                .bigint(Digits.of(phone));
        return database.read(connection -> statement.query(connection, rows -> {
            Set<Line> lines = new HashSet<>();
            while (rows.next()) {
                lines.add(Digits.line(rows.getLong(1)));
            }
            return lines;
        }));
    }

    @Override
    public Page list(Listing listing) {
        if (listing.kinds().isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        Statement statement = statement(listing);
        List<Page.Row> rows = database.read(connection -> statement.query(connection, found -> {
            List<Page.Row> page = new ArrayList<>();
            while (found.next()) {
                page.add(Stored.read(found).asListed());
            }
            return page;
        }));
        if (rows.size() <= listing.limit()) {
            return new Page(rows, Optional.empty());
        }
        List<Page.Row> page = rows.subList(0, listing.limit());
        return new Page(
                page, Optional.of(ListPosition.of(page.get(page.size() - 1).user())));
    }

    /** One row more than the page takes tells whether another page follows. Each kind, active or not, has its place in an index. */
    private static Statement statement(Listing listing) {
        Statement statement = new Statement().sql("SELECT * FROM (");
        String separator = "";
        for (UserKind kind : listing.kinds().stream().sorted().toList()) {
            for (String state : listing.deactivatedToo() ? List.of("IS NULL", "IS NOT NULL") : List.of("IS NULL")) {
                statement
                        .sql(separator + "(SELECT " + Stored.COLUMNS
                                + " FROM partyline_user u WHERE u.tenant = ? AND u.kind = " + UserRow.code(kind)
                                + " AND u.deactivated_at " + state)
                        .text(TenantText.of(listing.tenant()));
                listing.after()
                        .ifPresent(position -> statement
                                .sql(" AND (u.created_at, u.id) > (?, ?)")
                                .instant(position.createdAt())
                                .uuid(position.id().value()));
                statement.sql(" ORDER BY u.created_at, u.id LIMIT ?)").integer(listing.limit() + 1);
                separator = " UNION ALL ";
            }
        }
        return statement.sql(") AS page ORDER BY created_at, id LIMIT ?").integer(listing.limit() + 1);
    }

    @Override
    public boolean settle(Change change) {
        return change.fold(this::isAdmitted, this::isReplaced, this::isDeactivated, this::isAnswered);
    }

    private boolean isAdmitted(Change.Admit admit) {
        Optional<Stored> stored = settled(admit.user());
        if (stored.isEmpty() || (admit.revived().isPresent() && stored.get().isStill(admit.revived()))) {
            return false;
        }
        if (admit.revived().isPresent() && !(admit.user() instanceof SharedUser)) {
            throw untold();
        }
        return isOfSameAdmission(stored.get().user(), admit.user());
    }

    /** The place of a shared user, else the time of creation and the keys: what no change of a user moves. */
    private static boolean isOfSameAdmission(User one, User other) {
        return one instanceof SharedUser shared
                ? other instanceof SharedUser that && shared.place().equals(that.place())
                : one.createdAt().equals(other.createdAt()) && one.keys().equals(other.keys());
    }

    private boolean isReplaced(Change.Replace change) {
        Optional<User> active = settled(change.before())
                .filter(stored -> stored.deactivatedAt().isEmpty())
                .map(Stored::user);
        boolean replaced = active.equals(Optional.of(change.after()));
        if (replaced || active.equals(Optional.of(change.before()))) {
            return replaced;
        }
        throw untold();
    }

    private boolean isDeactivated(Change.Deactivate change) {
        Stored stored = settled(change.user()).orElseThrow(PostgresUserStore::untold);
        if (stored.deactivatedAt().isEmpty() && !isOfSameAdmission(stored.user(), change.user())) {
            throw untold();
        }
        return stored.deactivatedAt().equals(Optional.of(change.at()));
    }

    /** I1: what somebody else did that is equal is not answered under this key. */
    private boolean isAnswered(Change.Answer answer) {
        IdempotencyRecord record = answer.record();
        // The record is written last, so that the step is waited for by its user first.
        settled(record.outcome().user());
        Statement await = new Statement()
                .sql("SELECT partyline_await_answer(?, ?)")
                .text(TenantText.of(record.tenant()))
                .text(record.key().value());
        database.write(connection -> await.query(connection, ResultSet::next));
        return look(Question.of(record.tenant(), List.of()).withIdempotencyKey(Optional.of(record.key())))
                .remembered()
                .equals(Optional.of(record));
    }

    @Override
    public Optional<Line> settle(SharedAdmission admission) {
        SharedUserCandidate candidate = admission.candidate();
        return settled(candidate.project(), candidate.id())
                .map(Stored::user)
                .filter(user ->
                        user instanceof SharedUser shared && shared.place().equals(candidate.place()))
                .map(user -> ((SharedUser) user).line());
    }

    private Optional<Stored> settled(User user) {
        return settled(user.tenant(), user.id());
    }

    /** The user as it is once nothing is under way any more. */
    private Optional<Stored> settled(TenantId tenant, UserId id) {
        Statement await = new Statement()
                .sql("SELECT partyline_await(?, ?)")
                .text(TenantText.of(tenant))
                .uuid(id.value());
        database.write(connection -> await.query(connection, ResultSet::next));
        return stored(tenant, id);
    }

    private static UnavailableException untold() {
        return new UnavailableException("too much has happened since", Effect.UNKNOWN, null);
    }

    @Override
    public boolean settle(TenantId tenant, UserId id, PlaceId place) {
        Statement settle = new Statement()
                .sql("SELECT partyline_settle_place(?, ?, ?)")
                .text(TenantText.of(tenant))
                .uuid(id.value())
                .uuid(place.value());
        return database.write(connection -> settle.query(connection, rows -> rows.next() && rows.getBoolean(1)));
    }

    /**
     * Drops what was answered under idempotency keys longer ago than they are remembered (rule I3); to be called now and then. Whether it
     * is or not, no answer is given again that counts no more.
     *
     * @param most how many at most, so that no transaction is long
     * @return how many were dropped; as many as asked for where there may be more
     * @throws UnavailableException if the database could not answer
     */
    public int forgetAnswers(Instant now, int most) {
        Statement forget = new Statement()
                .sql("SELECT partyline_forget(?, ?)")
                .instant(now.minus(IdempotencyRules.MEMORY))
                .integer(most);
        return Math.toIntExact(database.write(connection -> forget.query(connection, PostgresUserStore::status)));
    }
}
