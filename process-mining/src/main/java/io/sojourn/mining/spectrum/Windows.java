package io.sojourn.mining.spectrum;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * A stretch of time cut into windows of local time, without gaps. An hour that the clocks skip in spring is no window; one that they
 * repeat in autumn is one window of two hours.
 */
public final class Windows {
    private final WindowWidth width;
    private final ZoneId zone;
    /** Window {@code i} is from {@code bounds[i]} to before {@code bounds[i + 1]}, microseconds. */
    private final long[] bounds;

    private Windows(WindowWidth width, ZoneId zone, long[] bounds) {
        this.width = width;
        this.zone = zone;
        this.bounds = bounds;
    }

    /**
     * Windows from the one that has the first time in it to the one that has the last.
     *
     * @throws SojournException when there are more than {@link Limits#TIME_WINDOWS}
     */
    public static Windows of(WindowWidth width, long firstMicros, long lastMicros, ZoneId zone) {
        if ((lastMicros - firstMicros) / width.aboutMicros() >= Limits.TIME_WINDOWS) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "the log is longer than " + Limits.TIME_WINDOWS + " windows of one " + width.plain() + ".",
                    "Maybe choose a longer --window.");
        }
        long[] bounds = new long[16];
        int count = 0;
        LocalDateTime begin = width.floor(LocalDateTime.ofInstant(instant(firstMicros), zone));
        do {
            long at =
                    ChronoUnit.MICROS.between(Instant.EPOCH, begin.atZone(zone).toInstant());
            if (count == 0 || at > bounds[count - 1]) {
                bounds = count == bounds.length ? Arrays.copyOf(bounds, count * 2) : bounds;
                bounds[count++] = at;
            }
            begin = width.next(begin);
        } while (bounds[count - 1] <= lastMicros);
        return new Windows(width, zone, Arrays.copyOf(bounds, count));
    }

    /** Windows of the least width that is at least {@code narrowest} and gives about {@code most} windows or fewer. */
    public static Windows fitting(WindowWidth narrowest, int most, long firstMicros, long lastMicros, ZoneId zone) {
        WindowWidth width = narrowest;
        while (width != WindowWidth.DECADE && (lastMicros - firstMicros) / width.aboutMicros() >= most) {
            width = WindowWidth.values()[width.ordinal() + 1];
        }
        return of(width, firstMicros, lastMicros, zone);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public WindowWidth width() {
        return width;
    }

    public ZoneId zone() {
        return zone;
    }

    public int size() {
        return bounds.length - 1;
    }

    /** Microseconds; one behind the last window it is the end. */
    public long begin(int window) {
        return bounds[window];
    }

    public long length(int window) {
        return bounds[window + 1] - bounds[window];
    }

    /** Local time at which a window begins. */
    public LocalDateTime localBegin(int window) {
        return LocalDateTime.ofInstant(instant(bounds[window]), zone);
    }

    /** The window that has a time in it; of a time outside the first or last one. */
    public int at(long micros) {
        int place = Arrays.binarySearch(bounds, micros);
        int window = place >= 0 ? place : -place - 2;
        return Math.max(0, Math.min(size() - 1, window));
    }
}
