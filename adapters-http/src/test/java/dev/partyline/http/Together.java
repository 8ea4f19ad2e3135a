package dev.partyline.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients that act at once. */
final class Together {
    private Together() {}

    /** What one of them does. */
    @FunctionalInterface
    interface Call<T> {
        T by(int client) throws Exception;
    }

    /** What comes of it, client by client, when all of them do it at once. */
    static <T> List<T> atOnce(int clients, Call<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            CyclicBarrier barrier = new CyclicBarrier(clients);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return call.by(client);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
