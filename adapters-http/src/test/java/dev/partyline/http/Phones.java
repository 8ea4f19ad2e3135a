package dev.partyline.http;

import java.util.concurrent.atomic.AtomicInteger;

/** Valid phone numbers that no other test uses, so that tests can share a host. */
final class Phones {
    private static final AtomicInteger NEXT = new AtomicInteger(2_000_000);

    private Phones() {}

    static String fresh() {
        return "+1212" + NEXT.getAndIncrement();
    }
}
