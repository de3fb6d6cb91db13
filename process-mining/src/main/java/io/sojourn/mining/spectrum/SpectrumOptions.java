package io.sojourn.mining.spectrum;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How time is cut.
 *
 * @param zone of the windows
 * @param width of the windows; null for the least from an hour on that gives about 200 windows or fewer
 */
public record SpectrumOptions(ZoneId zone, WindowWidth width) {
    private static final int USUAL_WINDOWS = 200;

    /** UTC, a width that fits. */
    public static SpectrumOptions defaults() {
        return new SpectrumOptions(ZoneOffset.UTC, null);
    }

    Windows windows(long firstMicros, long lastMicros) {
        return width == null
                ? Windows.fitting(WindowWidth.HOUR, USUAL_WINDOWS, firstMicros, lastMicros, zone)
                : Windows.of(width, firstMicros, lastMicros, zone);
    }
}
