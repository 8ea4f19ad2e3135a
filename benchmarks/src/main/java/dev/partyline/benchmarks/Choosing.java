package dev.partyline.benchmarks;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedUserRules;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.LinePreference.Near;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Version;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.postgres.PostgresPhonePool;
import dev.partyline.postgres.PostgresSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/**
 * What it costs to lease a place on a line near the phone, and to give it back, among few and many lines and countries.
 */
final class Choosing {
    private static final int BATCHES = 11;
    private static final int LINES = 10_000;
    private static final int COUNTRIES = 10;

    /** As many as one country has numbers for here. */
    private static final int OF_COUNTRIES = 900;

    private static final int IN_MEMORY = 20_000;
    private static final int ON_POSTGRES = 200;
    private static final Goal FLAT = Goal.atMost(2, "flat: at most 2");
    private static final Project PROJECT = Project.of(
                    ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get())
            .withLines(LinePreference.first(Near.AREA));
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    private Choosing() {}

    private interface Pools {
        PhonePool of(List<PoolLine> lines);
    }

    static List<Row> measure() throws Exception {
        List<Row> rows = new ArrayList<>(rows("choose a near line in memory", IN_MEMORY, InMemoryPhonePool::of));
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                HikariDataSource source = connections(server)) {
            Flyway.configure()
                    .dataSource(server.getPostgresDatabase())
                    .locations(PostgresSchema.LOCATION)
                    .table(PostgresSchema.HISTORY_TABLE)
                    .load()
                    .migrate();
            rows.addAll(rows("choose a near line on PostgreSQL", ON_POSTGRES, lines -> {
                new PostgresLines(source).offer(lines);
                return new PostgresPhonePool(source);
            }));
        }
        return rows;
    }

    private static HikariDataSource connections(EmbeddedPostgres server) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.getPostgresDatabase());
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    private static List<Row> rows(String work, int batch, Pools pools) {
        point(LINES, COUNTRIES, batch, pools);
        Map<Integer, Double> byLines = new LinkedHashMap<>();
        for (int lines : new int[] {10, 1_000, 100_000}) {
            byLines.put(lines, point(lines, Math.min(lines, COUNTRIES * 15), batch, pools));
        }
        Map<Integer, Double> byCountries = new LinkedHashMap<>();
        for (int countries : new int[] {1, 10, 250}) {
            byCountries.put(countries, point(OF_COUNTRIES, countries, batch, pools));
        }
        return List.of(
                row("%s, 10 to 100,000 lines: the worst".formatted(work), "itself with 10", byLines),
                row("%s, 1 to 250 countries: the worst".formatted(work), "itself with 1", byCountries));
    }

    private static Row row(String work, String floor, Map<Integer, Double> costs) {
        double worst = costs.values().stream().mapToDouble(cost -> cost).max().orElseThrow();
        return Row.against(floor, work, "ns", worst, costs.values().iterator().next(), FLAT);
    }

    private static double point(int lines, int countries, int batch, Pools pools) {
        List<Line> numbers = numbers(lines, countries);
        PhonePool pool = pools.of(numbers.stream().map(PoolLine::unlimited).toList());
        List<LineWish> wishes = numbers.stream()
                .limit(batch)
                .map(line -> SharedUserRules.wish(phoneNear(line), PROJECT))
                .toList();
        double[] costs = new double[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            long start = System.nanoTime();
            for (int j = 0; j < batch; j++) {
                UserId user = new UserId(new UUID(i, j));
                ChangeId place = ChangeId.of(user);
                pool.lease(new PhonePool.LeaseRequest(
                        new Version(PROJECT.id(), user, 1, place), Set.of(), wishes.get(j % wishes.size())));
                pool.release(place);
            }
            costs[i] = (double) (System.nanoTime() - start) / batch;
        }
        Arrays.sort(costs);
        double median = costs[BATCHES / 2];
        System.err.printf("%,d lines of %,d countries: %,.0f ns%n", lines, countries, median);
        return median;
    }

    /** Every line is of the area and the country of some phone: here, of its own number. */
    private static PhoneNumber phoneNear(Line line) {
        return line.number();
    }

    /** So many numbers, evenly from so many countries: the examples of libphonenumber with other last digits. */
    private static List<Line> numbers(int lines, int countries) {
        List<String> prefixes = UTIL.getSupportedRegions().stream()
                .sorted()
                .limit(countries)
                .map(UTIL::getExampleNumber)
                .filter(number -> number != null)
                .map(Choosing::prefix)
                .toList();
        Set<Line> numbers = new LinkedHashSet<>();
        for (int i = 0; numbers.size() < lines && i < 1_000; i++) {
            for (String prefix : prefixes) {
                if (numbers.size() < lines) {
                    Line.of(prefix + "%03d".formatted(i)).forEach(numbers::add);
                }
            }
        }
        return List.copyOf(numbers);
    }

    private static String prefix(Phonenumber.PhoneNumber example) {
        String number = UTIL.format(example, PhoneNumberUtil.PhoneNumberFormat.E164);
        return number.substring(0, number.length() - 3);
    }
}
