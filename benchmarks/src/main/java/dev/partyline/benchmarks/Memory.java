package dev.partyline.benchmarks;

import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.UserRegistry;
import java.lang.ref.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** The bytes that a user takes in memory. */
final class Memory {
    private static final int USERS = 500_000;
    private static final Cast CAST = Cast.of(100, 1_000);

    private Memory() {}

    private record Entry(UUID id, PhoneNumber phone, Line line, Instant createdAt) {}

    private record PhoneOnLine(PhoneNumber phone, Line line) {}

    static List<Row> measure() {
        return List.of(Row.against(
                "a record in a map, with two indexes",
                "memory of a user",
                "bytes",
                partyline(),
                floor(),
                Goal.ratioAtMost(1.4)));
    }

    private static double partyline() {
        UserRegistry registry = CAST.registry();
        return perUser(user -> registry.create(CAST.request(user)), registry);
    }

    /** A record in a map, with an index by id and one by phone and line. */
    private static double floor() {
        Map<PhoneNumber, Entry> users = new ConcurrentHashMap<>();
        Map<UUID, Entry> byId = new ConcurrentHashMap<>();
        Map<PhoneOnLine, Entry> byPhoneOnLine = new ConcurrentHashMap<>();
        IntConsumer create = user -> {
            NewSharedUser request = CAST.request(user);
            Line line = CAST.lines().get(user % CAST.lines().size());
            Entry entry = new Entry(UUID.randomUUID(), request.phone(), line, Instant.now());
            users.put(entry.phone(), entry);
            byId.put(entry.id(), entry);
            byPhoneOnLine.put(new PhoneOnLine(entry.phone(), line), entry);
        };
        return perUser(create, List.of(users, byId, byPhoneOnLine));
    }

    private static double perUser(IntConsumer create, Object kept) {
        create.accept(USERS);
        long before = used();
        try {
            for (int user = 0; user < USERS; user++) {
                create.accept(user);
            }
            return (double) (used() - before) / USERS;
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
