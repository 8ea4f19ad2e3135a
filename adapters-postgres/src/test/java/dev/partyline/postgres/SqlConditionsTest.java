package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

class SqlConditionsTest extends SqlConditions {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    SqlConditionsTest() {
        super(DATABASE);
    }
}
