package com.example.ownstore;

import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.testkit.contract.PhonePoolContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

class HashMapPhonePoolTest extends PhonePoolContract {
    @Override
    protected PhonePool newPool(Map<Line, Integer> capacities, InstantSource clock, Duration lease) {
        return new HashMapPhonePool(capacities, clock, lease);
    }
}
