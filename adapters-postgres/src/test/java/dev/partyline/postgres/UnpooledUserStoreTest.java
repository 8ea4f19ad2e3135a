package dev.partyline.postgres;

import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.UserStoreContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of every store, for hosts whose lines are in a pool of their own. */
@Tag("databases")
class UnpooledUserStoreTest extends UserStoreContract {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    @Override
    protected UserStore newStore() {
        return PostgresUserStore.own(DATABASE.emptied());
    }

    @Override
    protected UserStore another(UserStore store) {
        return PostgresUserStore.own(DATABASE.another());
    }

    @Override
    public int rounds() {
        return 3;
    }
}
