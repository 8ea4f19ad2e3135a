package dev.partyline.inmemory.contract;

import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.UserStoreContract;

class InMemoryUserStoreTest extends UserStoreContract {
    @Override
    protected UserStore newStore() {
        return InMemoryUserStore.withoutLines();
    }
}
