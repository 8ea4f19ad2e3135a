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
import java.util.stream.Stream;
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
        for (Slot slot : lineUsersOf(phone)) {
            if (holds(slot, key)) {
                return slot;
            }
        }
        return null;
    }

    /** What leads to a slot may be there before its user has the key, and after. */
    private static boolean holds(Slot slot, Key key) {
        User user = slot.active();
        return user != null && user.keys().contains(key);
    }

    /** The lines on which one of the phones has an active user. */
    Set<Line> linesOf(List<PhoneNumber> phones) {
        return phones.size() == 1
                ? linesOf(phones.get(0))
                : phones.stream().flatMap(phone -> linesOf(phone).stream()).collect(Collectors.toSet());
    }

    private Set<Line> linesOf(PhoneNumber phone) {
        Set<LineUser> users = usersOf(phone);
        return users.isEmpty() ? Set.of() : users.stream().map(LineUser::line).collect(Collectors.toSet());
    }

    /** The active line users that the phone reaches. */
    Set<LineUser> usersOf(PhoneNumber phone) {
        Set<LineUser> users = Set.of();
        for (Slot slot : lineUsersOf(phone)) {
            if (slot.active() instanceof LineUser user && user.isReachedBy(phone)) {
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

    private List<Slot> lineUsersOf(PhoneNumber phone) {
        Slots slots = lineUsers.get(phone);
        return slots == null ? List.of() : slots.all();
    }

    private static Slots joined(Slots present, Slots added) {
        return present.all().containsAll(added.all())
                ? present
                : new Slots.Several(Stream.concat(present.all().stream(), added.all().stream())
                        .toList());
    }

    private static @Nullable Slots without(Slot removed, PhoneNumber phone, Slots slots) {
        List<Slot> rest = slots.all().stream()
                .filter(slot -> slot != removed || isOn(slot, phone))
                .toList();
        return switch (rest.size()) {
            case 0 -> null;
            case 1 -> rest.get(0);
            default -> new Slots.Several(rest);
        };
    }

    private static boolean isOn(Slot slot, PhoneNumber phone) {
        return slot.active() instanceof LineUser onALine && onALine.isReachedBy(phone);
    }
}
