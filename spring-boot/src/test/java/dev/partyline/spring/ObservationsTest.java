package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.Listing;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.spring.observation.RegistryObservationConvention;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What Micrometer is told of each operation. */
class ObservationsTest {
    private static final UserId NOBODY = new UserId(new UUID(1, 2));
    private static final CustomerId CUSTOMER = CustomerId.of("customer-of-ours").get();

    private final Database database = new Database();
    private final ApplicationContextRunner application = database.application(Requests.tenants())
            // Its turns would be seen among the others.
            .withPropertyValues("partyline.housekeeping.enabled=false");

    @AfterEach
    void close() {
        database.close();
    }

    /** Each operation, with each outcome that it can have. */
    private static void everything(UserRegistry registry) {
        UserId shared = registry.create(Requests.shared()).get().user().id();
        registry.create(Requests.shared());
        registry.foresee(Requests.shared());
        registry.foresee(Requests.subscriber(1));
        UserId subscriber = registry.create(Requests.subscriber(1)).get().user().id();
        registry.create(Requests.subscriber(1));
        registry.createAll(
                        Run.unnamed(),
                        List.of(Requests.subscriber(1), Requests.subscriber(3)).iterator())
                .forEachRemaining(verdict -> {});
        registry.changeAll(
                        Run.unnamed(),
                        List.of(SubscriberUserPatch.joining(Requests.ACCOUNT.id(), NOBODY, CUSTOMER))
                                .iterator())
                .forEachRemaining(verdict -> {});
        registry.foresee(SubscriberUserPatch.joining(Requests.ACCOUNT.id(), subscriber, CUSTOMER));
        registry.join(Requests.ACCOUNT.id(), subscriber, CUSTOMER);
        registry.join(Requests.ACCOUNT.id(), NOBODY, CUSTOMER);
        registry.leave(Requests.ACCOUNT.id(), subscriber, CUSTOMER);
        registry.find(
                Requests.PROJECT.id(),
                new Key.SharedPhone(
                        Requests.PROJECT.id(), PhoneNumber.of(Requests.PHONE).get()));
        registry.usage(Requests.PROJECT.id());
        registry.history(Requests.PROJECT.id(), shared);
        registry.eventsNotDone(10);
        registry.eventsDone(registry.leaseEvents(10, Duration.ofMinutes(1)).stream()
                .map(Event::id)
                .toList());
        registry.find(Requests.PROJECT.id(), shared);
        registry.find(Requests.PROJECT.id(), NOBODY);
        registry.find(
                PhoneNumber.of(Requests.PHONE).get(), Line.of(Requests.LINE).get());
        registry.list(Listing.of(Requests.PROJECT.id(), 10));
        registry.deactivate(Requests.PROJECT.id(), shared);
        registry.deactivate(Requests.PROJECT.id(), shared);
        registry.erase(Erasure.of(Requests.PROJECT.id(), shared));
        registry.rekey(Requests.PROJECT.id(), Optional.empty(), 10);
        registry.adoptPlan();
        registry.sweep();
    }

    @Test
    void eachOperationIsObservedWithItsKindItsOutcomeAndItsRefusal() {
        application.run(context -> {
            context.getBean(PostgresLines.class).offer(Requests.LINES);
            everything(context.getBean(UserRegistry.class));
            assertThat(observed(context.getBean(MeterRegistry.class)))
                    .containsExactlyInAnyOrder(
                            "create shared created none",
                            "create shared returned none",
                            "create subscriber created none",
                            "create subscriber refused already_in_use",
                            "create_all subscriber created none",
                            "create_all none refused already_in_use",
                            "change_all none refused user_not_found",
                            "foresee shared would_return none",
                            "foresee subscriber would_create none",
                            "foresee_change subscriber would_update none",
                            "change subscriber updated none",
                            "change subscriber refused user_not_found",
                            "find_by_key none found none",
                            "usage none done none",
                            "history none done none",
                            "lease_events none done none",
                            "events_not_done none done none",
                            "events_done none done none",
                            "erase shared done none",
                            "find shared found none",
                            "find none not_found none",
                            "route shared found none",
                            "list none done none",
                            "deactivate shared done none",
                            "deactivate none refused user_not_found",
                            "rekey none done none",
                            "adopt_plan none done none",
                            "sweep none done none");
        });
    }

    @Test
    void noOperationIsLeftOut() {
        application.run(context -> {
            context.getBean(PostgresLines.class).offer(Requests.LINES);
            everything(context.getBean(UserRegistry.class));
            assertThat(observed(context.getBean(MeterRegistry.class)).stream()
                            .map(key -> key.substring(0, key.indexOf(' ')))
                            .distinct())
                    .hasSize((int) Stream.of(UserRegistry.class.getMethods())
                            .filter(method -> Modifier.isAbstract(method.getModifiers()))
                            .count());
        });
    }

    /** E3: in names and keys of all meters, also those of the application itself. */
    @Test
    void E3_noMeterHasATenantAPhoneOrAnIdInIt() {
        application.run(context -> {
            context.getBean(PostgresLines.class).offer(Requests.LINES);
            UserRegistry registry = context.getBean(UserRegistry.class);
            everything(registry);
            String id =
                    registry.create(Requests.subscriber(2)).get().user().id().toString();
            String meters = meters(context.getBean(MeterRegistry.class))
                    .map(meter -> meter.getId().toString())
                    .toList()
                    .toString();
            assertThat(meters)
                    .contains("partyline.registry")
                    .doesNotContain(
                            "4155550", Requests.PROJECT_ID, Requests.ACCOUNT_ID, CUSTOMER.value(), "example.com", id);
        });
    }

    @Test
    void theJoinedRegistryIsObservedAsWell() {
        application.run(context -> {
            UserRegistry joined = (UserRegistry) context.getBean("partylineJoinedRegistry");
            assertThatThrownBy(() -> joined.find(Requests.PROJECT.id(), NOBODY)).isNotNull();
            assertThat(observed(context.getBean(MeterRegistry.class))).containsExactly("find none unavailable none");
        });
    }

    @Test
    void E4_aDatabaseThatIsDownIsAnErrorOfTheObservation() {
        application.run(context -> {
            UserRegistry registry = context.getBean(UserRegistry.class);
            ((AutoCloseable) context.getBean(DataSource.class)).close();
            assertThatThrownBy(() -> registry.create(Requests.shared())).isNotNull();
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(observed(meters)).containsExactly("create shared unavailable none");
            assertThat(meters.get("partyline.registry").timer().getId().getTag("error"))
                    .isEqualTo("UnavailableException");
        });
    }

    @Test
    void aConventionOfTheApplicationIsUsed() {
        application
                .withBean(RegistryObservationConvention.class, () -> new RegistryObservationConvention() {
                    @Override
                    public String getName() {
                        return "users";
                    }
                })
                .run(context -> {
                    context.getBean(UserRegistry.class).find(Requests.PROJECT.id(), NOBODY);
                    assertThat(context.getBean(MeterRegistry.class)
                                    .find("users")
                                    .timer())
                            .isNotNull();
                });
    }

    private static List<String> observed(MeterRegistry meters) {
        return meters(meters)
                .map(Meter::getId)
                .filter(id -> id.getName().equals("partyline.registry"))
                .map(id -> String.join(
                        " ",
                        Stream.of("operation", "kind", "outcome", "refusal")
                                .map(id::getTag)
                                .toList()))
                .toList();
    }

    private static Stream<Meter> meters(MeterRegistry meters) {
        return meters.getMeters().stream();
    }
}
