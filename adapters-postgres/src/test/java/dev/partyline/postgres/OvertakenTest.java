package dev.partyline.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On sound SQL. */
class OvertakenTest extends Overtaken {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    OvertakenTest() {
        super(DATABASE);
    }
}
