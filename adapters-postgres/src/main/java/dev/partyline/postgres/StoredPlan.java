package dev.partyline.postgres;

import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.ports.driven.UnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * The plan that the keys of a database are made with (rule V16). Each call that writes asks for it in the statement
 * that writes, so that no library with another plan writes after the plan was changed.
 */
final class StoredPlan {
    /** The end of a call that writes: without a row, nothing is called. */
    private static final String IF_OURS = " WHERE partyline_plan() = " + NumberingPlan.NUMBER;

    private StoredPlan() {}

    /** The call of a function, which is made if the plan is ours. */
    static Statement ifOurs(Statement call) {
        return new Statement().sql("SELECT ").sql(call).sql(IF_OURS);
    }

    /** Goes to the row that the call answered; there is none if the plan is another one. */
    static void first(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw new IsNotOurs();
        }
    }

    /** Does the step, which calls {@link #ifOurs}. */
    static <T> T writing(Database database, Supplier<T> step) {
        try {
            return step.get();
        } catch (IsNotOurs nothingDone) {
            throw UnavailableException.ofAnotherPlan(of(database));
        }
    }

    static int of(Database database) {
        Statement statement = new Statement().sql("SELECT partyline_plan()");
        return database.read(connection -> statement.query(connection, StoredPlan::number));
    }

    static void adopt(Database database, int plan) {
        Statement adopt = new Statement().sql("SELECT partyline_adopt_plan(?)").integer(plan);
        database.write(connection -> adopt.query(connection, ResultSet::next));
    }

    private static int number(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getInt(1);
    }

    /** No row, so nothing was called. */
    private static final class IsNotOurs extends RuntimeException {
        private static final long serialVersionUID = 1;

        IsNotOurs() {
            super("the plan of the database is not ours", null, false, false);
        }
    }
}
