package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.statistics.Interval;
import io.sojourn.mining.waits.Cause;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures of bottlenecks in the words of a report. */
final class ReportText {
    private static final double SECONDS_AN_HOUR = 3_600;

    private ReportText() {}

    static String title(String name, String note) {
        return "\n" + name + (note.isEmpty() ? "" : "  (" + note + ")") + "\n";
    }

    static String hours(double hours) {
        return Wording.duration(hours * SECONDS_AN_HOUR);
    }

    /** Of many cases: hours, however many. */
    static String plainHours(double hours) {
        return number(hours) + " h";
    }

    static String between(Interval hours) {
        return "95 %: " + hours(hours.low()) + " to " + hours(hours.high());
    }

    static String number(double x) {
        return String.format(Locale.ROOT, Math.abs(x) < 10 ? "%.2f" : "%,.0f", x);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** Causes with at least a twentieth of the whole, the greatest first. */
    static String causes(Map<Cause, ? extends Number> causes, double whole) {
        return causes.entrySet().stream()
                .filter(e ->
                        e.getValue().doubleValue() >= whole / 20 && e.getValue().doubleValue() > 0)
                .sorted(Comparator.comparingDouble(
                        (Map.Entry<Cause, ? extends Number> e) -> -e.getValue().doubleValue()))
                .map(e -> e.getKey().title() + " " + percent(e.getValue().doubleValue() / whole))
                .collect(Collectors.joining(", "));
    }
}
