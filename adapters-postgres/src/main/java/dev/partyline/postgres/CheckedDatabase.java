package dev.partyline.postgres;

import java.util.Optional;

/**
 * A database whose first call looks first how the tables are distributed. Nothing is read or written if that is not
 * supported. Safe for use by many threads.
 */
final class CheckedDatabase implements Database {
    private final Database database;
    private volatile boolean supported;

    CheckedDatabase(Database database) {
        this.database = database;
    }

    private Database checked() {
        if (!supported) {
            Distribution.check(database);
            supported = true;
        }
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
