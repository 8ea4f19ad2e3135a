package dev.partyline.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lines that had the fewest users when they were last asked for, each to be suggested once. Who has a line to suggest
 * need not look for one in the database. There, all look at the same end of an index. Its former entries are only gone
 * once it is vacuumed. Safe for use by many threads.
 */
final class FreeLines {
    /** How many are asked for at once, which is also how many creates may pass before the next time. */
    private static final int ASKED = 128;

    /**
     * With fewer lines, those who create at the same time would meet on one. When half as many are left, more are asked
     * for: others still have some to suggest meanwhile.
     */
    private static final int FEWEST = 16;

    private final Database database;
    private final Queue<Long> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger untilAsked = new AtomicInteger(FEWEST);

    FreeLines(Database database) {
        this.database = database;
    }

    /** A line to suggest, if there is one. Every now and then this asks the database for more. */
    Optional<Long> next() {
        if (untilAsked.decrementAndGet() == 0) {
            ask();
        }
        return Optional.ofNullable(lines.poll());
    }

    /** In an order of chance, so that others who got the same lines don't suggest the same one at the same time. */
    private void ask() {
        untilAsked.set(ASKED);
        Statement lowest = new Statement()
                .sql(
                        "SELECT l.level, l.line FROM partyline_line l"
                                + " WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity ORDER BY l.level LIMIT ?")
                .integer(ASKED);
        List<Long> found = database.read(connection -> lowest.query(connection, FreeLines::ofTheFirstLevel));
        Collections.shuffle(found);
        lines.clear();
        if (found.size() >= FEWEST) {
            lines.addAll(found);
            untilAsked.set(found.size() - FEWEST / 2);
        }
    }

    private static List<Long> ofTheFirstLevel(ResultSet rows) throws SQLException {
        List<Long> lines = new ArrayList<>();
        int level = Integer.MIN_VALUE;
        while (rows.next() && (lines.isEmpty() || rows.getInt(1) == level)) {
            level = rows.getInt(1);
            lines.add(rows.getLong(2));
        }
        return lines;
    }
}
