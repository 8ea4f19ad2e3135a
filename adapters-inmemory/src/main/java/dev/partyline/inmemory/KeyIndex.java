package dev.partyline.inmemory;

import dev.partyline.domain.user.Key;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which slot holds which key. The lines of a phone are kept together, so that they are told without looking at other phones (rule
 * P2). Reads need no lock; who writes holds the {@link Stripes} of the keys.
 */
final class KeyIndex {
    private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

    /** Nearly every phone is on one line, and has the smallest map there is; the others have a concurrent one. */
    private final Map<PhoneNumber, Map<Line, Slot>> lines = new ConcurrentHashMap<>();

    @Nullable
    Slot get(Key key) {
        return key instanceof Key.PhoneOnLine on ? onLinesOf(on.phone()).get(on.line()) : slots.get(key);
    }

    /** The lines that the phone is on: a view, for whoever holds the phone's stripe. */
    Set<Line> linesOf(PhoneNumber phone) {
        return onLinesOf(phone).keySet();
    }

    void put(Key key, Slot slot) {
        if (key instanceof Key.PhoneOnLine on) {
            lines.merge(on.phone(), Map.of(on.line(), slot), KeyIndex::joined);
        } else {
            slots.put(key, slot);
        }
    }

    void remove(Key key) {
        if (key instanceof Key.PhoneOnLine on) {
            lines.computeIfPresent(on.phone(), (phone, onLines) -> without(on.line(), onLines));
        } else {
            slots.remove(key);
        }
    }

    private Map<Line, Slot> onLinesOf(PhoneNumber phone) {
        return lines.getOrDefault(phone, Map.of());
    }

    private static Map<Line, Slot> joined(Map<Line, Slot> present, Map<Line, Slot> added) {
        Map<Line, Slot> joined = present instanceof ConcurrentHashMap ? present : new ConcurrentHashMap<>(present);
        joined.putAll(added);
        return joined;
    }

    private static @Nullable Map<Line, Slot> without(Line line, Map<Line, Slot> onLines) {
        if (onLines.size() > 1) {
            onLines.remove(line);
            return onLines;
        }
        return onLines.containsKey(line) ? null : onLines;
    }
}
