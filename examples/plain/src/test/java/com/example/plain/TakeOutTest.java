package com.example.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Retirement.Moved;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Retirement.Reason;
import dev.partyline.ports.Route;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakeOutTest {
    private static final PhoneNumber PHONE = PhoneNumber.of("+447700900123").get();
    private static final Line OLD = Start.LINE.line();
    private static final Line NEW = Line.of("+14155550977").get();

    private final InMemoryPhonePool pool = InMemoryPhonePool.of(List.of(Start.LINE));
    private final InMemoryUserStore store = InMemoryUserStore.withLines(pool);
    private final Tenants tenants = Tenants.of(Start.PROJECT);
    private final UserRegistry users = UserRegistry.of(store, tenants);
    private final TakeOut takeOut = new TakeOut(LineRegistry.of(store, tenants, RegistryOptions.DEFAULT));

    @Test
    void theUsersMoveAndTheOldLineStillLeadsToThem() {
        Start.create(users, PHONE.e164());
        LineUser user = (LineUser) users.find(PHONE, OLD).orElseThrow();
        assertEquals(List.of(new NotMoved(user.project(), user.id(), Reason.NO_LINE)), takeOut.retire(OLD));

        pool.add(PoolLine.unlimited(NEW));
        assertEquals(List.of(new Moved(user.project(), user.id(), NEW)), takeOut.retire(OLD));
        User moved = users.find(PHONE, NEW).orElseThrow();
        assertEquals(Optional.of(new Route(moved, true)), users.route(PHONE, OLD));
    }
}
