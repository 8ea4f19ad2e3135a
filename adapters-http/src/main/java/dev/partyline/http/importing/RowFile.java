package dev.partyline.http.importing;

import dev.partyline.http.body.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;

/**
 * The rows of a file, read one by one: a CSV file, or a file with an object of JSON in each line. The end of its name
 * says which. For one thread.
 */
public final class RowFile implements AutoCloseable {
    private final SeekableByteChannel channel;
    private final Iterator<Reading> rows;

    private RowFile(SeekableByteChannel channel, Iterator<Reading> rows) {
        this.channel = channel;
        this.rows = rows;
    }

    /** Whether the name of the file ends as that of a file with rows. */
    public static boolean isOne(Path file) {
        return isCsv(file) || name(file).endsWith(".ndjson") || name(file).endsWith(".jsonl");
    }

    private static boolean isCsv(Path file) {
        return name(file).endsWith(".csv");
    }

    private static String name(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * The rows of a file.
     *
     * @throws IOException if it cannot be read, or is a CSV file without a header
     */
    public static RowFile open(Path file) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        try {
            InputStream in = Channels.newInputStream(channel);
            return new RowFile(channel, isCsv(file) ? CsvRows.of(in) : new JsonRows(in));
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * The rows that follow. It throws an {@link UncheckedIOException} if they cannot be read, or cannot be told from
     * one another.
     */
    public Iterator<Reading> rows() {
        return rows;
    }

    /** How many bytes it has. */
    public long size() throws IOException {
        return channel.size();
    }

    /** How many of them were read. */
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
