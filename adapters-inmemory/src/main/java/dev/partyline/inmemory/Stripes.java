package dev.partyline.inmemory;

import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.PlaceId;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Locks for keys, taken in one order by all. Whoever holds those of a change's keys is alone with every user that could conflict with it. All keys with a phone share
 * that phone's stripe, so that nearly every change needs a single lock, and the line may be chosen under it.
 */
final class Stripes {
    /** A power of two, far more than processors. */
    private static final int COUNT = 1024;

    private final ReentrantLock[] locks =
            IntStream.range(0, COUNT).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    <T> T holding(Collection<Key> keys, Supplier<T> step) {
        return holding(keys, Optional.empty(), step);
    }

    <T> T holding(Collection<Key> keys, Optional<PlaceId> place, Supplier<T> step) {
        int[] stripes = IntStream.concat(
                        keys.stream().mapToInt(Stripes::stripe), place.stream().mapToInt(Stripes::stripe))
                .sorted()
                .distinct()
                .toArray();
        for (int stripe : stripes) {
            locks[stripe].lock();
        }
        try {
            return step.get();
        } finally {
            for (int stripe : stripes) {
                locks[stripe].unlock();
            }
        }
    }

    private static int stripe(Key key) {
        return stripe(key.<Integer>fold(
                sharedPhone -> sharedPhone.phone().hashCode(),
                Key.SharedEmail::hashCode,
                dedicatedPair -> dedicatedPair.phone().hashCode(),
                phoneOnLine -> phoneOnLine.phone().hashCode()));
    }

    private static int stripe(PlaceId place) {
        return stripe(place.hashCode());
    }

    private static int stripe(int hash) {
        return (hash ^ (hash >>> 16)) & (COUNT - 1);
    }
}
