package io.sojourn.definition.expression;

import io.sojourn.event.Limits;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The offsets of a zone over all accepted times. Both generated forms carry this table: a worker's JDK and DuckDB's
 * library may know another edition of the time zone database, and would then disagree for an hour of some night.
 */
public final class ZoneTable {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    /** Instants, in microseconds, at which a new offset begins; ascending. */
    final long[] starts;
    /** Offset in microseconds before the first start, and from each start on: one more than the starts. */
    final long[] offsets;

    /** The table from its numbers, as generated code holds them. */
    public ZoneTable(long[] starts, long[] offsets) {
        this.starts = starts;
        this.offsets = offsets;
    }

    static ZoneTable of(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<Long> starts = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        Instant at = Instant.ofEpochSecond(Limits.MIN_TIME_MICROS / MICROS_PER_SECOND);
        Instant end = Instant.ofEpochSecond(Limits.MAX_TIME_MICROS / MICROS_PER_SECOND);
        offsets.add(rules.getOffset(at).getTotalSeconds() * MICROS_PER_SECOND);
        ZoneOffsetTransition next = rules.nextTransition(at);
        while (next != null && next.getInstant().isBefore(end)) {
            starts.add(next.toEpochSecond() * MICROS_PER_SECOND);
            offsets.add(next.getOffsetAfter().getTotalSeconds() * MICROS_PER_SECOND);
            next = rules.nextTransition(next.getInstant());
        }
        return new ZoneTable(array(starts), array(offsets));
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    long offsetMicros(long time) {
        int found = Arrays.binarySearch(starts, time);
        return offsets[found >= 0 ? found + 1 : -found - 1];
    }
}
