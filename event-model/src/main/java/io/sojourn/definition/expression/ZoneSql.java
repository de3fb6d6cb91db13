package io.sojourn.definition.expression;

import io.sojourn.event.Limits;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A zone's offsets as a DuckDB expression. Time is cut into spans so short that none holds two changes of the offset:
 * one list has the offset at the begin of each span, another the second inside the span at which it changes. A row
 * costs two look-ups; and a list that is cast from a text is one constant to DuckDB, however long.
 */
final class ZoneSql {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long LAST_SECOND = Limits.MAX_TIME_MICROS / MICROS_PER_SECOND;
    private static final long LONGEST_SPAN = 128 * 86_400L;

    private final long span;
    private final String offsets;
    private final String changes;
    private final boolean constant;
    private final long offset;

    ZoneSql(ZoneTable zone) {
        offset = zone.offsets[0];
        constant = zone.starts.length == 0;
        span = span(zone.starts);
        int spans = (int) (LAST_SECOND / span) + 1;
        long[] change = new long[spans];
        Arrays.fill(change, span);
        for (long start : zone.starts) {
            long second = start / MICROS_PER_SECOND;
            change[(int) (second / span)] = second % span;
        }
        changes = list(LongStream.of(change));
        offsets = list(LongStream.rangeClosed(0, spans)
                .map(i -> zone.offsetMicros(i * span * MICROS_PER_SECOND - 1) / MICROS_PER_SECOND));
    }

    /** The longest span, by halves, that separates all changes. */
    private static long span(long[] starts) {
        long span = LONGEST_SPAN;
        for (int i = 1; i < starts.length; i++) {
            while (starts[i] / MICROS_PER_SECOND / span == starts[i - 1] / MICROS_PER_SECOND / span) {
                span /= 2;
                i = 1;
            }
        }
        return span;
    }

    private static String list(LongStream values) {
        return values.mapToObj(Long::toString).collect(Collectors.joining(",", "CAST('[", "]' AS BIGINT[])"));
    }

    /** Local time as a TIMESTAMP, for a column with a time in the accepted range. */
    String local(String column) {
        String micros = "epoch_us(" + column + ")";
        if (constant) {
            return "make_timestamp(" + micros + " + " + offset + ")";
        }
        String second = "(" + micros + " // " + MICROS_PER_SECOND + ")";
        String number = "(" + second + " // " + span + " + 1)";
        String later = "CASE WHEN " + second + " % " + span + " < (" + changes + ")[" + number + "] THEN 0 ELSE 1 END";
        String change = "(" + offsets + ")[" + number + " + " + later + "]";
        return "make_timestamp(" + micros + " + " + MICROS_PER_SECOND + " * " + change + ")";
    }
}
