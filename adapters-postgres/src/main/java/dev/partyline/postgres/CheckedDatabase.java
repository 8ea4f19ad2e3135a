package dev.partyline.postgres;

import dev.partyline.postgres.Distribution.Layout;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database whose first call looks first how the tables are distributed. Nothing is read or written if that is not
 * supported. Safe for use by many threads.
 */
final class CheckedDatabase implements Database {
    private final Database database;

    /** Null until the first call has looked. */
    private volatile @Nullable Layout layout;

    CheckedDatabase(Database database) {
        this.database = database;
    }

    /** Of the tables. */
    Layout layout() {
        Layout known = layout;
        if (known == null) {
            known = Distribution.of(database);
            layout = known;
        }
        return known;
    }

    private Database checked() {
        layout();
        return database;
    }

    @Override
    public <T> T read(Work<T> work) {
        return checked().read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return checked().write(work);
    }

    @Override
    public <T> T change(Work<T> work, T ifOutdated) {
        return checked().change(work, ifOutdated);
    }

    @Override
    public <T> Optional<T> together(Work<T> work) {
        return checked().together(work);
    }

    @Override
    public boolean isOwn() {
        return database.isOwn();
    }
}
