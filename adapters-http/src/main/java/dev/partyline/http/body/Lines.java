package dev.partyline.http.body;

import dev.partyline.http.exchange.Body;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the lines out of bytes that come in pieces. A line ends with a line feed, before which a carriage return may
 * be. Of a line that is too long for a body, no more is kept than it takes to know that. A line of nothing but white
 * space is none. For one thread and one text.
 */
public final class Lines {
    /** One byte too many, and a carriage return. */
    private static final int MOST_KEPT = Body.LIMIT + 2;

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** The lines that end in these bytes. */
    public List<Body> add(byte[] bytes) {
        List<Body> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                keep(bytes, from, i);
                lines.addAll(end());
                from = i + 1;
            }
        }
        keep(bytes, from, bytes.length);
        return lines;
    }

    /** The line that the text ends with, if it does not end with a line feed. */
    public List<Body> end() {
        byte[] line = begun.toByteArray();
        begun.reset();
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        return length <= Body.LIMIT && isBlank(line)
                ? List.of()
                : List.of(Body.of(length == line.length ? line : Arrays.copyOf(line, length)));
    }

    private void keep(byte[] bytes, int from, int to) {
        begun.write(bytes, from, Math.min(to - from, MOST_KEPT - begun.size()));
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
