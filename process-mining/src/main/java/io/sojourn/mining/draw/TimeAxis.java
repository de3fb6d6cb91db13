package io.sojourn.mining.draw;

import io.sojourn.mining.spectrum.WindowWidth;
import io.sojourn.mining.spectrum.Windows;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A time axis: from microseconds to places in a picture, with ticks at round times. */
final class TimeAxis {
    private static final int MOST_TICKS = 14;
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 8_766 * HOUR;
    private static final long[] UNITS = {YEAR, DAY, HOUR, MINUTE, SECOND};
    private static final String[] UNIT_NAMES = {" years", " days", " h", " min", " s"};
    private static final long[] STEPS = {
        SECOND,
        5 * SECOND,
        15 * SECOND,
        MINUTE,
        5 * MINUTE,
        15 * MINUTE,
        HOUR,
        2 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        5 * DAY,
        10 * DAY,
        20 * DAY,
        50 * DAY,
        100 * DAY,
        200 * DAY,
        YEAR,
        2 * YEAR,
        5 * YEAR,
        10 * YEAR,
        20 * YEAR,
        50 * YEAR
    };

    /**
     * A tick.
     *
     * @param label below it
     * @param context below that, where it changes: the day of an hour, the year of a month; else empty
     */
    record Tick(double x, String label, String context) {}

    private final long from;
    private final long to;
    private final double left;
    private final double right;
    private final List<Tick> ticks = new ArrayList<>();

    private TimeAxis(long from, long to, double left, double right) {
        this.from = from;
        this.to = Math.max(to, from + 1);
        this.left = left;
        this.right = right;
    }

    /** Of points in time, from before to behind them. */
    static TimeAxis calendar(long from, long to, ZoneId zone, double left, double right) {
        TimeAxis axis = new TimeAxis(from, Math.max(to, from + SECOND), left, right);
        Windows marks = Windows.fitting(WindowWidth.SECOND, MOST_TICKS, from, axis.to, zone);
        String before = "";
        for (int w = 0; w < marks.size(); w++) {
            if (marks.begin(w) >= from) {
                String context = context(marks.width(), marks.localBegin(w));
                axis.tick(
                        marks.begin(w),
                        label(marks.width(), marks.localBegin(w)),
                        context.equals(before) ? "" : context);
                before = context;
            }
        }
        return axis;
    }

    /** Of durations. */
    static TimeAxis elapsed(long from, long to, double left, double right) {
        TimeAxis axis = new TimeAxis(from, Math.max(to, from + SECOND), left, right);
        int step = 0;
        while (step + 1 < STEPS.length && (axis.to - from) / STEPS[step] >= MOST_TICKS) {
            step++;
        }
        for (long at = Math.floorDiv(from + STEPS[step] - 1, STEPS[step]) * STEPS[step];
                at <= axis.to;
                at += STEPS[step]) {
            axis.tick(at, duration(at), "");
        }
        return axis;
    }

    /** Of a week from Monday 0:00 on. */
    static TimeAxis week(double left, double right) {
        TimeAxis axis = new TimeAxis(0, 7 * DAY, left, right);
        for (int d = 0; d < 7; d++) {
            axis.tick(d * DAY, DayOfWeek.of(d + 1).getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " 0:00", "");
        }
        return axis;
    }

    private void tick(long at, String label, String context) {
        ticks.add(new Tick(x(at), label, context));
    }

    private static String label(WindowWidth width, LocalDateTime time) {
        String pattern =
                switch (width) {
                    case SECOND, TEN_SECONDS -> "HH:mm:ss";
                    case MINUTE, TEN_MINUTES, HOUR, SIX_HOURS -> "HH:mm";
                    case DAY, WEEK -> "d MMM";
                    case MONTH, QUARTER -> "MMM";
                    case YEAR, DECADE -> "yyyy";
                };
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    private static String context(WindowWidth width, LocalDateTime time) {
        String pattern =
                switch (width) {
                    case SECOND, TEN_SECONDS, MINUTE, TEN_MINUTES, HOUR, SIX_HOURS -> "d MMM yyyy";
                    case DAY, WEEK, MONTH, QUARTER -> "yyyy";
                    case YEAR, DECADE -> "";
                };
        return pattern.isEmpty()
                ? ""
                : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    private static String duration(long micros) {
        for (int u = 0; u < UNITS.length; u++) {
            if (micros % UNITS[u] == 0 && micros != 0) {
                long count = micros / UNITS[u];
                boolean one = Math.abs(count) == 1 && u < 2;
                return count + (one ? UNIT_NAMES[u].substring(0, UNIT_NAMES[u].length() - 1) : UNIT_NAMES[u]);
            }
        }
        return "0";
    }

    /** Where a time is. */
    double x(long micros) {
        return left + (right - left) * (double) (micros - from) / (to - from);
    }

    List<Tick> ticks() {
        return List.copyOf(ticks);
    }

    /** Draws grid lines from {@code top} to {@code bottom}, and the labels below. */
    void draw(Chart chart, double top, double bottom) {
        double contextEnd = 0;
        for (Tick tick : ticks) {
            chart.line("sj-grid", tick.x(), top, tick.x(), bottom);
            String anchor = tick.x() > right - 20 ? "end" : "middle";
            chart.text("sj-soft", tick.x(), bottom + 16, anchor, tick.label());
            if (!tick.context().isEmpty() && tick.x() - tick.context().length() * 3.5 > contextEnd) {
                chart.text("sj-soft", tick.x(), bottom + 32, anchor, tick.context());
                contextEnd = tick.x() + tick.context().length() * 3.5 + 4;
            }
        }
    }
}
