package dev.partyline.benchmarks;

import dev.partyline.benchmarks.Sizes.Point;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Cost against size, as an SVG in colours that can be read on light and on dark. */
final class Picture {
    private static final int LEFT = 70;
    private static final int RIGHT = 690;
    private static final int TOP = 60;
    private static final int BOTTOM = 330;
    private static final int DECADES = 7;
    private static final Map<String, String> COLOURS =
            new TreeMap<>(Map.of("lines", "#2f81f7", "map", "#8a8f98", "tenants", "#c2730a", "users", "#2a9a4b"));

    private final StringBuilder svg = new StringBuilder();
    private final double step;

    private Picture(double highest) {
        double rough = Math.max(highest, 1) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        step = power * (rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
    }

    static String of(List<Point> points) {
        Picture picture =
                new Picture(points.stream().mapToDouble(Point::create).max().orElse(1));
        picture.axes();
        int row = 0;
        for (Map.Entry<String, String> series : COLOURS.entrySet()) {
            List<Point> some = points.stream()
                    .filter(point -> point.what().equals(series.getKey()))
                    .toList();
            picture.series(some, series.getValue());
            picture.legend(series.getKey(), series.getValue(), row++);
        }
        return picture.svg.append("</svg>\n").toString();
    }

    private void axes() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 860 390\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#7a7f87\">");
        add("<text x=\"%d\" y=\"28\" font-size=\"17\">What a create in memory costs, from small to large</text>", LEFT);
        add("<text x=\"%d\" y=\"%d\">ns</text>", LEFT - 30, TOP - 14);
        for (int i = 0; i <= 5; i++) {
            double y = y(i * step);
            add(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#7a7f87\" stroke-opacity=\"%s\"/>",
                    LEFT, y, RIGHT, i == 0 ? "1" : "0.25");
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>", LEFT - 8, y + 4, i * step);
        }
        for (int i = 0; i <= DECADES; i++) {
            double x = x(Math.pow(10, i));
            add("<path d=\"M%.1f %dv5\" stroke=\"#7a7f87\"/>", x, BOTTOM);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,.0f</text>", x, BOTTOM + 20, Math.pow(10, i));
        }
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">how many there are</text>",
                (LEFT + RIGHT) / 2, BOTTOM + 44);
    }

    private void series(List<Point> points, String colour) {
        line(points.stream().map(point -> at(point.size(), point.create())).toList(), colour, "none");
        line(points.stream().map(point -> at(point.size(), point.recreate())).toList(), colour, "5 4");
    }

    private void line(List<String> places, String colour, String dashes) {
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" stroke-dasharray=\"%s\"/>",
                String.join(" ", places), colour, dashes);
        for (String place : places) {
            String[] xy = place.split(",", -1);
            add("<circle cx=\"%s\" cy=\"%s\" r=\"4\" fill=\"%s\"/>", xy[0], xy[1], colour);
        }
    }

    private void legend(String what, String colour, int row) {
        int y = TOP + 10 + 52 * row;
        add("<path d=\"M710 %dh28\" stroke=\"%s\" stroke-width=\"2.5\"/>", y, colour);
        add("<text x=\"746\" y=\"%d\">%s, new</text>", y + 4, what);
        add("<path d=\"M710 %dh28\" stroke=\"%s\" stroke-width=\"2.5\" stroke-dasharray=\"5 4\"/>", y + 20, colour);
        add("<text x=\"746\" y=\"%d\">%s, again</text>", y + 24, what);
    }

    private String at(double size, double cost) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x(size), y(cost));
    }

    private static double x(double size) {
        return LEFT + (RIGHT - LEFT) * Math.log10(size) / DECADES;
    }

    private double y(double cost) {
        return BOTTOM - (BOTTOM - TOP) * cost / (5 * step);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
