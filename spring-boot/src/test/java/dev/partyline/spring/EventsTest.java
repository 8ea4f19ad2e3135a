package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

class EventsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final Database database = new Database();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @AfterEach
    void close() {
        database.close();
    }

    /** What the application's listener was told. It fails for one user as long as it is told to. */
    static final class Listener {
        private final List<Event> told = new ArrayList<>();
        private final AtomicReference<@Nullable UserId> failing = new AtomicReference<>();

        @EventListener
        void on(Event event) {
            told.add(event);
            if (event.user().equals(failing.get())) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    /** The turns are ours: the next one of the application is a day away. */
    private ApplicationContextRunner publishing() {
        return database.application(Requests.tenants())
                .withPropertyValues("partyline.events.publish=true", "partyline.events.interval=1d")
                .withBean(Listener.class)
                .withBean(InstantSource.class, () -> now::get);
    }

    @Test
    void O4_whatHappensIsPublishedOnce() {
        publishing().run(context -> {
            UserRegistry registry = context.getBean(UserRegistry.class);
            UserId one = registry.create(Requests.subscriber(1)).get().user().id();
            registry.deactivate(Requests.subscriber(1).tenant(), one);
            context.getBean(EventPublisher.class).turn();
            context.getBean(EventPublisher.class).turn();
            assertThat(context.getBean(Listener.class).told)
                    .extracting(Event::user, Event::version)
                    .containsExactly(tuple(one, 1L), tuple(one, 2L));
        });
    }

    /** The one that fails comes again once its lease has ended, and only its own user waits for it. */
    @Test
    void O4_whatAListenerFailsOnIsPublishedAgain() {
        publishing().run(context -> {
            UserRegistry registry = context.getBean(UserRegistry.class);
            Listener listener = context.getBean(Listener.class);
            EventPublisher publisher = context.getBean(EventPublisher.class);
            UserId one = registry.create(Requests.subscriber(1)).get().user().id();
            registry.deactivate(Requests.subscriber(1).tenant(), one);
            UserId other = registry.create(Requests.subscriber(2)).get().user().id();
            listener.failing.set(one);
            assertThatThrownBy(publisher::turn).isInstanceOf(IllegalStateException.class);
            publisher.turn();
            assertThat(listener.told).extracting(Event::user).containsExactlyInAnyOrder(one, other);

            listener.failing.set(null);
            listener.told.clear();
            now.set(NOON.plus(Duration.ofHours(1)));
            publisher.turn();
            assertThat(listener.told).extracting(Event::version).containsExactly(1L, 2L);
        });
    }

    @Test
    void O2_aTenantThatAsksForValuesIsToldThem() {
        publishing()
                .withPropertyValues("partyline.console-projects[0].event-values=true")
                .run(context -> {
                    UserRegistry registry = context.getBean(UserRegistry.class);
                    User told = registry.create(Requests.customer(null)).get().user();
                    User other = registry.create(Requests.subscriber(1)).get().user();
                    context.getBean(EventPublisher.class).turn();
                    assertThat(context.getBean(Listener.class).told)
                            .extracting(Event::user, Event::values)
                            .containsExactlyInAnyOrder(
                                    tuple(told.id(), Optional.of(told)), tuple(other.id(), Optional.empty()));
                });
    }

    @Test
    void nothingIsPublishedUnlessTheApplicationAsksForIt() {
        database.application().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EventPublisher.class));
    }
}
