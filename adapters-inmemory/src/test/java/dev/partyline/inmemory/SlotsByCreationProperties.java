package dev.partyline.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The order of listings, against a sorted set: with more slots than a block takes, many of one instant. */
class SlotsByCreationProperties {
    private static final int MOST = 4 * SlotsByCreation.LARGEST_BLOCK;

    @Property(tries = 200)
    void L5_slotsAreKeptInOrderWhereverTheyAreAddedAndRemoved(
            @ForAll @IntRange(min = 0, max = MOST) int ascending,
            @ForAll @Size(max = MOST) List<@IntRange(min = -MOST, max = MOST) Integer> steps,
            @ForAll @IntRange(min = 0, max = MOST) int position) {
        SlotsByCreation slots = new SlotsByCreation();
        NavigableSet<Slot> expected = new TreeSet<>(Slot.BY_CREATION);
        for (int i = 0; i < ascending; i++) {
            slots.add(slot(i));
            expected.add(slot(i));
        }
        for (int step : steps) {
            Slot before = slot(Math.abs(step));
            Slot slot = slot(Math.abs(step) + 1);
            if (step < 0) {
                slots.remove(slot);
                expected.remove(slot);
            } else {
                slots.add(slot);
                expected.add(slot);
            }
            assertThat(next(slots, before))
                    .isEqualTo(Optional.ofNullable(expected.higher(before)).map(found -> found.id));
        }

        List<Slot> all = new ArrayList<>();
        slots.visit(all::add);
        assertThat(all).usingElementComparator(Slot.BY_CREATION).containsExactlyElementsOf(expected);

        List<Slot> after = new ArrayList<>();
        slots.visitAfter(slot(position), slot -> after.add(slot) && after.size() < 10);
        assertThat(after)
                .usingElementComparator(Slot.BY_CREATION)
                .containsExactlyElementsOf(expected.tailSet(slot(position), false).stream()
                        .limit(10)
                        .toList());
    }

    /** The slot that comes after this one, which need not be there. */
    private static Optional<UserId> next(SlotsByCreation slots, Slot before) {
        List<Slot> found = new ArrayList<>();
        slots.visitAfter(before, slot -> !found.add(slot));
        return found.stream().findFirst().map(slot -> slot.id);
    }

    /** Three slots of each instant, told apart by their ids. */
    private static Slot slot(int number) {
        return new Slot(new UserId(new UUID(0, number)), Instant.ofEpochSecond(number / 3));
    }
}
