package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the migrations are broken. Run by {@link BrokenSqlTest} alone. */
final class FaultyOvertaken extends Overtaken {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(SqlFault::planted);

    FaultyOvertaken() {
        super(DATABASE);
    }
}
