package dev.partyline.ports;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** Who may begin a call while others are under way. */
class LanesOfGroupTest {
    private final Map<Integer, CountDownLatch> ends = new ConcurrentHashMap<>();
    private final Map<Integer, Thread> threads = new ConcurrentHashMap<>();
    private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();
    private final List<List<Integer>> ended = new CopyOnWriteArrayList<>();
    private final Group<Integer, Integer> group =
            new Group<>(Duration.ofHours(1), asked -> call(List.of(asked)), asked -> {
                call(asked);
                return asked;
            });

    /** It ends once each of those whose call it is may end. */
    private Integer call(List<Integer> asked) {
        underWay.addAll(asked);
        for (int each : asked) {
            try {
                mayEnd(each).await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        ended.add(List.copyOf(asked));
        return asked.get(0);
    }

    private CountDownLatch mayEnd(int asked) {
        return ends.computeIfAbsent(asked, unknown -> new CountDownLatch(1));
    }

    /** Until it waits for its turn, or for the end of its call. */
    private void start(int asked) {
        Thread thread = new Thread(() -> group.call(asked));
        threads.put(asked, thread);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && !underWay.contains(asked)) {
            Thread.onSpinWait();
        }
    }

    private void begin(int... all) {
        for (int asked : all) {
            start(asked);
            assertThat(underWay).contains(asked);
        }
    }

    private void haveToWait(int... all) {
        for (int asked : all) {
            start(asked);
            assertThat(underWay).doesNotContain(asked);
        }
    }

    private void untilUnderWay(int asked) {
        while (!underWay.contains(asked)) {
            Thread.onSpinWait();
        }
    }

    private void end(int... all) throws InterruptedException {
        for (int asked : all) {
            mayEnd(asked).countDown();
        }
        for (int asked : all) {
            requireNonNull(threads.get(asked)).join();
        }
    }

    @AfterEach
    void stop() {
        threads.keySet().forEach(asked -> mayEnd(asked).countDown());
    }

    @RepeatedTest(20)
    void B3_noMoreThanTwoCallsAreUnderWay() throws InterruptedException {
        begin(1, 2);
        haveToWait(3, 4);
        end(1);
        untilUnderWay(3);
        haveToWait(5, 6);
        end(3, 4);
        untilUnderWay(5);
        end(2, 5, 6);
        assertThat(ended).contains(List.of(3, 4), List.of(5, 6));
    }
}
