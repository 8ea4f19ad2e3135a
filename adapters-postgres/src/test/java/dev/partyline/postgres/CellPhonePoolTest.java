package dev.partyline.postgres;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In a cell of a cluster. */
@Tag("citus")
class CellPhonePoolTest extends PostgresPhonePoolContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.cell());

    CellPhonePoolTest() {
        super(DATABASE);
    }
}
