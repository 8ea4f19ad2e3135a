package dev.partyline.inmemory.contract;

import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.contract.PlainPool.Fault;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.testkit.contract.PhonePoolContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test that a broken pool has in its own project. Run by {@link BrokenAdaptersTest} alone. */
@ExtendWith(PlantedFault.class)
final class FaultyPool extends PhonePoolContract {
    private final Fault fault;

    FaultyPool(Fault fault) {
        this.fault = fault;
    }

    @Override
    protected PhonePool newPool(Map<Line, Integer> capacities, InstantSource clock, Duration lease) {
        return new PlainPool(fault, capacities, clock, lease);
    }
}
