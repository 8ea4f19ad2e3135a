package dev.partyline.http;

import dev.partyline.http.Options.WrongUsageException;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.server.Limits;
import dev.partyline.http.server.Workers;
import dev.partyline.http.server.Workers.Bounds;
import dev.partyline.http.store.HostStore;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long the host waits for whom. Immutable.
 *
 * @param request for a request as a whole
 * @param queue of a request for others
 * @param database for a statement
 */
record Patience(Duration request, Duration queue, Duration database) {
    /** Whoever asks for the health of the host wants to know it soon, or that it is bad. */
    private static final Duration HEALTH = Duration.ofMillis(1_500);

    private static final int LONGEST_QUEUE = 1_000;

    /** Few, so that most of the database is left to short work. */
    private static final int LONG_AT_ONCE = 2;

    /** That of the process: its system properties, or what clients may rely on. */
    static Patience ofProcess() throws WrongUsageException {
        return new Patience(
                property("partyline.request-time", Duration.ofSeconds(30)),
                property("partyline.queue-time", Duration.ofSeconds(5)),
                property("partyline.database-time", Duration.ofSeconds(10)));
    }

    private static Duration property(String name, Duration otherwise) throws WrongUsageException {
        try {
            Duration duration = Duration.parse(System.getProperty(name, otherwise.toString()));
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(Duration.ofHours(1)) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException notADuration) {
            throw new WrongUsageException(name + " must be a duration, such as PT30S");
        }
        throw new WrongUsageException(name + " must be from PT1S to PT1H");
    }

    Limits limits() {
        return Limits.DEFAULT.withRequest(request);
    }

    /** Workers over this store. Those that hash leave a processor to the others, if there is more than one. */
    Workers workers(HostStore store) {
        Map<Lane, Bounds> lanes = new EnumMap<>(Lane.class);
        int hashing = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        lanes.put(Lane.PASSWORDS, new Bounds(hashing, LONGEST_QUEUE, queue, request));
        lanes.put(Lane.LONG, new Bounds(LONG_AT_ONCE, LONGEST_QUEUE, queue, request));
        if (store.waits()) {
            lanes.put(Lane.STORE, new Bounds(HostStore.CONNECTIONS, LONGEST_QUEUE, queue, request));
            lanes.put(Lane.HEALTH, new Bounds(1, LONGEST_QUEUE, HEALTH, HEALTH));
            lanes.put(Lane.FIGURES, new Bounds(1, LONGEST_QUEUE, queue, request));
        }
        return Workers.of(lanes);
    }
}
