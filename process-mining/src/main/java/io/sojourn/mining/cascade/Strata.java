package io.sojourn.mining.cascade;

import io.sojourn.mining.spectrum.WindowWidth;
import io.sojourn.mining.spectrum.Windows;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Windows that are alike, so that what begins in one of them might as well have begun in another: those of the same place in the
 * week in a stretch of 13 weeks; of windows of a week or longer, 26 that follow each other. So neither the rhythm of the week nor a
 * slow growth of the work links two segments.
 */
final class Strata {
    private static final int WEEKS = 13;
    private static final int LONG_WINDOWS = 26;
    private static final int DAYS_A_WEEK = 7;
    private static final long MICROS = 1_000_000L;

    private final int[] stratumOf;
    private final int size;

    Strata(Windows windows) {
        Map<Long, Integer> known = new HashMap<>();
        this.stratumOf = new int[windows.size()];
        for (int w = 0; w < stratumOf.length; w++) {
            Integer next = known.size();
            Integer seen = known.putIfAbsent(key(windows, w), next);
            stratumOf[w] = seen == null ? next : seen;
        }
        this.size = known.size();
    }

    private static long key(Windows windows, int window) {
        long week = WindowWidth.WEEK.aboutMicros();
        long width = windows.width().aboutMicros();
        if (width >= week) {
            return window / LONG_WINDOWS;
        }
        LocalDateTime begin = windows.localBegin(window);
        long day = WindowWidth.DAY.aboutMicros() / MICROS;
        long inWeek = (begin.getDayOfWeek().getValue() - 1) * day
                + begin.toLocalTime().toSecondOfDay();
        long stretch = (windows.begin(window) - windows.begin(0)) / (week * WEEKS);
        return stretch * DAYS_A_WEEK * day + inWeek;
    }

    int size() {
        return size;
    }

    int of(int window) {
        return stratumOf[window];
    }
}
