package dev.partyline.spring.observation;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.ErasureRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.Rekeyed;
import dev.partyline.ports.Route;
import dev.partyline.ports.Run;
import dev.partyline.ports.Usage;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A registry each call of which is observed. */
final class ObservedUserRegistry implements UserRegistry {
    private static final String FOUND = "found";
    private static final String NOT_FOUND = "not_found";
    private static final String DONE = "done";

    private final UserRegistry registry;
    private final ObservationRegistry observations;
    private final RegistryObservationConvention convention;

    ObservedUserRegistry(
            UserRegistry registry, ObservationRegistry observations, RegistryObservationConvention convention) {
        this.registry = registry;
        this.observations = observations;
        this.convention = convention;
    }

    @Override
    public <R extends Refusal, U extends User> Either<R, Outcome<U>> create(CreateRequest<R, U> request) {
        return observed("create", kind(request), () -> registry.create(request), told(ObservedUserRegistry::named));
    }

    @Override
    public <R extends Refusal, U extends User> Either<R, Forecast<U>> foresee(CreateRequest<R, U> request) {
        return observed("foresee", kind(request), () -> registry.foresee(request), told(ObservedUserRegistry::named));
    }

    @Override
    public <U extends User> Either<ChangeRefusal, Outcome<U>> change(ChangeRequest<U> request) {
        return observed("change", kind(request), () -> registry.change(request), told(ObservedUserRegistry::named));
    }

    @Override
    public <U extends User> Either<ChangeRefusal, Forecast<U>> foresee(ChangeRequest<U> request) {
        return observed(
                "foresee_change", kind(request), () -> registry.foresee(request), told(ObservedUserRegistry::named));
    }

    @Override
    public <R extends Refusal, U extends User> Iterator<Verdict<R, U>> createAll(
            Run run, Iterator<? extends CreateRequest<? extends R, ? extends U>> requests) {
        return eachObserved("create_all", registry.createAll(run, requests));
    }

    @Override
    public <U extends User> Iterator<Verdict<ChangeRefusal, U>> changeAll(
            Run run, Iterator<? extends ChangeRequest<? extends U>> requests) {
        return eachObserved("change_all", registry.changeAll(run, requests));
    }

