package dev.partyline.spring;

import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Event;
import dev.partyline.spring.PartylineProperties.EventProperties;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happened to users as events of the application (rules O1 to O4). An event is done once all listeners
 * have returned. If one of them throws, the event is published again when its lease has ended.
 */
final class EventPublisher extends RegularWork {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    EventPublisher(UserRegistry registry, ApplicationEventPublisher application, EventProperties properties) {
        super("events", () -> publish(registry, application, properties), properties.interval());
    }

    /**
     * The events of one user come in the order of its versions. So a failure keeps back those of its user only. What is
     * left when the leases end is left to whoever leases it next.
     */
    private static int publish(
            UserRegistry registry, ApplicationEventPublisher application, EventProperties properties) {
        long begin = System.nanoTime();
        List<Event> leased = registry.leaseEvents(properties.batch(), properties.lease());
        RuntimeException failure = null;
        for (Event event : leased) {
            if (System.nanoTime() - begin >= properties.lease().toNanos()) {
                break;
            }
            try {
                application.publishEvent(event);
                registry.eventsDone(List.of(event.id()));
            } catch (RuntimeException ofAListener) {
                LOG.warn("a listener failed on event {}", event.id().text(), withoutMessage(ofAListener));
                failure = ofAListener;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return leased.size();
    }

    /** Where it failed. A message may quote a user. */
    private static Throwable withoutMessage(Throwable failure) {
        Throwable same = new Throwable(failure.getClass().getName());
        same.setStackTrace(failure.getStackTrace());
        return same;
    }
}
