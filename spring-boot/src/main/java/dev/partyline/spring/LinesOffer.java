package dev.partyline.spring;

import dev.partyline.ports.driven.PoolLine;
import dev.partyline.postgres.PostgresLines;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;

/**
 * Offers the lines of the properties once the application has started, before its own runners and before it says that
 * it is ready. An application that cannot start has changed no line.
 */
final class LinesOffer implements ApplicationRunner, Ordered {
    private final PostgresLines database;
    private final List<PoolLine> lines;

    LinesOffer(PostgresLines database, List<PoolLine> lines) {
        this.database = database;
        this.lines = lines;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!lines.isEmpty()) {
            database.offer(lines);
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
