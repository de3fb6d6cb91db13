package io.sojourn.mining.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures in the words of a report. */
public final class Wording {
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;
    private static final double YEAR = 365.25 * DAY;
    private static final int SHOWN_STEPS = 9;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wording() {}

    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    public static String share(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    public static String one(double x) {
        return String.format(Locale.ROOT, "%,.1f", x);
    }

    /** A duration in its largest handy unit. */
    public static String duration(double seconds) {
        if (Double.isNaN(seconds)) {
            return "-";
        }
        double s = Math.abs(seconds);
        String text;
        if (s == 0) {
            text = "0 s";
        } else if (s < 1) {
            text = s < 0.001 ? "< 1 ms" : Math.round(s * 1_000) + " ms";
        } else if (s < 2 * MINUTE) {
            text = one(s) + " s";
        } else if (s < 2 * HOUR) {
            text = one(s / MINUTE) + " min";
        } else if (s < 2 * DAY) {
            text = one(s / HOUR) + " h";
        } else {
            text = s < 2 * YEAR ? one(s / DAY) + " days" : one(s / YEAR) + " years";
        }
        return seconds < 0 ? "-" + text : text;
    }

    /** A duration of working time: never in days, of which nobody knows whether they have 8 hours or 24. */
    public static String workingTime(double seconds) {
        return Math.abs(seconds) < 2 * HOUR || Double.isNaN(seconds) ? duration(seconds) : one(seconds / HOUR) + " h";
    }

    public static String time(long micros) {
        return TIME.format(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)));
    }

    /** A zone's name; of Greenwich UTC. */
    public static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    public static String size(long bytes) {
        if (bytes < 10_000) {
            return count(bytes) + " bytes";
        }
        return bytes < 1_000_000 ? one(bytes / 1e3) + " kB" : one(bytes / 1e6) + " MB";
    }

    /** Activities joined, runs of the same one counted, the middle of a long sequence left out. */
    public static String path(List<String> activities) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < activities.size(); ) {
            int end = i + 1;
            while (end < activities.size() && activities.get(end).equals(activities.get(i))) {
                end++;
            }
            steps.add(end - i == 1 ? activities.get(i) : activities.get(i) + " (" + (end - i) + "x)");
            i = end;
        }
        if (steps.size() > SHOWN_STEPS) {
            int left = steps.size() - SHOWN_STEPS + 1;
            List<String> shown = new ArrayList<>(steps.subList(0, SHOWN_STEPS - 2));
            shown.add("... " + left + " more steps ...");
            shown.add(steps.get(steps.size() - 1));
            return String.join(" > ", shown);
        }
        return String.join(" > ", steps);
    }
}
