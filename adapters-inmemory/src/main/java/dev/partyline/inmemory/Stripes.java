package dev.partyline.inmemory;

import dev.partyline.domain.user.Key;
import dev.partyline.domain.value.PhoneNumber;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Locks for keys, taken in one order by all. Whoever holds those of a change's keys is alone with every user that could
 * conflict with it. All keys with a phone share that phone's stripe, so that nearly every change needs a single lock,
 * and the line may be chosen under it.
 */
final class Stripes {
    /** A power of two, far more than processors. */
    private static final int COUNT = 1024;

    private final ReentrantLock[] locks =
            IntStream.range(0, COUNT).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    /** Does the step alone with all of the keys and phones, and with something else, such as a change or a user. */
    <T> T holding(List<Key> keys, List<PhoneNumber> phones, Object other, Supplier<T> step) {
        int[] held = lock(keys, phones, other);
        try {
            return step.get();
        } finally {
            unlock(held);
        }
    }

    /**
     * Waits until nobody else holds one of these.
     *
     * @param phones locked as keys of these phones would be
     * @return what is to be given to {@link #unlock}
     */
    int[] lock(List<Key> keys, List<PhoneNumber> phones, Object other) {
        int[] stripes = new int[keys.size() + phones.size() + 1];
        stripes[keys.size() + phones.size()] = stripe(other.hashCode());
        return lockAll(keys, phones, stripes);
    }

    /** The same, with one more. */
    int[] lock(List<Key> keys, List<PhoneNumber> phones, Object other, Object another) {
        int[] stripes = new int[keys.size() + phones.size() + 2];
        stripes[keys.size() + phones.size()] = stripe(other.hashCode());
        stripes[keys.size() + phones.size() + 1] = stripe(another.hashCode());
        return lockAll(keys, phones, stripes);
    }

    private int[] lockAll(List<Key> keys, List<PhoneNumber> phones, int[] stripes) {
        for (int i = 0; i < keys.size(); i++) {
            stripes[i] = stripe(keys.get(i));
        }
        for (int i = 0; i < phones.size(); i++) {
            stripes[keys.size() + i] = stripe(phones.get(i).hashCode());
        }
        // In ascending order. A stripe that stands there twice is locked twice, and unlocked twice.
        Arrays.sort(stripes);
        for (int stripe : stripes) {
            locks[stripe].lock();
        }
        return stripes;
    }

    void unlock(int[] held) {
        for (int i = held.length - 1; i >= 0; i--) {
            locks[held[i]].unlock();
        }
    }

    private static int stripe(Key key) {
        PhoneNumber phone = key.linePhone();
        return stripe(phone == null ? key.hashCode() : phone.hashCode());
    }

    private static int stripe(int hash) {
        return (hash ^ (hash >>> 16)) & (COUNT - 1);
    }
}
