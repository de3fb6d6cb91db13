package io.sojourn.calendar;

import io.sojourn.event.Limits;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calendar days of a zone, 1970 to 2100. A day begins at the first instant of its local midnight (or, where a gap
 * swallows midnight, at the change); a day that the zone skipped altogether is no day.
 *
 * <p>The days of a zone are computed once and kept: 380 kB for each zone in use.
 */
public final class LocalDays {
    static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    static final LocalDate LAST = LocalDate.of(2100, 1, 2);
    private static final ConcurrentHashMap<ZoneId, long[]> STARTS = new ConcurrentHashMap<>();

    private LocalDays() {}

    /**
     * UTC microseconds of the local midnight that ends the local day which is {@code days} days after the local day of
     * {@code fromMicros}; 0 is that day itself. Never beyond {@link Limits#MAX_TIME_MICROS}.
     */
    public static long endOfDay(long fromMicros, int days, ZoneId zone) {
        long[] starts = starts(zone);
        long index = Sorted.countUpTo(starts, fromMicros) + (long) days;
        return index < starts.length ? starts[(int) Math.max(0, index)] : Limits.MAX_TIME_MICROS;
    }

    /**
     * UTC microseconds of each local midnight from 1970-01-01 on, strictly ascending. Those at or after {@link
     * Limits#MAX_TIME_MICROS} are left out, and that limit is the last element, so that {@code endOfDay(t, n)} is the
     * element at (number of elements up to and including t) + n, or the last one.
     */
    public static long[] dayStarts(ZoneId zone) {
        return starts(zone).clone();
    }

    private static long[] starts(ZoneId zone) {
        return STARTS.computeIfAbsent(zone, LocalDays::compute);
    }

    private static long[] compute(ZoneId zone) {
        LocalTimes times = new LocalTimes(zone);
        long[] all =
                FIRST.datesUntil(LAST.plusDays(1)).mapToLong(times::startOf).toArray();
        return Sorted.distinctUpTo(all, Limits.MAX_TIME_MICROS);
    }

    /** Helpers over ascending arrays. */
    static final class Sorted {
        private Sorted() {}

        /** How many elements of a strictly ascending array are at most {@code value}. */
        static int countUpTo(long[] ascending, long value) {
            int found = Arrays.binarySearch(ascending, value);
            return found >= 0 ? found + 1 : -found - 1;
        }

        /** The distinct elements below the limit, then the limit itself. */
        static long[] distinctUpTo(long[] ascending, long limit) {
            long[] kept =
                    Arrays.stream(ascending).filter(t -> t < limit).distinct().toArray();
            long[] all = Arrays.copyOf(kept, kept.length + 1);
            all[kept.length] = limit;
            return all;
        }
    }
}
