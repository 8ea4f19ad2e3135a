package dev.partyline.postgres;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The migrations with every table partitioned by hash. PostgreSQL refuses a unique index there that has not the
 * partition key in it: so this proves that nothing rests on seeing more than one tenant, one line or one place at a
 * time.
 */
final class Partitioning {
    private static final Pattern TABLE =
            Pattern.compile("CREATE TABLE (\\w+) \\((.*?)\\n\\)( WITH \\(fillfactor = \\d+\\))?;", Pattern.DOTALL);

    /** What the tables that cross tenants are partitioned by. */
    private static final Map<String, String> KEYS = Map.of(
            "partyline_line", "line",
            "partyline_phone_on_line", "line",
            "partyline_former_pair", "line",
            "partyline_place", "place");

    private static final int PARTITIONS = 3;

    private Partitioning() {}

    static String of(String migration) {
        Matcher tables = TABLE.matcher(migration);
        StringBuilder partitioned = new StringBuilder();
        while (tables.find()) {
            String table = tables.group(1);
            String key = KEYS.getOrDefault(table, "tenant");
            StringBuilder parts = new StringBuilder();
            for (int i = 0; i < PARTITIONS; i++) {
                parts.append("\nCREATE TABLE %s_%d PARTITION OF %s FOR VALUES WITH (MODULUS %d, REMAINDER %d);"
                        .formatted(table, i, table, PARTITIONS, i));
            }
            tables.appendReplacement(
                    partitioned,
                    Matcher.quoteReplacement("CREATE TABLE %s (%s\n) PARTITION BY HASH (%s);%s"
                            .formatted(table, tables.group(2), key, parts)));
        }
        return tables.appendTail(partitioned).toString();
    }
}
