package dev.partyline.postgres;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.PasswordHasher;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * A history of everything that a store keeps, the same whenever it is played: users of every kind, active and not, of a project with a limit
 * and of one of the earlier edition, with idempotency keys, on a line that becomes full. It begins on one store and can go on on another.
 *
 * <p>What it begins with has been recorded, and so stays as it is: what a later version can keep besides is for a history of its own.
 */
final class Population {
    /** The only line, so that every store chooses the same one. */
    static final Line LINE = World.POOL.get(0);

    static final int CAPACITY = 13;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.000001Z");
    private static final int PEOPLE = 7;
    private static final int NEW_PEOPLE = 3;

    private static final Place LIMITED = new Place(0, new World(project(1).withMaxSharedUsers(5)));
    private static final Place EARLIER = new Place(
            100,
            new World(
                    project(2).withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL).withRecreation(Recreation.REVIVE)));
    private static final List<Place> PLACES = List.of(LIMITED, EARLIER);

    /** Tenants with people of their own, from the first one on: a phone is on the line but once. */
    private record Place(int first, World world) {
        List<TenantId> tenants() {
            return List.of(world.project.id(), world.consoleProject.id(), world.account.id(), world.app.id());
        }
    }

    private final AllocatingUserStore store;
    private final Map<UserId, User> known;
    private final List<Object> answers = new ArrayList<>();
    private long ids;
    private Instant now;
    private LongSupplier numbers = () -> ++ids;

    /** A history that is yet to begin. */
    Population(AllocatingUserStore store) {
        this(store, Map.of(), 0, START);
    }

    private Population(AllocatingUserStore store, Map<UserId, User> known, long ids, Instant now) {
        this.store = store;
        this.known = new LinkedHashMap<>(known);
        this.ids = ids;
        this.now = now;
    }

    /** The same history, as far as it has come, on a store that has what came of it. */
    Population on(AllocatingUserStore other) {
        return new Population(other, known, ids, now);
    }

    void begin() {
        for (Place place : PLACES) {
            create(place, 0, PEOPLE);
            shared(place, place.first, "Eve");
            known.values().stream()
                    .filter(SubscriberUser.class::isInstance)
                    .forEach(user -> join(place, user.id(), "c1"));
            List<User> users = List.copyOf(known.values());
            for (int i = 0; i < users.size(); i += 3) {
                deactivate(users.get(i));
            }
            create(place, 0, 2);
        }
    }

    /** What is answered: to questions, to the same again and to what is new, within a day and after it, and once everybody is gone. */
    List<Object> goOn() {
        answers.clear();
        // Stores may differ in how many ids they leave unused.
        numbers = () -> ids + now.getEpochSecond();
        ask();
        for (Place place : PLACES) {
            create(place, 0, PEOPLE + NEW_PEOPLE);
            answer(on(place)
                    .create(place.world
                            .subscriber(place.first, place.first)
                            .withIdempotencyKey(World.key(place.first))));
        }
        now = now.plus(Duration.ofDays(1));
        for (Place place : PLACES) {
            create(place, 0, PEOPLE);
        }
        List<User> users = List.copyOf(known.values());
        users.forEach(this::deactivate);
        for (Place place : PLACES) {
            create(place, 1, PEOPLE);
        }
        ask();
        return List.copyOf(answers);
    }

    private static Project project(int number) {
        return Project.of(ProjectId.parse(new UUID(0x4000, Long.MIN_VALUE + number).toString())
                .orElseThrow());
    }

    private UserRegistry on(Place place) {
        return UserRegistry.over(
                store,
                place.world,
                place.world,
                RegistryOptions.DEFAULT.withClock(() -> now).withIds(this::next).withPasswords(new SamePassword()));
    }

    private UserId next() {
        long number = numbers.getAsLong();
        return new UserId(new UUID(number * 0x9E3779B97F4A7C15L, number));
    }

    /** One user of each kind for each of these people. */
    private void create(Place place, int from, int to) {
        for (int who = place.first + from; who < place.first + to; who++) {
            shared(place, who, "Ada");
            answer(on(place).create(place.world.dedicated(who, who % 2)));
            answer(on(place)
                    .create(NewCustomerUser.of(
                                    place.world.consoleProject,
                                    new GivenCustomerUser(
                                            "c",
                                            World.email(who),
                                            "First",
                                            "Last",
                                            "a password of 25 letters",
                                            true,
                                            null))
                            .get()));
            answer(on(place).create(place.world.subscriber(who, who + 50).withIdempotencyKey(World.key(who))));
            answer(on(place).create(place.world.app(who, who + 50, "external-" + who)));
        }
    }

    private void shared(Place place, int who, String firstName) {
        NewSharedUser request = place.world.shared(who, firstName, World.email(who));
        answer(on(place).create(who % 2 == 0 ? request : request.withIdempotencyKey(World.key(who))));
    }

    private void join(Place place, UserId id, String customer) {
        answers.add(on(place)
                .join(place.world.account.id(), id, CustomerId.of(customer).get()));
        later();
    }

    private void deactivate(User user) {
        answers.add(on(LIMITED).deactivate(user.tenant(), user.id()));
        later();
    }

    private void ask() {
        for (Place place : PLACES) {
            place.tenants()
                    .forEach(tenant -> answers.add(
                            on(place).list(Listing.of(tenant, Listing.MAX_LIMIT).withDeactivated())));
        }
        known.values().forEach(user -> {
            answers.add(on(LIMITED).find(user.tenant(), user.id()));
            if (user instanceof LineUser on) {
                answers.add(on(LIMITED).find(on.phone(), on.line()));
            }
        });
    }

    private void answer(Either<? extends Refusal, ? extends Outcome<? extends User>> answer) {
        answer.forEach(outcome -> known.put(outcome.user().id(), outcome.user()));
        answers.add(answer);
        later();
    }

    private void later() {
        now = now.plusSeconds(1);
    }

    /** Makes the same hash each time, so that the history is the same. */
    private static final class SamePassword implements PasswordHasher {
        private static final PasswordHash HASH = new PasswordHash("the hash");

        @Override
        public PasswordHash hash(Password password) {
            return HASH;
        }

        @Override
        public boolean verify(Password password, PasswordHash hash) {
            return hash.equals(HASH);
        }
    }
}
