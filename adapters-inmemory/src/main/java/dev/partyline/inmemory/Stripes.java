package dev.partyline.inmemory;

import dev.partyline.domain.user.Key;
import java.util.Arrays;
import java.util.List;
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

    <T> T holding(List<Key> keys, Supplier<T> step) {
        return holding(keys, Optional.empty(), step);
    }

    /** @param other something else that the step must be alone with, such as a place */
    <T> T holding(List<Key> keys, Optional<?> other, Supplier<T> step) {
        int[] stripes = stripes(keys, other);
        int held = 0;
        try {
            while (held < stripes.length) {
                locks[stripes[held]].lock();
                held++;
            }
            return step.get();
        } finally {
            while (held > 0) {
                held--;
                locks[stripes[held]].unlock();
            }
        }
    }

    /** In ascending order. A stripe that stands there twice is locked twice, and unlocked twice. */
    private static int[] stripes(List<Key> keys, Optional<?> other) {
        int[] stripes = new int[keys.size() + (other.isPresent() ? 1 : 0)];
        for (int i = 0; i < keys.size(); i++) {
            stripes[i] = stripe(keys.get(i));
        }
        if (other.isPresent()) {
            stripes[keys.size()] = stripe(other.get().hashCode());
        }
        Arrays.sort(stripes);
        return stripes;
    }

    private static int stripe(Key key) {
        return stripe(key.linePhone().<Object>map(phone -> phone).orElse(key).hashCode());
    }

    private static int stripe(int hash) {
        return (hash ^ (hash >>> 16)) & (COUNT - 1);
    }
}
