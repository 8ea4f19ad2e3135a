package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.inmemory.InMemoryAllocatingUserStore;
import dev.partyline.inmemory.InMemoryPhonePool;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the adapter of an older version wrote, after the migrations since then, beside the same history in memory. With
 * {@code -Dpartyline.record=N} what today's adapter writes to tables of version N is recorded first.
 */
class UpgradeTest {
    private static final List<Migration> MIGRATIONS = Migration.all();
    private static final int RECORDED = Integer.getInteger("partyline.record", 0);
    private static final int LAST = MIGRATIONS.get(MIGRATIONS.size() - 1).version();

    @BeforeAll
    static void record() throws Exception {
        if (RECORDED > 0) {
            try (HikariDataSource source = Databases.fresh(Map.of(), migrations(version -> version <= RECORDED))) {
                new PostgresLines(source).offer(List.of(new PoolLine(Population.LINE, Population.CAPACITY)));
                new Population(new PostgresUserStore(source)).begin();
                Recording.write(RECORDED, source);
            }
        }
    }

    private static String migrations(IntPredicate wanted) {
        return MIGRATIONS.stream()
                .filter(migration -> wanted.test(migration.version()))
                .map(Migration::sql)
                .collect(Collectors.joining("\n"));
    }

    private static IntStream recorded() {
        return IntStream.rangeClosed(1, LAST).filter(version -> Files.exists(Recording.file(version)));
    }

    /** The last one may be recorded as well, and has to be before there is another. */
    @Test
    void everyVersionBeforeTheLastIsRecorded() {
        assertThat(MIGRATIONS)
                .extracting(Migration::version)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, LAST).boxed().toList());
        assertThat(recorded().boxed())
                .contains(1)
                .containsAll(IntStream.range(1, LAST).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatAnOlderVersionWroteIsReadAsItWasAndGoesOn(int version) {
        Population memory = new Population(new InMemoryAllocatingUserStore(InMemoryPhonePool.of(
                List.of(new dev.partyline.inmemory.PoolLine(Population.LINE, Population.CAPACITY)))));
        memory.begin();
        try (HikariDataSource source = Databases.fresh(Map.of(), migrations(older -> older <= version))) {
            Databases.execute(source, Recording.read(version));
            Databases.execute(source, migrations(newer -> newer > version));
            Leaks.assertNone(source);
            Population upgraded = memory.on(new PostgresUserStore(source));
            assertThat(upgraded.goOn()).isEqualTo(memory.goOn());
            Leaks.assertNone(source);
        }
    }
}
