package dev.partyline.inmemory.contract;

import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.testkit.contract.PhonePoolContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

class InMemoryPhonePoolTest extends PhonePoolContract {
    @Override
    protected PhonePool newPool(Map<Line, Integer> capacities, InstantSource clock, Duration lease) {
        return InMemoryPhonePool.of(lines(capacities), clock, lease);
    }

    static List<PoolLine> lines(Map<Line, Integer> capacities) {
        return capacities.entrySet().stream()
                .map(entry -> new PoolLine(entry.getKey(), entry.getValue()))
                .toList();
    }
}
