package dev.partyline.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The migrations with every table partitioned by hash. PostgreSQL refuses a unique index there that has not the partition key in it: so
 * this proves that nothing rests on seeing more than one tenant, or one line, at a time.
 */
final class Partitioning {
    private static final Pattern TABLE =
            Pattern.compile("CREATE TABLE (\\w+) \\((.*?)\\n\\)( WITH \\(fillfactor = \\d+\\))?;", Pattern.DOTALL);
    private static final int PARTITIONS = 3;

    private Partitioning() {}

    static String of(String migration) {
        Matcher tables = TABLE.matcher(migration);
        StringBuilder partitioned = new StringBuilder();
        while (tables.find()) {
            String table = tables.group(1);
            String key = table.endsWith("_line") ? "line" : "tenant";
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
