package com.example.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.RunName;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LifeTest {
    private static final PhoneNumber PHONE = PhoneNumber.of("+447700900123").get();

    private final UserRegistry registry = UserRegistry.of(
            InMemoryUserStore.withLines(InMemoryPhonePool.of(List.of(Start.LINE))), Tenants.of(Start.PROJECT));
    private final Life life = new Life(registry, Start.PROJECT);

    @Test
    void aUserIsFoundHoweverItsPhoneIsSpelled() {
        Start.create(registry, "+4407700900123");
        assertTrue(life.find(PHONE).isPresent());
    }

    @Test
    void whoeverChangesWhatHasChangedSinceIsToldSo() {
        Start.create(registry, PHONE.e164());
        User seen = life.find(PHONE).orElseThrow();
        assertTrue(life.rename(seen, "Ada").isRight());
        assertEquals(Either.left(new Refusal.Stale(2)), life.rename(seen, "Grace"));
    }

    @Test
    void whoeverWasChangedIsListedByItsLastChange() {
        Instant start = Instant.now();
        Start.create(registry, PHONE.e164());
        Start.create(registry, "+447700900124");
        User renamed = life.find(PHONE).orElseThrow();
        assertTrue(life.rename(renamed, "Ada").isRight());
        List<AnyUser> changed = new ArrayList<>();
        life.eachChanged(start.minusSeconds(1), start.plusSeconds(60), changed::add);
        assertEquals(2, changed.size());
        assertEquals(life.find(PHONE), Optional.of(changed.get(1)));
    }

    @Test
    void aRunThatIsBegunAgainTellsTheSame() {
        List<NewSharedUser> rows = Stream.of("+447700900123", "+447700900124", "+4407700900123")
                .map(phone -> NewSharedUser.of(Start.PROJECT, phone, GivenProfile.NONE)
                        .get())
                .toList();
        RunName name = RunName.of("users of 2026-11-26").get();
        List<String> first = new ArrayList<>();
        life.importAll(name, rows.iterator(), first::add);
        User user = life.find(PHONE).orElseThrow();
        assertEquals("1 " + user.id(), first.get(0));
        assertEquals("3 " + user.id(), first.get(2));
        List<String> again = new ArrayList<>();
        life.importAll(name, rows.iterator(), again::add);
        assertEquals(first, again);
    }

    @Test
    void ofAnErasedUserOnlyItsIdAndTimesAreLeft() {
        Start.create(registry, PHONE.e164());
        User user = life.find(PHONE).orElseThrow();
        ErasedUser erased = life.forget(user).get();
        assertEquals(Optional.<AnyUser>of(erased), registry.findInAnyState(user.tenant(), user.id()));
        assertTrue(life.find(PHONE).isEmpty());
    }
}
