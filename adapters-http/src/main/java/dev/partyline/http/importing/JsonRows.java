package dev.partyline.http.importing;

import dev.partyline.http.body.BodyReader;
import dev.partyline.http.body.Format;
import dev.partyline.http.body.Lines;
import dev.partyline.http.body.Reading;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** The lines of a file, each of which is to be an object of JSON, as the host takes them from a client. */
final class JsonRows implements Iterator<Reading> {
    private static final int PIECE = 16 * 1024;
    private static final Request REQUEST =
            new Request("POST", "/", "", Map.of("Content-Type", List.of(Format.NDJSON.mediaType())));

    private final BodyReader bodies = new BodyReader(Set.of(Format.NDJSON));
    private final InputStream file;
    private final Lines lines = new Lines();
    private final Queue<Body> read = new ArrayDeque<>();
    private boolean ended;

    JsonRows(InputStream file) {
        this.file = file;
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty() && !ended) {
            readOn();
        }
        return !read.isEmpty();
    }

    private void readOn() {
        try {
            byte[] piece = file.readNBytes(PIECE);
            ended = piece.length < PIECE;
            read.addAll(lines.add(piece));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (ended) {
            read.addAll(lines.end());
        }
    }

    @Override
    public Reading next() {
        return bodies.read(REQUEST, read.remove());
    }
}
