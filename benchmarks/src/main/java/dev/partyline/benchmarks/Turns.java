package dev.partyline.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Works that are measured in turns, so that whatever else the machine does gets in the way of all of them. */
final class Turns {
    private static final int ROUNDS = 3;
    private static final long TURN = TimeUnit.SECONDS.toNanos(3);

    /** One call of a work, in one of its threads, for a number that no other call has. */
    @FunctionalInterface
    interface Work {
        void call(int thread, long number) throws Exception;
    }

    private final AtomicLong numbers;

    /** @param first the first number that a work gets */
    Turns(long first) {
        numbers = new AtomicLong(first);
    }

    /** How often a second each work is done by so many threads: the median of its turns, the first of which is for warming up. */
    double[] perSecond(int threads, List<Work> works) throws Exception {
        double[][] rates = new double[works.size()][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            for (int work = 0; work < works.size(); work++) {
                double rate = perSecond(threads, works.get(work));
                if (round >= 0) {
                    rates[work][round] = rate;
                }
            }
        }
        return Arrays.stream(rates)
                .mapToDouble(turns -> Arrays.stream(turns).sorted().toArray()[ROUNDS / 2])
                .toArray();
    }

    private double perSecond(int threads, Work work) throws Exception {
        long start = System.nanoTime();
        long done = inThreads(threads, thread -> {
            long count = 0;
            while (System.nanoTime() - start < TURN) {
                work.call(thread, numbers.getAndIncrement());
                count++;
            }
            return count;
        });
        return done * 1e9 / (System.nanoTime() - start);
    }

    /** Does a work so often in all. */
    void times(int count, int threads, Work work) throws Exception {
        AtomicLong left = new AtomicLong(count);
        inThreads(threads, thread -> {
            while (left.getAndDecrement() > 0) {
                work.call(thread, numbers.getAndIncrement());
            }
            return 0;
        });
    }

    @FunctionalInterface
    private interface Share {
        long inThread(int thread) throws Exception;
    }

    private static long inThreads(int threads, Share share) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                tasks.add(() -> share.inThread(thread));
            }
            long sum = 0;
            for (Future<Long> done : pool.invokeAll(tasks)) {
                sum += done.get();
            }
            return sum;
        } finally {
            pool.shutdown();
        }
    }
}
