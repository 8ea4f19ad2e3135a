package dev.partyline.inmemory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Slots in the order of listings (rule L5), in blocks that are sorted themselves. Nearly every slot comes to the end of
 * the last block, which costs one comparison; anywhere else it costs two binary searches and the shift of one block.
 * Safe for use by many threads.
 */
final class SlotsByCreation {
    static final int LARGEST_BLOCK = 512;

    private final ReentrantLock lock = new ReentrantLock();

    /** None is empty, but for the only one. */
    private final List<List<Slot>> blocks = new ArrayList<>(List.of(new ArrayList<>()));

    /** Nothing happens if it is there. */
    void add(Slot slot) {
        lock.lock();
        try {
            List<Slot> last = blocks.get(blocks.size() - 1);
            if (!last.isEmpty() && Slot.BY_CREATION.compare(slot, last.get(last.size() - 1)) <= 0) {
                insert(slot);
            } else if (last.size() < LARGEST_BLOCK) {
                last.add(slot);
            } else {
                List<Slot> next = new ArrayList<>(LARGEST_BLOCK);
                next.add(slot);
                blocks.add(next);
            }
        } finally {
            lock.unlock();
        }
    }

    private void insert(Slot slot) {
        int index = blockOf(slot);
        List<Slot> block = blocks.get(index);
        int found = search(block, slot);
        if (found >= 0) {
            return;
        }
        block.add(insertionPoint(found), slot);
        if (block.size() > LARGEST_BLOCK) {
            List<Slot> upperHalf = block.subList(LARGEST_BLOCK / 2, block.size());
            blocks.add(index + 1, new ArrayList<>(upperHalf));
            upperHalf.clear();
        }
    }

    /** Nothing happens if it is not there. */
    void remove(Slot slot) {
        guarded(() -> {
            int index = blockOf(slot);
            List<Slot> block = blocks.get(index);
            int found = search(block, slot);
            if (found < 0) {
                return false;
            }
            block.remove(found);
            if (block.isEmpty() && blocks.size() > 1) {
                blocks.remove(index);
            }
            return true;
        });
    }

    /** Shows the slots from the first on, as long as the visitor wants more. */
    void visit(Predicate<Slot> visitor) {
        guarded(() -> visit(0, 0, visitor));
    }

    /** Shows the slots that come after this one, which need not be there, as long as the visitor wants more. */
    void visitAfter(Slot slot, Predicate<Slot> visitor) {
        guarded(() -> {
            int index = blockOf(slot);
            int found = search(blocks.get(index), slot);
            return visit(index, found >= 0 ? found + 1 : insertionPoint(found), visitor);
        });
    }

    private boolean visit(int firstBlock, int firstSlot, Predicate<Slot> visitor) {
        int from = firstSlot;
        for (List<Slot> block : blocks.subList(firstBlock, blocks.size())) {
            for (Slot slot : block.subList(from, block.size())) {
                if (!visitor.test(slot)) {
                    return false;
                }
            }
            from = 0;
        }
        return true;
    }

    /** The last block that does not begin after the slot, or else the first one. */
    private int blockOf(Slot slot) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (Slot.BY_CREATION.compare(blocks.get(middle).get(0), slot) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static int search(List<Slot> block, Slot slot) {
        return Collections.binarySearch(block, slot, Slot.BY_CREATION);
    }

    private static int insertionPoint(int notFound) {
        return -notFound - 1;
    }

    private <T> T guarded(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
