package dev.partyline.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything in a short form, as a table: {@code java -jar benchmarks/target/benchmarks.jar}. Arguments are the groups
 * to run, all of them where there are none. The table and the picture go beside the jar.
 */
final class Report {
    private static final Map<String, Group> GROUPS = groups();

    private Report() {}

    private static Map<String, Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("start", Start::measure);
        groups.put("phone", Phones::measure);
        groups.put("email", Emails::measure);
        groups.put("memory", Memory::measure);
        groups.put("create", Creates::measure);
        groups.put("sizes", Sizes::measure);
        groups.put("choosing", Choosing::measure);
        groups.put("postgres", Postgres::measure);
        groups.put("http", Http::measure);
        return groups;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> names = arguments.length == 0 ? List.copyOf(GROUPS.keySet()) : List.of(arguments);
        if (!GROUPS.keySet().containsAll(names)) {
            System.err.println("usage: java -jar benchmarks.jar [" + String.join(" | ", GROUPS.keySet()) + "]…");
            System.exit(2);
        }
        List<String> lines = new ArrayList<>(List.of(machine(), "", Row.heads()));
        lines.forEach(System.out::println);
        for (Map.Entry<String, Group> group : GROUPS.entrySet()) {
            if (names.contains(group.getKey())) {
                for (Row row : group.getValue().measure()) {
                    System.out.println(row);
                    lines.add(row.toString());
                }
            }
        }
        write("benchmarks.md", String.join("\n", lines) + "\n");
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%d cores (load %.1f at the start), %s %s, %s %s %s, %s",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Instant.now().truncatedTo(ChronoUnit.MINUTES));
    }

    /** Writes a file beside the jar. */
    static void write(String name, String text) throws IOException {
        Path path = ChildProcess.jarOf(Report.class).resolveSibling(name);
        Files.writeString(path, text);
        System.err.println("wrote " + path);
    }
}
