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
    /** For each number, the head of its ring. */
    private final TreeMap<Integer, Link> heads = new TreeMap<>();

    /** A member of a ring; alone, it is its own neighbour. */
    static class Link {
        private Link previous = this;
        private Link next = this;

        private void insertBefore(Link other) {
            previous = other.previous;
            next = other;
            previous.next = this;
            next.previous = this;
        }

        private void remove() {
            previous.next = next;
            next.previous = previous;
            previous = this;
            next = this;
        }

        private boolean isAlone() {
            return next == this;
        }
    }

    void add(int number, Link link) {
        link.insertBefore(heads.computeIfAbsent(number, absent -> new Link()));
    }

    /** Nothing happens if it is in no ring. */
    void remove(int number, Link link) {
        link.remove();
        Link head = heads.get(number);
        if (head != null && head.isAlone()) {
            heads.remove(number);
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
