package dev.partyline.inmemory.contract;

import dev.partyline.ports.driven.UserIds;
import dev.partyline.testkit.contract.UserIdsContract;

class RandomUserIdsTest extends UserIdsContract {
    @Override
    protected UserIds newIds() {
        return UserIds.random();
    }
}
