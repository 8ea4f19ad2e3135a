package dev.partyline.spring;

import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Event;
import dev.partyline.spring.PartylineProperties.EventProperties;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happened to users as events of the application (rules O1 to O4). An event is done once all listeners
 * have returned. If one of them throws, the event is published again when its lease has ended.
 */
final class EventPublisher extends RegularWork {

    EventPublisher(UserRegistry registry, ApplicationEventPublisher application, EventProperties properties) {
        super("events", () -> publish(registry, application, properties), properties.interval());
    }

    /** The events of one user come in the order of its versions. So a failure keeps back those of its user only. */
    private static int publish(
            UserRegistry registry, ApplicationEventPublisher application, EventProperties properties) {
        List<Event> leased = registry.leaseEvents(properties.batch(), properties.lease());
        RuntimeException failure = null;
        for (Event event : leased) {
            try {
                application.publishEvent(event);
                registry.eventsDone(List.of(event.id()));
            } catch (RuntimeException ofAListener) {
                failure = ofAListener;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return leased.size();
    }
}
