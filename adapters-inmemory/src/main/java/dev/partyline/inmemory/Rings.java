package dev.partyline.inmemory;

import static java.util.Objects.requireNonNull;

import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Links by a number, the lowest first. Those of one number form a ring and take turns: whoever comes back to it goes to
 * its end. Not safe for use by several threads.
 */
final class Rings {
    private final TreeMap<Integer, Head> heads = new TreeMap<>();

    /** Of the ring that the last link came to, where the next one most often comes to as well. */
    private @Nullable Head last;

    /** A member of a ring; alone, it is its own neighbour. */
    static class Link {
        private Link previous = this;
        private Link next = this;

        /** Of the ring that it is in; null if it is in none. */
        private @Nullable Head head;

        private void insertBefore(Head inserted) {
            head = inserted;
            previous = ((Link) inserted).previous;
            next = inserted;
            previous.next = this;
            next.previous = this;
        }

        private void remove() {
            head = null;
            previous.next = next;
            next.previous = previous;
            previous = this;
            next = this;
        }
    }

    private static final class Head extends Link {
        final Integer number;

        Head(Integer number) {
            this.number = number;
        }

        boolean isAlone() {
            return ((Link) this).next == this;
        }
    }

    void add(int number, Link link) {
        if (last == null || last.number != number) {
            last = heads.computeIfAbsent(number, Head::new);
        }
        link.insertBefore(last);
    }

    /** Nothing happens if it is in no ring. */
    void remove(Link link) {
        Head head = link.head;
        link.remove();
        if (head != null && head.isAlone()) {
            heads.remove(head.number);
            last = head == last ? null : last;
        }
    }

    /** The first link that will do; null if none does. */
    @Nullable
    Link first(Predicate<Link> does) {
        // By keys: an iterator would be one object more for each create.
        for (Integer number = lowest(); number != null; number = heads.higherKey(number)) {
            Link head = requireNonNull(heads.get(number));
            for (Link link = head.next; link != head; link = link.next) {
                if (does.test(link)) {
                    return link;
                }
            }
        }
        return null;
    }

    private @Nullable Integer lowest() {
        return heads.isEmpty() ? null : heads.firstKey();
    }
}
