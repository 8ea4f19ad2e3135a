package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Creates from many threads, and whether a store still says what was told of them. Each is of a person who comes as a
 * shared user that is changed then, under an idempotency key as a subscriber, and as an app user that is erased in the
 * end. Half of the threads share their commits. Two readers take the events meanwhile.
 */
final class Creations {
    private static final int THREADS = 8;
    private static final int READERS = 2;

    private final SampleTenants tenants = new SampleTenants(project -> project.withMaxSharedUsers(1_000_000));
    private final AtomicInteger next = new AtomicInteger();
    private final Semaphore acknowledged = new Semaphore(0);
    private final Set<Integer> unknown = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private final Set<UserId> erased = ConcurrentHashMap.newKeySet();
    private final Map<Integer, SharedUser> shared = new ConcurrentHashMap<>();
    private final Map<Integer, SubscriberUser> subscribers = new ConcurrentHashMap<>();
    private final EventReaders readers = new EventReaders();

    private UserRegistry registry(DataSource source) {
        return UserRegistry.of(PostgresUserStore.own(source), tenants);
    }

    /** Creates from all threads, for as long as what happens meanwhile takes. */
    void during(DataSource clients, Runnable happens) {
        UserRegistry registry = registry(clients);
        UserRegistry inGroups = UserRegistry.of(GroupCommit.over(PostgresUserStore.own(clients)), tenants);
        AtomicBoolean over = new AtomicBoolean();
        Together.run(THREADS + READERS + 1, thread -> {
            if (thread < THREADS) {
                while (!over.get()) {
                    create(thread % 2 == 0 ? registry : inGroups, next.incrementAndGet());
                }
            } else if (thread < THREADS + READERS) {
                readers.read(registry, over::get);
            } else {
                try {
                    happens.run();
                } finally {
                    over.set(true);
                }
            }
            return thread;
        });
    }

    private void create(UserRegistry registry, int who) {
        unknown.add(who);
        try {
            shared.put(who, changed(registry, newcomer(registry, who)));
            comeAndGo(registry, who);
            subscribers.put(who, subscriber(registry, who));
            unknown.remove(who);
            acknowledged.release();
        } catch (UnavailableException asked) {
            // Whether it was done is found out when it is asked for again.
            return;
        }
    }

    /** The first that is asked for anybody: if it has no effect, there is nobody. */
    private SharedUser newcomer(UserRegistry registry, int who) {
        try {
            return shared(registry, who).user();
        } catch (UnavailableException asked) {
            if (asked.effect() == Effect.NONE) {
                refused.add(who);
            }
            throw asked;
        }
    }

    private Outcome<SharedUser> shared(UserRegistry registry, int who) {
        return registry.create(tenants.shared(who, "Ada", null)).get();
    }

    private SharedUser changed(UserRegistry registry, SharedUser user) {
        GivenSharedUserPatch given = GivenSharedUserPatch.NONE.withLastName(Setting.to("Byron"));
        return SharedUserPatch.of(tenants.project, user.id(), given)
                .flatMap(registry::change)
                .get()
                .user();
    }

    private void comeAndGo(UserRegistry registry, int who) {
        AppUser user = registry.create(tenants.app(who, who, null)).get().user();
        registry.deactivate(user.tenant(), user.id());
        registry.erase(Erasure.of(user.tenant(), user.id()));
        erased.add(user.id());
    }

    private SubscriberUser subscriber(UserRegistry registry, int who) {
        return registry.create(tenants.subscriber(who, who).withIdempotencyKey(SampleTenants.key(who)))
                .get()
                .user();
    }

    /** Waits until so many more people have been acknowledged. */
    void await(int more) {
        acknowledged.drainPermits();
        try {
            acknowledged.acquire(more);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The users that were acknowledged and are not there as they were. */
    Set<User> lost(DataSource source) {
        UserRegistry registry = registry(source);
        Set<User> lost = new HashSet<>(shared.values());
        lost.addAll(subscribers.values());
        lost.removeAll(listed(registry, tenants.project.id()));
        lost.removeAll(listed(registry, tenants.account.id()));
        return lost;
    }

    private static Set<AnyUser> listed(UserRegistry registry, TenantId tenant) {
        return listed(registry, Listing.of(tenant, Listing.MAX_LIMIT));
    }

    private static Set<AnyUser> listed(UserRegistry registry, Listing listing) {
        Set<AnyUser> users = new HashSet<>();
        for (Optional<Listing> rest = Optional.of(listing); rest.isPresent(); ) {
            Page page = registry.list(rest.get());
            users.addAll(page.rows());
            rest = page.next().map(listing::from);
        }
        return users;
    }

    /** Nobody is lost, who is unknown is one user once it is asked for again, and nothing else has come of it. */
    void assertKept(HikariDataSource source) {
        UserRegistry registry = registry(source);
        Leaks.assertNone(source);
        assertThat(lost(source)).isEmpty();
        assertThat(listed(registry, tenants.app.id()))
                .as("who was erased")
                .extracting(AnyUser::id)
                .noneMatch(erased::contains);
        for (int who : unknown) {
            Outcome<SharedUser> outcome = shared(registry, who);
            if (refused.contains(who)) {
                assertThat(outcome).as("who was said not to be made").isInstanceOf(Outcome.Created.class);
            }
            SharedUser user = outcome.user();
            assertThat(shared(registry, who)).isEqualTo(new Outcome.Returned<>(user));
            shared.put(who, user);
            subscribers.put(who, subscriber(registry, who));
        }
        unknown.clear();
        refused.clear();
        assertThat(listed(registry, tenants.project.id())).isEqualTo(Set.copyOf(shared.values()));
        assertThat(listed(registry, tenants.account.id())).isEqualTo(Set.copyOf(subscribers.values()));
        subscribers.forEach((who, user) -> assertThat(subscriber(registry, who))
                .as("the answer of its key")
                .isEqualTo(user));
        Leaks.assertNone(source);
        assertTold(source);
    }

    /** A day later, when every lease has ended. */
    private void assertTold(DataSource source) {
        InstantSource tomorrow = () -> Instant.now().plus(Duration.ofDays(1));
        UserRegistry registry =
                UserRegistry.of(PostgresUserStore.own(source), tenants, RegistryOptions.DEFAULT.withClock(tomorrow));
        for (TenantId tenant : List.of(tenants.project.id(), tenants.account.id(), tenants.app.id())) {
            Listing everybody = Listing.of(tenant, Listing.MAX_LIMIT).in(EnumSet.allOf(Listing.State.class));
            readers.assertTold(registry, listed(registry, everybody));
        }
    }
}
