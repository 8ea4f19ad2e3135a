package dev.partyline.postgres;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statement for a page of a listing, and what is read of its answer (rule L5). Each kind in each state has its
 * place in an index. One row more than the page takes tells whether another page follows.
 *
 * @param listing of some kinds and states
 */
record PageOfUsers(Listing listing) {
    private static final int TIME = 3 + UserRow.COLUMNS;

    Statement statement() {
        Statement rows = switch (listing.span().time()) {
            case CREATION -> byCreation();
            case CHANGE -> byChange();
        };
        return rows.sql(" ORDER BY at, id LIMIT ?").integer(mostRows());
    }

    private int mostRows() {
        return listing.limit() + 1;
    }

    private Statement byCreation() {
        List<Statement> each = new ArrayList<>();
        for (UserKind kind : kinds()) {
            for (Listing.State state : states()) {
                each.add(created(kind, state, new Statement()));
            }
        }
        return together(each);
    }

    /**
     * Those that were changed since their creation have a table of their own. The others are looked for only as far as
     * the page can go.
     */
    private Statement byChange() {
        List<Statement> changed = new ArrayList<>();
        List<Statement> unchanged = new ArrayList<>();
        for (UserKind kind : kinds()) {
            for (Listing.State state : states()) {
                changed.add(changed(kind, state));
                if (state == Listing.State.ACTIVE) {
                    unchanged.add(created(
                            kind,
                            state,
                            new Statement()
                                    .sql(" AND u.version = 1 AND u.created_at <= (SELECT CASE count(*) WHEN ? THEN"
                                            + " max(at) ELSE 'infinity' END FROM changed)")
                                    .integer(mostRows())));
                }
            }
        }
        Statement rows = new Statement()
                .sql("WITH changed AS MATERIALIZED (")
                .sql(together(changed))
                .sql(" ORDER BY at, id LIMIT ?) SELECT * FROM (TABLE changed")
                .integer(mostRows());
        unchanged.forEach(each -> rows.sql(" UNION ALL ").sql(each));
        return rows.sql(") AS page");
    }

    private List<UserKind> kinds() {
        return listing.kinds().stream().sorted().toList();
    }

    private List<Listing.State> states() {
        return listing.states().stream().sorted().toList();
    }

    private static Statement together(List<Statement> all) {
        Statement rows = new Statement().sql("SELECT * FROM (");
        String separator = "";
        for (Statement each : all) {
            rows.sql(separator).sql(each);
            separator = " UNION ALL ";
        }
        return rows.sql(") AS page");
    }

    private Statement created(UserKind kind, Listing.State state, Statement more) {
        Statement rows = new Statement()
                .sql("(SELECT " + UserData.COLUMNS + ", u.created_at AS at FROM partyline_user u WHERE u.tenant = ?"
                        + " AND u.kind = " + UserRow.code(kind) + " AND " + condition(state))
                .text(listing.tenant().text());
        return narrowed(rows.sql(more), "u.created_at", "u.id");
    }

    /**
     * The users are looked up one by one, in the order of the index, until there are enough. The server would join all
     * of the tenant. If there is a line, it may begin with the users of the line: those of a tenant are few.
     */
    private Statement changed(UserKind kind, Listing.State state) {
        String oneByOne = listing.line().isPresent() ? "" : " OFFSET 0";
        Statement rows = new Statement()
                .sql("(SELECT " + UserData.COLUMNS + ", c.changed_at AS at FROM partyline_changed c"
                        + " JOIN LATERAL (SELECT * FROM partyline_user u"
                        + " WHERE u.tenant = c.tenant AND u.id = c.user_id AND " + condition(state) + oneByOne
                        + ") AS u ON true WHERE c.tenant = ? AND c.kind = " + UserRow.code(kind)
                        + " AND c.state = " + code(state))
                .text(listing.tenant().text());
        return narrowed(rows, "c.changed_at", "c.user_id");
    }

    private Statement narrowed(Statement rows, String time, String id) {
        listing.line().ifPresent(line -> rows.sql(" AND u.line = ?").bigint(Digits.of(line)));
        listing.span()
                .from()
                .ifPresent(earliest -> rows.sql(" AND " + time + " >= ?").instant(earliest));
        listing.span()
                .before()
                .ifPresent(end -> rows.sql(" AND " + time + " < ?").instant(end));
        listing.after()
                .ifPresent(position -> rows.sql(" AND (" + time + ", " + id + ") > (?, ?)")
                        .instant(position.at())
                        .uuid(position.id().value()));
        return rows.sql(" ORDER BY " + time + ", " + id + " LIMIT ?)").integer(mostRows());
    }

    static String condition(Listing.State state) {
        return switch (state) {
            case ACTIVE -> "u.deactivated_at IS NULL";
            case DEACTIVATED -> "u.deactivated_at IS NOT NULL AND u.erased_at IS NULL";
            case ERASED -> "u.erased_at IS NOT NULL";
        };
    }

    private static int code(Listing.State state) {
        return switch (state) {
            case ACTIVE -> 0;
            case DEACTIVATED -> 1;
            case ERASED -> 2;
        };
    }

    Page read(ResultSet rows) throws SQLException {
        List<AnyUser> users = new ArrayList<>();
        Optional<ListPosition> last = Optional.empty();
        while (rows.next()) {
            if (users.size() == listing.limit()) {
                return new Page(users, last);
            }
            AnyUser user = UserData.read(rows, 1);
            users.add(user);
            last = Optional.of(new ListPosition(UserRow.instant(rows, TIME), user.id()));
        }
        return new Page(users, Optional.empty());
    }
}
