package dev.partyline.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lines over a logarithmic scale, as an SVG in colours that can be read on light and on dark. */
final class Picture {
    static final String BLUE = "#2f81f7";
    static final String GREEN = "#2a9a4b";
    static final String GREY = "#8a8f98";
    static final String ORANGE = "#c2730a";

    private static final int LEFT = 70;
    private static final int RIGHT = 640;
    private static final int TOP = 60;
    private static final int BOTTOM = 330;

    private final StringBuilder svg = new StringBuilder();
    private final List<Integer> marks;
    private final double step;

    /** One line with its name. */
    record Series(String name, String colour, boolean dashed, List<Point> points) {
        private String dashes() {
            return dashed ? "5 4" : "none";
        }
    }

    record Point(double across, double up) {}

    private Picture(List<Integer> marks, double highest) {
        this.marks = marks;
        double rough = Math.max(highest, 1) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        step = power * (rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
    }

    /**
     * @param unit of what goes up
     * @param across what goes across
     * @param marks on the scale across, from its beginning to its end
     */
    static String of(String title, String unit, String across, List<Integer> marks, List<Series> all) {
        Picture picture = new Picture(
                marks,
                all.stream()
                        .flatMap(series -> series.points().stream())
                        .mapToDouble(Point::up)
                        .max()
                        .orElse(1));
        picture.axes(title, unit, across);
        for (int row = 0; row < all.size(); row++) {
            picture.series(all.get(row), TOP + 10 + 24 * row);
        }
        return picture.svg.append("</svg>\n").toString();
    }

    private void axes(String title, String unit, String across) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 860 390\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#7a7f87\">");
        add("<text x=\"%d\" y=\"28\" font-size=\"17\">%s</text>", LEFT, title);
        add("<text x=\"%d\" y=\"%d\">%s</text>", LEFT - 30, TOP - 14, unit);
        for (int i = 0; i <= 5; i++) {
            double y = y(i * step);
            add(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#7a7f87\" stroke-opacity=\"%s\"/>",
                    LEFT, y, RIGHT, i == 0 ? "1" : "0.25");
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>", LEFT - 8, y + 4, i * step);
        }
        for (int mark : marks) {
            add("<path d=\"M%.1f %dv5\" stroke=\"#7a7f87\"/>", x(mark), BOTTOM);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>", x(mark), BOTTOM + 20, mark);
        }
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", (LEFT + RIGHT) / 2, BOTTOM + 44, across);
    }

    private void series(Series series, int legend) {
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" stroke-dasharray=\"%s\"/>",
                series.points().stream()
                        .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.across()), y(point.up())))
                        .collect(Collectors.joining(" ")),
                series.colour(),
                series.dashes());
        for (Point point : series.points()) {
            add(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>",
                    x(point.across()), y(point.up()), series.colour());
        }
        add(
                "<path d=\"M%d %dh28\" stroke=\"%s\" stroke-width=\"2.5\" stroke-dasharray=\"%s\"/>",
                RIGHT + 20, legend, series.colour(), series.dashes());
        add("<text x=\"%d\" y=\"%d\">%s</text>", RIGHT + 56, legend + 4, series.name());
    }

    private double x(double across) {
        double first = Math.log(marks.get(0));
        double last = Math.log(marks.get(marks.size() - 1));
        return LEFT + (RIGHT - LEFT) * (Math.log(across) - first) / (last - first);
    }

    private double y(double up) {
        return BOTTOM - (BOTTOM - TOP) * up / (5 * step);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
