package dev.partyline.inmemory;

import dev.partyline.domain.value.Line;
import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.testkit.contract.StoreWithLinesContract;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Callers who share a commit are answered as by the store below. */
@Tag("once")
class GroupedStoreTest extends StoreWithLinesContract {
    @Override
    protected UserStore newStore(Map<Line, Integer> capacities) {
        return GroupCommit.over(InMemoryUserStore.withLines(InMemoryPhonePool.of(capacities.entrySet().stream()
                .map(line -> new PoolLine(line.getKey(), line.getValue()))
                .toList())));
    }

    /** The store below has its own test with more. */
    @Override
    public int rounds() {
        return 10;
    }
}