    /** One observation for each row. The first of those that are carried out together takes the time of all of them. */
    private <R extends Refusal, U extends User> Iterator<Verdict<R, U>> eachObserved(
            String operation, Iterator<Verdict<R, U>> verdicts) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return verdicts.hasNext();
            }

            @Override
            public Verdict<R, U> next() {
                return observed(operation, RegistryObservationContext.NONE, verdicts::next, ObservedUserRegistry::told);
            }
        };
    }

    private static <R extends Refusal, U extends User> void told(
            RegistryObservationContext context, Verdict<R, U> verdict) {
        verdict.answer().forEach(outcome -> context.setKind(name(outcome.user().kind())));
        ObservedUserRegistry.<Outcome<U>>told(ObservedUserRegistry::named).accept(context, verdict.answer());
    }

    @Override
    public Either<DeactivationRefusal, DeactivatedUser> deactivate(Deactivation request) {
        return observed(
                "deactivate",
                RegistryObservationContext.NONE,
                () -> registry.deactivate(request),
                toldWithKind(former -> DONE));
    }

    @Override
    public Either<ErasureRefusal, ErasedUser> erase(Erasure request) {
        return observed(
                "erase", RegistryObservationContext.NONE, () -> registry.erase(request), toldWithKind(erased -> DONE));
    }

    @Override
    public Optional<AnyUser> findInAnyState(TenantId tenant, UserId id) {
        return observed(
                "find",
                RegistryObservationContext.NONE,
                () -> registry.findInAnyState(tenant, id),
                ObservedUserRegistry::found);
    }

    @Override
    public Map<Key, User> find(TenantId tenant, Collection<? extends Key> keys) {
        return observed(
                "find_by_key",
                RegistryObservationContext.NONE,
                () -> registry.find(tenant, keys),
                (context, found) -> context.answered(found.isEmpty() ? NOT_FOUND : FOUND));
    }

    @Override
    public Either<Refusal.UnknownTenant, Usage> usage(TenantId tenant) {
        return observed("usage", RegistryObservationContext.NONE, () -> registry.usage(tenant), told(usage -> DONE));
    }

    @Override
    public List<Event> leaseEvents(int most, Duration time) {
        return observed(
                "lease_events",
                RegistryObservationContext.NONE,
                () -> registry.leaseEvents(most, time),
                (context, events) -> context.answered(DONE));
    }

    @Override
    public void eventsDone(Collection<EventId> events) {
        observed(
                "events_done",
                RegistryObservationContext.NONE,
                () -> {
                    registry.eventsDone(events);
                    return events;
                },
                (context, done) -> context.answered(DONE));
    }

    @Override
    public int eventsNotDone(int most) {
        return observed(
                "events_not_done",
                RegistryObservationContext.NONE,
                () -> registry.eventsNotDone(most),
                (context, count) -> context.answered(DONE));
    }

    @Override
    public List<Event> history(TenantId tenant, UserId id) {
        return observed(
                "history",
                RegistryObservationContext.NONE,
                () -> registry.history(tenant, id),
                (context, events) -> context.answered(DONE));
    }

    @Override
    public Optional<Route> route(PhoneNumber phone, Line line) {
        return observed(
                "route",
                RegistryObservationContext.NONE,
                () -> registry.route(phone, line),
                (context, route) -> found(context, route.map(Route::user)));
    }

    @Override
    public Page list(Listing listing) {
        return observed(
                "list",
                RegistryObservationContext.NONE,
                () -> registry.list(listing),
                (context, page) -> context.answered(DONE));
    }

    @Override
    public Either<Refusal.UnknownTenant, Rekeyed> rekey(TenantId tenant, Optional<ListPosition> after, int most) {
        return observed(
                "rekey",
                RegistryObservationContext.NONE,
                () -> registry.rekey(tenant, after, most),
                told(rekeyed -> DONE));
    }

    @Override
    public int adoptPlan() {
        return observed(
                "adopt_plan",
                RegistryObservationContext.NONE,
                registry::adoptPlan,
                (context, before) -> context.answered(DONE));
    }

    @Override
    public int sweep() {
        return observed(
                "sweep", RegistryObservationContext.NONE, registry::sweep, (context, swept) -> context.answered(DONE));
    }

    private <T> T observed(
            String operation, String kind, Supplier<T> call, BiConsumer<RegistryObservationContext, ? super T> told) {
        RegistryObservationContext context = new RegistryObservationContext(operation, kind);
        Supplier<T> observed = () -> {
            T answer = call.get();
            told.accept(context, answer);
            return answer;
        };
        return Observation.createNotStarted(convention, () -> context, observations)
                .observe(observed);
    }

    private static <T> BiConsumer<RegistryObservationContext, Either<? extends Refusal, T>> told(
            Function<? super T, String> outcome) {
        return (context, answer) -> {
            if (answer.isLeft()) {
                context.refused(answer.getLeft().code());
            } else {
                context.answered(outcome.apply(answer.get()));
            }
        };
    }

    private static <U extends AnyUser>
            BiConsumer<RegistryObservationContext, Either<? extends Refusal, U>> toldWithKind(
                    Function<? super U, String> outcome) {
        return (context, answer) -> {
            answer.forEach(user -> context.setKind(name(user.kind())));
            ObservedUserRegistry.<U>told(outcome).accept(context, answer);
        };
    }

    private static void found(RegistryObservationContext context, Optional<? extends AnyUser> user) {
        user.ifPresent(known -> context.setKind(name(known.kind())));
        context.answered(user.isPresent() ? FOUND : NOT_FOUND);
    }

    private static String kind(CreateRequest<?, ?> request) {
        return name(request.<UserKind>fold(
                shared -> UserKind.SHARED,
                dedicated -> UserKind.DEDICATED,
                customer -> UserKind.CUSTOMER,
                subscriber -> UserKind.SUBSCRIBER,
                app -> UserKind.APP));
    }

    private static String kind(ChangeRequest<?> request) {
        return name(request.<UserKind>fold(
                shared -> UserKind.SHARED,
                dedicated -> UserKind.DEDICATED,
                customer -> UserKind.CUSTOMER,
                subscriber -> UserKind.SUBSCRIBER,
                app -> UserKind.APP));
    }

    private static String name(UserKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String named(Outcome<?> outcome) {
        return outcome.fold(created -> "created", returned -> "returned", updated -> "updated", revived -> "revived");
    }

    private static String named(Forecast<?> forecast) {
        return forecast.fold(
                create -> "would_create",
                returned -> "would_return",
                update -> "would_update",
                revive -> "would_revive");
    }
}
