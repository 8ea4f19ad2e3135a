package dev.partyline.http.importing;

import dev.partyline.domain.value.RunName;
import dev.partyline.http.body.Reading;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.user.Bulk;
import dev.partyline.http.user.BulkSum;
import dev.partyline.http.user.Creation;
import dev.partyline.http.user.Scope;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;

/**
 * An import of users from a file (B1, B2). It shows its progress on standard error, and writes a verdict for each row
 * to another file. No more of either is in memory than some rows.
 *
 * @param run its name; empty for a dry run, which does nothing (E5)
 */
public record Import(UserRegistry registry, Scope<?> scope, Path file, Path verdicts, Optional<RunName> run) {
    private static final Request REQUEST = new Request("POST", "/", "", Map.of());
    private static final long KIBIBYTE = 1024;

    /**
     * What came of it.
     *
     * @param columns which know what they had nothing for
     */
    public record Result(BulkSum sum, Columns columns) {}

    /**
     * Carries it out.
     *
     * @throws IOException if a file cannot be read or written
     * @throws dev.partyline.ports.driven.UnavailableException if a port could not answer
     */
    public Result carryOut() throws IOException {
        Columns columns = new Columns(scope.api().name());
        Bulk bulk = new Bulk(registry, scope.api(), run.map(Run::named).orElseGet(Run::unnamed));
        try (RowFile rows = RowFile.open(file);
                Writer out = writer();
                ProgressBar bar = ProgressBar.builder()
                        .setTaskName("Import")
                        .setInitialMax(rows.size())
                        .setUnit(" KiB", KIBIBYTE)
                        .build()) {
            Consumer<String> told = line -> write(out, line);
            Iterator<Either<Answer, ? extends Creation<?, ?>>> creations = creations(rows.rows(), columns);
            for (Bulk.Batch batch = bulk.next(creations); !batch.isEmpty(); batch = bulk.next(creations)) {
                if (run.isPresent()) {
                    bulk.carryOut(batch, told);
                } else {
                    bulk.foresee(batch, told);
                }
                bar.stepTo(rows.position());
                bar.setExtraMessage(bulk.sum().rows() + " rows, " + bulk.sum().refused() + " refused");
            }
            told.accept(bulk.sum().json() + "\n");
        } catch (UncheckedIOException failure) {
            throw Objects.requireNonNull(failure.getCause());
        }
        return new Result(bulk.sum(), columns);
    }

    private Writer writer() throws IOException {
        try {
            return Files.newBufferedWriter(verdicts);
        } catch (FileSystemException failure) {
            throw new IOException("cannot write " + verdicts);
        }
    }

    private Iterator<Either<Answer, ? extends Creation<?, ?>>> creations(Iterator<Reading> rows, Columns columns) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Either<Answer, ? extends Creation<?, ?>> next() {
                Reading row = rows.next();
                return scope.creation(
                        REQUEST,
                        row instanceof Reading.Read read ? new Reading.Read(columns.members(read.members())) : row);
            }
        };
    }

    private static void write(Writer out, String line) {
        try {
            out.write(line);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
