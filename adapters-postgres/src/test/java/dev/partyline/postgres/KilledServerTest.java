package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.UnavailableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed under load, with no time to write anything down, and starts again. */
class KilledServerTest {
    private static final int KILLS = 5;
    private static final int THREADS = 8;
    private static final int ACKNOWLEDGED = 150;

    /** How long it takes a request to find out that there is no server any more. */
    private static final int LONGEST_WAIT_MILLIS = 1_000;

    private final Set<Integer> unknown = ConcurrentHashMap.newKeySet();
    private final Map<Integer, SharedUser> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, SubscriberUser> subscribers = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final World world = new World(project -> project.withMaxSharedUsers(1_000_000));

    @Test
    void E6_whatIsAcknowledgedStaysAndWhatIsUnknownIsSettledByAskingAgain(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        for (int kill = 0; kill <= KILLS; kill++) {
            try (EmbeddedPostgres postgres = Server.durable()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .start();
                    HikariDataSource source =
                            Databases.open(postgres.getJdbcUrl("postgres", "postgres"), "public", Map.of())) {
                source.setConnectionTimeout(LONGEST_WAIT_MILLIS);
                if (kill == 0) {
                    Databases.execute(source, Databases.migration());
                    new PostgresLines(source).offer(World.pool(1_000_000));
                }
                UserRegistry registry = UserRegistry.over(new PostgresUserStore(source), world, world);
                assertAsAcknowledged(registry, source);
                if (kill < KILLS) {
                    underLoad(registry, () -> kill9(source));
                    assertThat(acknowledged).hasSizeGreaterThan((kill + 1) * ACKNOWLEDGED / 2);
                }
            }
        }
    }

    private void assertAsAcknowledged(UserRegistry registry, HikariDataSource source) {
        Leaks.assertNone(source);
        acknowledged.forEach((who, user) ->
                assertThat(registry.find(world.project.id(), user.id())).contains(user));
        for (int who : unknown) {
            SharedUser user =
                    registry.create(world.shared(who, "Ada", null)).get().user();
            assertThat(registry.create(world.shared(who, "Ada", null)).get()).isEqualTo(new Outcome.Returned<>(user));
            acknowledged.put(who, user);
            SubscriberUser subscriber = subscriber(registry, who);
            assertThat(subscriber(registry, who)).isEqualTo(subscriber);
            subscribers.put(who, subscriber);
        }
        unknown.clear();
        subscribers.forEach((who, user) -> assertThat(subscriber(registry, who))
                .as("the answer of its key")
                .isEqualTo(user));
        assertThat(Databases.number(
                        source, "SELECT count(*) FROM partyline_user WHERE kind = 0 AND deactivated_at IS NULL"))
                .isEqualTo(acknowledged.size());
        assertThat(registry.list(Listing.of(world.account.id(), 1)).rows().size())
                .isEqualTo(Math.min(1, subscribers.size()));
        Leaks.assertNone(source);
    }

    private SubscriberUser subscriber(UserRegistry registry, int who) {
        return registry.create(world.subscriber(who, who).withIdempotencyKey(World.key(who)))
                .get()
                .user();
    }

    /** Threads that create until the server is gone. */
    private void underLoad(UserRegistry registry, Runnable kill) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED);
        Thread killer = new Thread(() -> {
            try {
                assertThat(enough.await(1, TimeUnit.MINUTES)).isTrue();
                kill.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        Together.run(THREADS, thread -> {
            while (true) {
                int who = next.incrementAndGet();
                unknown.add(who);
                try {
                    SharedUser user = registry.create(world.shared(who, "Ada", null))
                            .get()
                            .user();
                    acknowledged.put(who, user);
                    subscribers.put(who, subscriber(registry, who));
                    unknown.remove(who);
                    enough.countDown();
                } catch (UnavailableException gone) {
                    return thread;
                }
            }
        });
        killer.join();
    }

    /** The postmaster, and every process that it has started. */
    private static void kill9(HikariDataSource source) {
        long backend = Databases.number(source, "SELECT pg_backend_pid()");
        ProcessHandle postmaster =
                ProcessHandle.of(backend).orElseThrow().parent().orElseThrow();
        postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }
}
