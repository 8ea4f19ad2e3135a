package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** Readers of events, and which versions of whom they were handed out. */
final class EventReaders {
    private static final int BATCH = 20;

    private final Map<UserId, List<Long>> handedOut = new ConcurrentHashMap<>();

    /** Reads until it is over, whatever becomes of the database meanwhile. */
    void read(UserRegistry registry, BooleanSupplier isOver) {
        while (!isOver.getAsBoolean()) {
            try {
                readSome(registry);
            } catch (UnavailableException untilItIsThereAgain) {
                Thread.onSpinWait();
            }
        }
    }

    /** What is done only after it was written down may come again, but never once a later version has come. */
    private boolean readSome(UserRegistry registry) {
        List<Event> events = registry.leaseEvents(BATCH, Duration.ofMinutes(1));
        events.forEach(event -> handedOut
                .computeIfAbsent(event.user(), user -> Collections.synchronizedList(new ArrayList<>()))
                .add(event.version()));
        registry.eventsDone(events.stream().map(Event::id).toList());
        return !events.isEmpty();
    }

    /**
     * Asserts that each version of these users has one event, was handed out, and not before the one before it.
     *
     * @param later a registry for which all leases have ended
     */
    void assertTold(UserRegistry later, Collection<AnyUser> users) {
        boolean more = true;
        while (more) {
            more = readSome(later);
        }
        for (AnyUser user : users) {
            List<Long> versions =
                    LongStream.rangeClosed(1, user.version()).boxed().toList();
            assertThat(later.history(user.tenant(), user.id()))
                    .as("the events of a user, one for each version")
                    .extracting(Event::version)
                    .isEqualTo(versions);
            List<Long> told = handedOut.getOrDefault(user.id(), List.of());
            assertThat(told).as("what was handed out, in order").isSorted();
            assertThat(told.stream().distinct().toList())
                    .as("the versions that were handed out")
                    .isEqualTo(versions);
        }
    }
}
