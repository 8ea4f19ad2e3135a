package dev.partyline.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.partyline.benchmarks.CreateBenchmark.Entry;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.ports.UserRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a create costs among few and among many lines, tenants and users: in a JVM of its own, with room for ten million
 * users.
 */
final class Sizes {
    private static final int LINES = 1_000;
    private static final int TENANTS = 100;
    private static final int USERS = 100_000;
    private static final int WARM_UPS = 10;
    private static final int BATCHES = 11;
    private static final int LEAST_BATCH = 1_000;

    /** What there are many of, and the nanoseconds that a new user and a user that is there took. */
    record Point(String what, int size, double create, double recreate) {
        private static Point parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Point(
                    parts[0], Integer.parseInt(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3]));
        }

        @Override
        public String toString() {
            return what + " " + size + " " + create + " " + recreate;
        }
    }

    private Sizes() {}

    static List<Row> measure() throws IOException {
        List<Point> points = new ArrayList<>();
        try (ChildProcess child =
                ChildProcess.java("-Xmx8g", "-cp", ChildProcess.classPath(Sizes.class), Sizes.class.getName())) {
            for (String line = child.line(); !line.isEmpty(); line = child.line()) {
                System.err.println(line);
                points.add(Point.parse(line));
            }
        }
        Report.write("benchmarks.svg", picture(points));
        List<Row> rows = new ArrayList<>();
        Goal flat = Goal.atMost(2, "flat: at most 2");
        for (String what : List.of("lines", "tenants", "users")) {
            List<Point> some = of(what, points);
            rows.add(row("create", some, Point::create, flat));
            rows.add(row("create again", some, Point::recreate, flat));
        }
        rows.add(row("– putIfAbsent", of("map", points), Point::create, Goal.NONE));
        rows.add(row("– get", of("map", points), Point::recreate, Goal.NONE));
        return rows;
    }

    private static String picture(List<Point> points) {
        return Picture.of(
                "What a create in memory costs, from small to large",
                "ns",
                "how many there are",
                IntStream.rangeClosed(0, 7)
                        .map(decade -> (int) Math.pow(10, decade))
                        .boxed()
                        .toList(),
                Stream.of(
                                series("lines", Picture.BLUE, points),
                                series("map", Picture.GREY, points),
                                series("tenants", Picture.ORANGE, points),
                                series("users", Picture.GREEN, points))
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<Picture.Series> series(String what, String colour, List<Point> points) {
        return List.of(
                new Picture.Series(what + ", new", colour, false, line(what, points, Point::create)),
                new Picture.Series(what + ", again", colour, true, line(what, points, Point::recreate)));
    }

    private static List<Picture.Point> line(String what, List<Point> points, ToDoubleFunction<Point> cost) {
        return of(what, points).stream()
                .map(point -> new Picture.Point(point.size(), cost.applyAsDouble(point)))
                .toList();
    }

    private static List<Point> of(String what, List<Point> points) {
        return points.stream().filter(point -> point.what().equals(what)).toList();
    }

    /** The worst of the sizes beside the smallest. */
    private static Row row(String work, List<Point> points, ToDoubleFunction<Point> cost, Goal goal) {
        Point smallest = points.get(0);
        Point worst = points.stream().max(Comparator.comparingDouble(cost)).orElseThrow();
        Point largest = points.get(points.size() - 1);
        return Row.against(
                "itself with %,d".formatted(smallest.size()),
                "%s, %,d to %,d %s: the worst"
                        .formatted(
                                work,
                                smallest.size(),
                                largest.size(),
                                smallest.what().equals("map") ? "entries" : smallest.what()),
                "ns",
                cost.applyAsDouble(worst),
                cost.applyAsDouble(smallest),
                goal);
    }

    /** Prints a line for each point, and an empty one at the end. */
    public static void main(String[] arguments) {
        for (int i = 0; i < WARM_UPS; i++) {
            point("", 0, TENANTS, LINES, USERS);
        }
        for (int lines : new int[] {10, 1_000, 100_000}) {
            System.out.println(point("lines", lines, TENANTS, lines, USERS));
        }
        for (int tenants : new int[] {1, 1_000, 100_000}) {
            System.out.println(point("tenants", tenants, tenants, LINES, USERS));
        }
        for (int users : new int[] {10_000, 100_000, 1_000_000, 10_000_000}) {
            System.out.println(point("users", users, TENANTS, LINES, users));
        }
        for (int entries : new int[] {10_000, 100_000, 1_000_000, 10_000_000}) {
            System.out.println(point("map", entries, Cast.of(TENANTS, LINES), entries, new ConcurrentHashMap<>()));
        }
        System.out.println();
    }

    private static Point point(String what, int size, int tenants, int lines, int users) {
        Cast cast = Cast.of(tenants, lines);
        UserRegistry registry = cast.registry();
        Consumer<NewSharedUser> create = request -> registry.create(request).get();
        return point(what, size, cast, users, create, create);
    }

    /** What the floor of a create, and that of a create again, cost in a map of so many entries. */
    private static Point point(String what, int size, Cast cast, int entries, ConcurrentHashMap<Object, Entry> map) {
        return point(
                what,
                size,
                cast,
                entries,
                request -> Entry.put(request, map),
                request -> requireNonNull(map.get(request.phone())));
    }

    private static Point point(
            String what,
            int size,
            Cast cast,
            int users,
            Consumer<NewSharedUser> create,
            Consumer<NewSharedUser> recreate) {
        for (int user = 0; user < users; user++) {
            create.accept(cast.request(user));
        }
        int batch = Math.max(LEAST_BATCH, users / 100);
        Random random = new Random(1);
        double again = nanoseconds(recreate, batch, i -> cast.request(random.nextInt(users)));
        double anew = nanoseconds(create, batch, i -> cast.request(users + i));
        return new Point(what, size, anew, again);
    }

    /** What a request of a batch takes: the median of the batches. */
    private static double nanoseconds(Consumer<NewSharedUser> call, int batch, IntFunction<NewSharedUser> requests) {
        NewSharedUser[] all =
                IntStream.range(0, BATCHES * batch).mapToObj(requests).toArray(NewSharedUser[]::new);
        System.gc();
        double[] costs = new double[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            long start = System.nanoTime();
            for (int j = i * batch; j < (i + 1) * batch; j++) {
                call.accept(all[j]);
            }
            costs[i] = (double) (System.nanoTime() - start) / batch;
        }
        Arrays.sort(costs);
        return costs[BATCHES / 2];
    }
}
