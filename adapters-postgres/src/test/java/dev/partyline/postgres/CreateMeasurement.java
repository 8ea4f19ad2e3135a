package dev.partyline.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.UserRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Creates of new shared users through the registry beside bare inserts into one table with two unique indexes, through the same driver, pool and
 * server, in turns. Arguments: rounds, seconds of each turn, threads. Run by hand; docs/postgres.md says how.
 */
final class CreateMeasurement {
    private static final int TENANTS = 1_000;
    private static final int LINES = 1_000;
    private static final long FIRST_PHONE = 200_000_0000L;

    private CreateMeasurement() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        try (HikariDataSource source = Databases.fresh()) {
            Databases.execute(
                    source,
                    "CREATE TABLE bare (tenant text COLLATE \"C\", id uuid, phone bigint, line bigint, created_at timestamptz, data text,"
                            + " PRIMARY KEY (tenant, id)); CREATE UNIQUE INDEX ON bare (tenant, phone)");
            new PostgresLines(source)
                    .offer(IntStream.range(0, LINES)
                            .mapToObj(i -> PoolLine.unlimited(
                                    Line.of("+1415555%04d".formatted(i)).get()))
                            .toList());
            Map<ProjectId, Project> projects = IntStream.range(0, TENANTS)
                    .mapToObj(i -> Project.of(ProjectId.parse(UUID.randomUUID().toString())
                                    .orElseThrow())
                            .withMaxSharedUsers(1_000_000))
                    .collect(Collectors.toMap(Project::id, Function.identity()));
            List<Project> tenants = List.copyOf(projects.values());
            UserRegistry registry = UserRegistry.over(
                    new PostgresUserStore(source),
                    (project, line) -> false,
                    id -> java.util.Optional.ofNullable(projects.get(id)));
            AtomicLong phones = new AtomicLong(FIRST_PHONE);
            LongConsumer create = number -> registry.create(NewSharedUser.of(
                                    tenants.get((int) (number % TENANTS)),
                                    "+1" + number,
                                    new GivenProfile("Ada", "Lovelace", "ada@example.com"))
                            .get())
                    .get();
            LongConsumer bare = number -> insert(
                    source, "project:" + tenants.get((int) (number % TENANTS)).id(), number);
            for (int round = 0; round < rounds; round++) {
                double floor = perSecond(threads, seconds, phones, bare);
                double creates = perSecond(threads, seconds, phones, create);
                System.out.printf("bare %,.0f/s creates %,.0f/s ratio %.2f%n", floor, creates, creates / floor);
            }
            Leaks.assertNone(source);
        }
    }

    private static double perSecond(int threads, int seconds, AtomicLong phones, LongConsumer each) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long start = System.nanoTime();
        long done = Together.run(threads, thread -> {
                    long count = 0;
                    while (System.nanoTime() < end) {
                        each.accept(phones.incrementAndGet());
                        count++;
                    }
                    return count;
                })
                .stream()
                .mapToLong(count -> count)
                .sum();
        return done * 1e9 / (System.nanoTime() - start);
    }

    private static void insert(HikariDataSource source, String tenant, long phone) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO bare VALUES (?, ?, ?, 1, now(), ?) ON CONFLICT DO NOTHING")) {
            statement.setString(1, tenant);
            statement.setObject(2, UUID.randomUUID());
            statement.setLong(3, phone);
            statement.setString(4, "{\"firstName\":\"Ada\",\"lastName\":\"Lovelace\",\"email\":\"ada@example.com\"}");
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
