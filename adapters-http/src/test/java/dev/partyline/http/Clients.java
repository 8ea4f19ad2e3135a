package dev.partyline.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Clients that call while something else goes on. */
final class Clients {
    private final List<Future<Reply>> calls = new ArrayList<>();

    Clients(int number, Together.Call<Reply> call) {
        ExecutorService threads = Executors.newFixedThreadPool(number);
        for (int i = 0; i < number; i++) {
            int client = i;
            calls.add(threads.submit(() -> call.by(client)));
        }
        threads.shutdown();
    }

    /** All that is answered; waits for it. */
    List<Reply> replies() throws Exception {
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> call : calls) {
            replies.add(call.get());
        }
        return replies;
    }

    /** What was answered before the host ended. Whose connection was closed instead has no reply. */
    Stream<Reply> repliesUntilTheEnd() {
        return calls.stream().flatMap(call -> {
            try {
                return Stream.of(call.get());
            } catch (InterruptedException | ExecutionException closed) {
                return Stream.empty();
            }
        });
    }
}
