package com.example.ownstore;

import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.UserStoreContract;

class HashMapUserStoreTest extends UserStoreContract {
    @Override
    protected UserStore newStore() {
        return new HashMapUserStore();
    }
}
