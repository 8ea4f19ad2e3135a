package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.postgres.Distribution.Layout;
import dev.partyline.postgres.Distribution.Place;
import dev.partyline.postgres.Distribution.Placed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which ways of distributing the tables over a cluster are refused. */
class DistributionTest {
    private static Optional<String> unsupported(Function<String, Place> place) {
        return unsupported(place, table -> 1);
    }

    private static Optional<String> unsupported(Function<String, Place> place, Function<String, Integer> group) {
        return distribution(place, group, "read committed").unsupported();
    }

    private static Distribution distribution(
            Function<String, Place> place, Function<String, Integer> group, String isolation) {
        return new Distribution(
                Distribution.TABLES.stream()
                        .map(table -> new Placed(table, place.apply(table), group.apply(table)))
                        .toList(),
                isolation);
    }

    private static Place byTenant(String table) {
        return Distribution.OF_TENANTS.contains(table) ? Place.BY_TENANT : Place.IN_METADATA;
    }

    @Test
    void itKnowsEveryTable() {
        List<String> tables = Pattern.compile("CREATE TABLE (\\w+)")
                .matcher(Databases.migration())
                .results()
                .map(table -> table.group(1))
                .toList();
        assertThat(Distribution.TABLES).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void plainTablesAndCellsAreSupported() {
        assertThat(unsupported(table -> Place.PLAIN)).isEmpty();
        assertThat(unsupported(table -> Place.ON_ONE_NODE)).isEmpty();
    }

    @Test
    void tablesByTenantWithThePoolInTheMetadataAreSupported() {
        assertThat(unsupported(DistributionTest::byTenant)).isEmpty();
        assertThat(distribution(DistributionTest::byTenant, table -> 1, "read committed")
                        .layout())
                .hasValue(Layout.BY_TENANT);
        for (String other : Distribution.TABLES) {
            for (Place place : Place.values()) {
                if (place != byTenant(other)) {
                    assertThat(unsupported(table -> table.equals(other) ? place : byTenant(table)))
                            .as("%s %s", other, place)
                            .isPresent();
                }
            }
        }
        for (String apart : Distribution.OF_TENANTS) {
            assertThat(unsupported(DistributionTest::byTenant, table -> table.equals(apart) ? 2 : 1))
                    .isPresent();
        }
    }

    /** A server that is killed between the commits of both would lose users that were acknowledged. */
    @Test
    void E6_aPlainTableBesideDistributedOnesIsRefused() {
        for (String plain : Distribution.TABLES) {
            assertThat(unsupported(table -> table.equals(plain) ? Place.PLAIN : Place.ON_ONE_NODE))
                    .hasValueSatisfying(words -> assertThat(words).startsWith(plain + " is a plain table"));
            assertThat(unsupported(table -> table.equals(plain) ? Place.PLAIN : Place.OTHER))
                    .hasValueSatisfying(words -> assertThat(words).startsWith(plain + " is a plain table"));
        }
    }

    @Test
    void P4_aReferenceTableIsRefused() {
        for (String copied : Distribution.TABLES) {
            assertThat(unsupported(table -> table.equals(copied) ? Place.ON_EVERY_NODE : Place.ON_ONE_NODE))
                    .hasValueSatisfying(words -> assertThat(words).startsWith(copied + " is a reference table"));
        }
        assertThat(unsupported(table -> Place.ON_EVERY_NODE)).isPresent();
    }

    @Test
    void tablesThatDoNotMoveTogetherAreRefused() {
        for (String apart : Distribution.TABLES) {
            assertThat(unsupported(table -> Place.ON_ONE_NODE, table -> table.equals(apart) ? 2 : 1))
                    .isPresent();
        }
    }

    /** A commit that fails at a worker comes back as XX000, and so is not made again. */
    @Test
    void onDistributedTablesAnyOtherIsolationThanReadCommittedIsRefused() {
        for (String isolation : List.of("repeatable read", "serializable")) {
            for (Function<String, Place> places :
                    List.<Function<String, Place>>of(table -> Place.ON_ONE_NODE, DistributionTest::byTenant)) {
                assertThat(distribution(places, table -> 1, isolation).unsupported())
                        .hasValueSatisfying(words -> assertThat(words).endsWith("these are " + isolation));
            }
            assertThat(distribution(table -> Place.PLAIN, table -> 0, isolation).unsupported())
                    .isEmpty();
        }
    }

    @Test
    void anyOtherWayIsRefused() {
        assertThat(unsupported(table -> Place.OTHER)).isPresent();
        for (String other : Distribution.TABLES) {
            assertThat(unsupported(table -> table.equals(other) ? Place.OTHER : Place.ON_ONE_NODE))
                    .isPresent();
        }
    }
}
