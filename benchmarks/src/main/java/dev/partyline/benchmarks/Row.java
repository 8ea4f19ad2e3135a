package dev.partyline.benchmarks;

import java.util.List;
import java.util.Locale;

/** A line of the report. */
record Row(String work, String floor, String ours, String floors, String ratio, String asked, String met) {
    private static final List<String> HEADS = List.of("work", "floor", "ours", "floor's", "ratio", "asked", "met");

    /** A work whose ratio to its floor is what counts. */
    static Row against(String floor, String work, String unit, double ours, double floors, Goal goal) {
        double ratio = ours / floors;
        return new Row(
                work,
                floor,
                number(ours) + " " + unit,
                number(floors) + " " + unit,
                String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio),
                goal.asked(),
                goal.verdict(ratio));
    }

    /** A work whose cost itself is what counts. */
    static Row alone(String work, String unit, double ours, Goal goal) {
        return new Row(work, "", number(ours) + " " + unit, "", "", goal.asked(), goal.verdict(ours));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    static String heads() {
        return line(HEADS) + "\n" + "|---".repeat(HEADS.size()) + "|";
    }

    @Override
    public String toString() {
        return line(List.of(work, floor, ours, floors, ratio, asked, met));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
