package dev.partyline.inmemory.simulation;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The effects that became true, and what readers were handed out and have handled (O1, O3, O4). */
final class EventLog {
    private final Map<Identity, List<Event>> effects = new LinkedHashMap<>();
    private final Map<Identity, Long> handedOut = new LinkedHashMap<>();
    private final Set<EventId> handled = new HashSet<>();

    /** Whose events they are. */
    record Identity(TenantId tenant, UserId user) {
        static Identity of(Event event) {
            return new Identity(event.tenant(), event.user());
        }
    }

    void isTrue(Event effect) {
        effects.computeIfAbsent(Identity.of(effect), user -> new ArrayList<>()).add(effect);
    }

    /** O3: each event after the one before it. It may come again until the next one has come. */
    void areHandedOut(Collection<?> events) {
        for (Object each : events) {
            if (each instanceof Event event) {
                long last = handedOut.getOrDefault(Identity.of(event), 0L);
                if (event.version() != last && event.version() != last + 1) {
                    throw new AssertionError("after version " + last + " was handed out " + event);
                }
                handedOut.put(Identity.of(event), event.version());
            }
        }
    }

    /** A reader that came so far as to say that they are done. */
    void areHandled(Collection<Event> events) {
        events.forEach(event -> handled.add(event.id()));
    }

    Set<Identity> users() {
        return effects.keySet();
    }

    /** O1: in the end, each effect has its event, and nothing else has one; and somebody has handled it. */
    void check(Identity user, Object history) {
        List<Event> expected = effects.getOrDefault(user, List.of());
        if (!expected.equals(history)) {
            throw new AssertionError("the events of " + user.user() + " are " + history + " and not " + expected);
        }
        expected.stream().filter(event -> !handled.contains(event.id())).forEach(event -> {
            throw new AssertionError("nobody has handled " + event);
        });
    }
}
