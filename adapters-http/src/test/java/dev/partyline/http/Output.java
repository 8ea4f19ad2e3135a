package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The lines that a process writes to one of its streams, from the first to the last. */
final class Output {
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Void> end;
    private boolean ended;

    Output(InputStream stream) {
        // A thread of its own: were a process not listened to, it would stand still as soon as the pipe is full.
        end = CompletableFuture.runAsync(() -> read(stream), task -> new Thread(task, "output").start());
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            reader.lines().forEach(this::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The first line of which this holds, waited for; nothing if the stream ends without it. */
    synchronized Optional<String> await(Predicate<String> wanted) throws InterruptedException {
        while (true) {
            Optional<String> line = lines.stream().filter(wanted).findFirst();
            if (line.isPresent() || ended) {
                return line;
            }
            wait();
        }
    }

    /** The lines until now. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Everything; waits for the stream's end. */
    String all() {
        end.join();
        synchronized (this) {
            return String.join("\n", lines);
        }
    }
}
