package dev.partyline.inmemory;

import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.FormerPair;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The phones and lines that users were moved away from (rule R5). A pair is put here before its user leaves it. It
 * counts from the instant at which the user's slot no longer has it, until the user is active no longer. So the change
 * of a slot begins and ends it.
 */
final class FormerPairs {
    private final Map<PhoneNumber, List<Entry>> byPhone = new ConcurrentHashMap<>();
    private final Map<Slot, List<Entry>> bySlot = new ConcurrentHashMap<>();

    /** The first to end before the others. */
    private final Set<Entry> byEnd =
            new ConcurrentSkipListSet<>(Comparator.comparing((Entry entry) -> entry.pair.until())
                    .thenComparing(entry -> entry.slot, Slot.BY_CREATION)
                    .thenComparing(entry -> entry.pair.phone().e164())
                    .thenComparing(entry -> entry.pair.line().e164()));

    private record Entry(FormerPair pair, Slot slot) {
        /** The active user that it leads to; null if it does not count. */
        @Nullable
        LineUser user() {
            return slot.active() instanceof LineUser user
                            && !(user.line().equals(pair.line()) && user.isReachedBy(pair.phone()))
                    ? user
                    : null;
        }

        boolean counts() {
            return user() != null;
        }
    }

    /** The user is about to leave the line, or to have it under other phones. */
    void put(LineUser user, List<PhoneNumber> phones, Instant until, Slot slot) {
        for (PhoneNumber phone : phones) {
            Entry entry = new Entry(new FormerPair(phone, user.line(), user.project(), user.id(), until), slot);
            remove(slot, phone, user.line());
            byPhone.merge(phone, List.of(entry), FormerPairs::joined);
            bySlot.merge(slot, List.of(entry), FormerPairs::joined);
            byEnd.add(entry);
        }
    }

    /** Those that count, with this phone. */
    Set<FormerPair> of(PhoneNumber phone) {
        List<Entry> entries = byPhone.getOrDefault(phone, List.of());
        Set<FormerPair> pairs = entries.isEmpty() ? Set.of() : new HashSet<>();
        for (Entry entry : entries) {
            if (entry.counts()) {
                pairs.add(entry.pair);
            }
        }
        return pairs;
    }

    /** The lines that the phone is former on, of another slot than this. */
    Set<Line> linesOf(PhoneNumber phone, @Nullable Slot but) {
        List<Entry> entries = byPhone.getOrDefault(phone, List.of());
        Set<Line> lines = entries.isEmpty() ? Set.of() : new HashSet<>();
        for (Entry entry : entries) {
            if (!entry.slot.equals(but) && entry.counts()) {
                lines.add(entry.pair.line());
            }
        }
        return lines;
    }

    /** The user that the pair leads to; null if there is none. */
    @Nullable
    Slot get(PhoneNumber phone, Line line) {
        for (Entry entry : byPhone.getOrDefault(phone, List.of())) {
            if (entry.pair.line().equals(line) && entry.counts()) {
                return entry.slot;
            }
        }
        return null;
    }

    /** Its user is no longer active, so that none of them counts. */
    void removeAll(Slot slot) {
        List<Entry> entries = bySlot.remove(slot);
        if (entries != null) {
            entries.forEach(this::removeFromOthers);
        }
    }

    /** Its user has the pair again. */
    void remove(Slot slot, PhoneNumber phone, Line line) {
        bySlot.getOrDefault(slot, List.of()).stream()
                .filter(entry ->
                        entry.pair.phone().equals(phone) && entry.pair.line().equals(line))
                .forEach(this::remove);
    }

    /** How many of those that have ended by now were removed, at most so many. */
    int removeEnded(Instant now, int most) {
        int removed = 0;
        for (Entry entry : byEnd) {
            if (removed == most || entry.pair.until().isAfter(now)) {
                break;
            }
            remove(entry);
            removed++;
        }
        return removed;
    }

    private void remove(Entry entry) {
        bySlot.computeIfPresent(entry.slot, (slot, entries) -> without(entry, entries));
        removeFromOthers(entry);
    }

    private void removeFromOthers(Entry entry) {
        byPhone.computeIfPresent(entry.pair.phone(), (phone, entries) -> without(entry, entries));
        byEnd.remove(entry);
    }

    private static List<Entry> joined(List<Entry> present, List<Entry> added) {
        return Stream.concat(present.stream(), added.stream()).toList();
    }

    private static @Nullable List<Entry> without(Entry removed, List<Entry> entries) {
        List<Entry> rest =
                entries.stream().filter(entry -> !entry.equals(removed)).toList();
        return rest.isEmpty() ? null : rest;
    }
}
