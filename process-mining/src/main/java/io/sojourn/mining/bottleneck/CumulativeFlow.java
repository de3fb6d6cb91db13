package io.sojourn.mining.bottleneck;

import io.sojourn.mining.waits.WaitCauses;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What arrives at a place and what leaves it, day by day; the days in which nothing does are left out.
 *
 * @param standing how many wait at the end of the day: all arrivals so far less all departures
 */
public record CumulativeFlow(LocalDate day, long arrivals, long departures, long standing) {

    /** By day of local time: an instance arrives when it becomes possible, and leaves when it begins. */
    static List<CumulativeFlow> of(WaitCauses waits, Grouping groups, int group, ZoneId zone) {
        long[] arrived = new long[groups.size(group)];
        long[] left = new long[arrived.length];
        for (int k = 0; k < arrived.length; k++) {
            int i = groups.at(group, k);
            left[k] = waits.instances().starts()[i];
            arrived[k] = left[k] - waits.wait(i);
        }
        return of(arrived, left, zone);
    }

    /** By day of local time. Times are microseconds; O(n log days). */
    public static List<CumulativeFlow> of(long[] arrived, long[] left, ZoneId zone) {
        TreeMap<LocalDate, long[]> days = new TreeMap<>();
        for (int k = 0; k < arrived.length; k++) {
            days.computeIfAbsent(day(arrived[k], zone), d -> new long[2])[0]++;
            days.computeIfAbsent(day(left[k], zone), d -> new long[2])[1]++;
        }
        List<CumulativeFlow> flow = new ArrayList<>();
        long standing = 0;
        for (var day : days.entrySet()) {
            long[] counts = day.getValue();
            standing += counts[0] - counts[1];
            flow.add(new CumulativeFlow(day.getKey(), counts[0], counts[1], standing));
        }
        return List.copyOf(flow);
    }

    private static LocalDate day(long micros, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)), zone);
    }
}
