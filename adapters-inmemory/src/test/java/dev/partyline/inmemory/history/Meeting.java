package dev.partyline.inmemory.history;

import java.util.concurrent.Phaser;

/** Where clients wait until every other one has come too, or has ended: so that what can go wrong between them does. */
final class Meeting {
    private final Phaser phaser;
    private final Thread host = Thread.currentThread();

    Meeting(int clients) {
        phaser = new Phaser(clients);
    }

    /** Waits for the others; but for the thread that made the meeting, which is none of them. */
    void await() {
        if (!Thread.currentThread().equals(host)) {
            phaser.arriveAndAwaitAdvance();
        }
    }

    /** This client comes no more. */
    void leave() {
        phaser.arriveAndDeregister();
    }
}
