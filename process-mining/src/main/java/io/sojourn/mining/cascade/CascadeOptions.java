package io.sojourn.mining.cascade;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.spectrum.WindowWidth;
import io.sojourn.mining.spectrum.Windows;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What counts as unusual, and how surely things must go together.
 *
 * @param zone of the windows
 * @param width of the windows; null for the least from a day on that gives about 1,000 windows or fewer, for a log of less than 30
 *     days from an hour on
 * @param spreads how many robust standard deviations above the median a window's load must be
 * @param minPassages passages that a window must have
 * @param minTimes times that a segment must be unusually full, a link must be seen, a cascade must come
 * @param reach how many windows after one segment's event the next one's may begin, at most
 * @param maxFalse share of false ones among the links, at most, on average
 */
public record CascadeOptions(
        ZoneId zone, WindowWidth width, double spreads, int minPassages, int minTimes, int reach, double maxFalse) {
    private static final int MOST_WINDOWS = 1_000;
    private static final long SHORT_LOG = 30 * WindowWidth.DAY.aboutMicros();

    public CascadeOptions {
        check(spreads > 0, "spreads " + spreads + " is not above 0.", "Maybe 3.");
        check(minPassages >= 1, "minPassages " + minPassages + " is below 1.", "Maybe 5.");
        check(minTimes >= 2, "minTimes " + minTimes + " is below 2.", "Maybe 3.");
        check(reach >= 0, "reach " + reach + " is below 0.", "Maybe 1.");
        check(maxFalse > 0 && maxFalse < 1, "maxFalse " + maxFalse + " is no share.", "Maybe 0.05.");
    }

    private static void check(boolean holds, String message, String hint) {
        if (!holds) {
            throw new SojournException(ErrorCode.BAD_REQUEST, message, hint);
        }
    }

    /** UTC, a width that fits, 3 deviations, 5 passages, 3 times, one window on, 5 % false ones. */
    public static CascadeOptions defaults() {
        return new CascadeOptions(ZoneOffset.UTC, null, 3, 5, 3, 1, 0.05);
    }

    public CascadeOptions withZone(ZoneId other) {
        return new CascadeOptions(other, width, spreads, minPassages, minTimes, reach, maxFalse);
    }

    /** @param other null for one that fits */
    public CascadeOptions withWidth(WindowWidth other) {
        return new CascadeOptions(zone, other, spreads, minPassages, minTimes, reach, maxFalse);
    }

    Windows windows(long firstMicros, long lastMicros) {
        if (width != null) {
            return Windows.of(width, firstMicros, lastMicros, zone);
        }
        WindowWidth narrowest = lastMicros - firstMicros < SHORT_LOG ? WindowWidth.HOUR : WindowWidth.DAY;
        return Windows.fitting(narrowest, MOST_WINDOWS, firstMicros, lastMicros, zone);
    }
}
