package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the migrations are broken. Run by {@link BrokenSqlTest} alone. */
final class FaultyUserStore extends PostgresUserStoreContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(SqlFault::planted);

    FaultyUserStore() {
        super(DATABASE);
    }

    /** More than a sound store is asked for: each fault must be seen each time. */
    @Override
    public int rounds() {
        return 20;
    }
}
