package dev.partyline.inmemory;

import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which slot holds which key. Of line users only the phone is indexed, since nearly every phone has one user: that user
 * tells which keys it holds, and which line it is on (rule P2), and is found by all of them from the instant at which
 * its slot has it. Reads need no lock; who writes holds the {@link Stripes} of the keys.
 */
final class KeyIndex {
    private final Map<PhoneNumber, Slots> lineUsers = new ConcurrentHashMap<>();

    /** By keys that are not about a line user's phone. */
    private final Map<Key, Slot> others = new ConcurrentHashMap<>();

    /** The slot whose active user holds the key. */
    @Nullable
    Slot get(Key key) {
        PhoneNumber phone = key.linePhone();
        if (phone == null) {
            Slot slot = others.get(key);
            return slot != null && holds(slot, key) ? slot : null;
        }
        for (Slots slots = lineUsers.get(phone); slots != null; slots = slots.rest()) {
            if (holds(slots.first(), key)) {
                return slots.first();
            }
        }
        return null;
    }

    /** What leads to a slot may be there before its user has the key, and after. */
    private static boolean holds(Slot slot, Key key) {
        User user = slot.active();
        return user != null && user.keys().contains(key);
    }

    /** The lines on which the phone has an active user. */
    Set<Line> linesOf(PhoneNumber phone) {
        Set<LineUser> users = usersOf(phone);
        return users.isEmpty() ? Set.of() : users.stream().map(LineUser::line).collect(Collectors.toSet());
    }

    /** The active line users that the phone reaches. */
    Set<LineUser> usersOf(PhoneNumber phone) {
        Set<LineUser> users = Set.of();
        for (Slots slots = lineUsers.get(phone); slots != null; slots = slots.rest()) {
            if (slots.first().active() instanceof LineUser user && user.isReachedBy(phone)) {
                users = users.isEmpty() ? new HashSet<>() : users;
                users.add(user);
            }
        }
        return users;
    }

    void put(List<Key> keys, Slot slot) {
        for (Key key : keys) {
            PhoneNumber phone = key.linePhone();
            if (phone == null) {
                others.put(key, slot);
            } else {
                putPhone(phone, slot);
            }
        }
    }

    void putPhones(List<PhoneNumber> phones, Slot slot) {
        for (PhoneNumber phone : phones) {
            putPhone(phone, slot);
        }
    }

    private void putPhone(PhoneNumber phone, Slot slot) {
        lineUsers.merge(phone, slot, KeyIndex::joined);
    }

    /** The slot no longer holds the keys: to be told after its user has changed. */
    void remove(List<Key> keys, Slot slot) {
        for (Key key : keys) {
            PhoneNumber phone = key.linePhone();
            if (phone == null) {
                others.remove(key);
            } else {
                removePhone(phone, slot);
            }
        }
    }

    void removePhones(List<PhoneNumber> phones, Slot slot) {
        for (PhoneNumber phone : phones) {
            removePhone(phone, slot);
        }
    }

    private void removePhone(PhoneNumber phone, Slot slot) {
        lineUsers.computeIfPresent(phone, (same, slots) -> without(slot, same, slots));
    }

    private static Slots joined(Slots present, Slots added) {
        Slot slot = added.first();
        return contains(present, slot) ? present : new Slots.Several(slot, present);
    }

    private static boolean contains(Slots all, Slot slot) {
        for (Slots slots = all; slots != null; slots = slots.rest()) {
            if (slots.first() == slot) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Slots without(Slot removed, PhoneNumber phone, Slots all) {
        Slots others = null;
        for (Slots slots = all; slots != null; slots = slots.rest()) {
            Slot slot = slots.first();
            if (slot != removed || isOn(slot, phone)) {
                others = others == null ? slot : new Slots.Several(slot, others);
            }
        }
        return others;
    }

    private static boolean isOn(Slot slot, PhoneNumber phone) {
        return slot.active() instanceof LineUser onALine && onALine.isReachedBy(phone);
    }
}
