package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the migrations are broken. Run by {@link BrokenSqlTest} alone. */
final class FaultySqlConditions extends SqlConditions {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(SqlFault::planted);

    FaultySqlConditions() {
        super(DATABASE);
    }
}
