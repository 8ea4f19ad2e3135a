package dev.partyline.inmemory.simulation;

import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.Registries;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.Listing;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a client asks of the registry. */
sealed interface Task {
    /** What is about no user of its own. */
    String EVENTS = "events";

    /** Asks it, and tells the answer. */
    Object on(Registries registry);

    /** What the answer may be, and what comes of it, where the rules are asked at one instant. */
    List<SequentialModel> after(SequentialModel model, SimulatedCall call);

    /** Of the parts of all that there is, no two of which have anything in common (T1), the one that this is about. */
    String part();

    /** Whether it may change what others see. */
    default boolean changes() {
        return false;
    }

    /** Lines are shared by all projects (P2); nothing else is by two tenants. */
    private static String partOf(TenantId tenant) {
        return tenant instanceof ProjectId ? "projects" : tenant.toString();
    }

    /**
     * Creates a user, or foresees it.
     *
     * @param request the same each time, but with a password that nobody has wiped yet
     */
    record Create(Supplier<? extends CreateRequest<?, ?>> request, boolean dry) implements Task {
        @Override
        public Object on(Registries registry) {
            return dry
                    ? registry.users().foresee(request.get())
                    : registry.users().create(request.get());
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.create(this, call);
        }

        @Override
        public boolean changes() {
            return !dry;
        }

        @Override
        public String part() {
            return partOf(request.get().tenant());
        }

        @Override
        public String toString() {
            CreateRequest<?, ?> made = request.get();
            return (dry ? "foresee " : "create ") + made.getClass().getSimpleName() + " "
                    + made.fingerprint().hex().substring(0, 8)
                    + made.idempotencyKey().map(key -> " under a key").orElse("") + " in " + made.tenant();
        }
    }

    /** Deactivates a user. */
    record Deactivate(TenantId tenant, UserId id) implements Task {
        @Override
        public Object on(Registries registry) {
            return registry.users().deactivate(tenant, id);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.deactivate(this, call);
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public String part() {
            return partOf(tenant);
        }
    }

    /** Makes a subscriber belong to a customer, or no longer. */
    record Belong(AccountId account, UserId id, CustomerId customer, boolean joins) implements Task {
        @Override
        public Object on(Registries registry) {
            return joins
                    ? registry.users().join(account, id, customer)
                    : registry.users().leave(account, id, customer);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.belong(this, call);
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public String part() {
            return partOf(account);
        }
    }

    /**
     * Changes a user, or foresees it.
     *
     * @param request holds no password, so that it may be repeated
     */
    record ChangeUser(ChangeRequest<?> request, boolean dry) implements Task {
        @Override
        public Object on(Registries registry) {
            return dry ? registry.users().foresee(request) : registry.users().change(request);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.change(this, call);
        }

        @Override
        public boolean changes() {
            return !dry;
        }

        @Override
        public String part() {
            return partOf(request.tenant());
        }

        @Override
        public String toString() {
            return (dry ? "foresee " : "") + request + " "
                    + request.fingerprint().hex().substring(0, 8)
                    + request.idempotencyKey().map(key -> " under a key").orElse("")
                    + (request.ifVersion().isPresent()
                            ? " if version " + request.ifVersion().getAsLong()
                            : "");
        }
    }

    /** Erases a user. */
    record Erase(Erasure request) implements Task {
        @Override
        public Object on(Registries registry) {
            return registry.users().erase(request);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.erase(this, call);
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public String part() {
            return partOf(request.tenant());
        }
    }

    /** Asks for events to handle. What it is told is judged where it is told. */
    record LeaseEvents(int most, Duration time) implements Task {
        @Override
        public Object on(Registries registry) {
            return registry.users().leaseEvents(most, time);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return List.of(model);
        }

        @Override
        public String part() {
            return EVENTS;
        }
    }

    /** Says that events are handled. */
    record EventsDone(List<EventId> events) implements Task {
        @Override
        public Object on(Registries registry) {
            registry.users().eventsDone(events);
            return events;
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return List.of(model);
        }

        @Override
        public String part() {
            return EVENTS;
        }

        @Override
        public String toString() {
            return "done " + events.stream().map(EventId::text).toList();
        }
    }

    /** Asks what happened to a user. What it is told is judged where it is told. */
    record History(TenantId tenant, UserId id) implements Task {
        @Override
        public Object on(Registries registry) {
            return registry.users().history(tenant, id);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return List.of(model);
        }

        @Override
        public String part() {
            return EVENTS;
        }
    }

    /** R4: finds a user by its id, in any state. */
    record Find(TenantId tenant, UserId id) implements Task {
        @Override
        public Object on(Registries registry) {
            return registry.users().findInAnyState(tenant, id);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.where(call.isAnswer(model.findInAnyState(tenant, id)));
        }

        @Override
        public String part() {
            return partOf(tenant);
        }
    }

    /** Finds the user that a message is for. */
    record FindOnLine(PhoneNumber phone, Line line) implements Task {
        @Override
        public Object on(Registries registry) {
            return registry.users().find(phone, line);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.where(call.isAnswer(model.find(phone, line)));
        }

        @Override
        public String part() {
            return "projects";
        }
    }

    /** Finds the user that a message is for, or that it would have been for (R5). */
    record FindRoute(PhoneNumber phone, Line line) implements Task {
        @Override
        public Object on(Registries registry) {
            return registry.users().route(phone, line);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.where(model.routes(phone, line, call.times()).anyMatch(call::isAnswer));
        }

        @Override
        public String part() {
            return "projects";
        }
    }

    /** Retires a line, and moves its next users. It is judged move by move. */
    record Retire(Line line, Optional<LinePosition> after, int most) implements Task {
        @Override
        public Object on(Registries registry) {
            return registry.lines().retire(line, after, most);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            throw new AssertionError("it happens at no one instant");
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public String part() {
            return "projects";
        }
    }

    /** P6: moves a user of a line that is retired, which nobody asks for alone. */
    record Move(ProjectId project, UserId id, Line line) implements Task {
        @Override
        public Object on(Registries registry) {
            throw new AssertionError("a part of a retirement");
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.move(this, call);
        }

        @Override
        public boolean changes() {
            return true;
        }

        @Override
        public String part() {
            return "projects";
        }
    }

    /** Lists a tenant's users. */
    record ListUsers(TenantId tenant, boolean inAnyState) implements Task {
        @Override
        public Object on(Registries registry) {
            Listing listing = Listing.of(tenant, Listing.MAX_LIMIT);
            return registry.users().list(inAnyState ? listing.in(EnumSet.allOf(Listing.State.class)) : listing);
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return model.where(call.isAnswer(model.list(tenant, inAnyState)));
        }

        @Override
        public String part() {
            return partOf(tenant);
        }
    }

    /** Gives back what crashes left leased; nobody sees anything of it. */
    record Sweep() implements Task {
        @Override
        public Object on(Registries registry) {
            return registry.users().sweep();
        }

        @Override
        public List<SequentialModel> after(SequentialModel model, SimulatedCall call) {
            return List.of(model);
        }

        @Override
        public String part() {
            return "projects";
        }
    }
}
