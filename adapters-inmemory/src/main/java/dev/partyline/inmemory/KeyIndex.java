package dev.partyline.inmemory;

import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which slot holds which key. Of line users only the phone is indexed, since nearly every phone has one user: that user tells which keys it
 * holds, and which line it is on (rule P2), and is found by all of them from the instant at which its slot has it. Reads need no lock; who
 * writes holds the {@link Stripes} of the keys.
 */
final class KeyIndex {
    private final Map<PhoneNumber, List<Slot>> lineUsers = new ConcurrentHashMap<>();

    /** By keys that are not about a line user's phone. */
    private final Map<Key, Slot> others = new ConcurrentHashMap<>();

    /** The slot whose active user holds the key. */
    @Nullable
    Slot get(Key key) {
        Optional<PhoneNumber> phone = key.linePhone();
        if (phone.isEmpty()) {
            return others.get(key);
        }
        for (Slot slot : lineUsersOf(phone.get())) {
            if (slot.active() instanceof LineUser user && user.keys().contains(key)) {
                return slot;
            }
        }
        return null;
    }

    /** The lines on which the phone has an active user. */
    Set<Line> linesOf(PhoneNumber phone) {
        List<Slot> slots = lineUsersOf(phone);
        if (slots.isEmpty()) {
            return Set.of();
        }
        Set<Line> lines = new HashSet<>();
        for (Slot slot : slots) {
            if (slot.active() instanceof LineUser user) {
                lines.add(user.line());
            }
        }
        return lines;
    }

    void put(List<Key> keys, Slot slot) {
        for (Key key : keys) {
            key.linePhone()
                    .ifPresentOrElse(
                            phone -> lineUsers.merge(phone, List.of(slot), KeyIndex::joined),
                            () -> others.put(key, slot));
        }
    }

    /** The slot no longer holds the keys: to be told after its user has changed. */
    void remove(List<Key> keys, Slot slot) {
        for (Key key : keys) {
            key.linePhone()
                    .ifPresentOrElse(
                            phone -> lineUsers.computeIfPresent(phone, (same, slots) -> without(slot, same, slots)),
                            () -> others.remove(key));
        }
    }

    private List<Slot> lineUsersOf(PhoneNumber phone) {
        return lineUsers.getOrDefault(phone, List.of());
    }

    private static List<Slot> joined(List<Slot> present, List<Slot> added) {
        return present.containsAll(added)
                ? present
                : Stream.concat(present.stream(), added.stream()).toList();
    }

    private static @Nullable List<Slot> without(Slot removed, PhoneNumber phone, List<Slot> slots) {
        List<Slot> rest = slots.stream()
                .filter(slot -> slot != removed || isOn(slot, phone))
                .toList();
        return rest.isEmpty() ? null : rest;
    }

    private static boolean isOn(Slot slot, PhoneNumber phone) {
        return slot.active() instanceof LineUser user && user.phone().equals(phone);
    }
}
