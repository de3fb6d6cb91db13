package io.sojourn.definition.expression;

import io.sojourn.event.Limits;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A zone's offsets as a DuckDB expression. Time is cut into spans of equal length. For each span there is the number of
 * offsets before it, and the seconds inside it at which the offset changes. A row costs a handful of look-ups; and a
 * list that is cast from a text is one constant to DuckDB, however long.
 */
final class ZoneSql {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long LAST_SECOND = Limits.MAX_TIME_MICROS / MICROS_PER_SECOND;
    private static final long SHORTEST_SPAN = 8 * 86_400L;
    private static final int SPANS = 6;

    private final long[] starts;
    private final long[] offsets;
    private final long span;

    ZoneSql(ZoneTable zone) {
        starts = Arrays.stream(zone.starts)
                .map(start -> start / MICROS_PER_SECOND)
                .toArray();
        offsets = Arrays.stream(zone.offsets)
                .map(offset -> offset / MICROS_PER_SECOND)
                .toArray();
        span = shortestText();
    }

    /** The span whose lists have the fewest items: long spans are few, but some hold several changes. */
    private long shortestText() {
        long best = SHORTEST_SPAN;
        for (long candidate = SHORTEST_SPAN; candidate < SHORTEST_SPAN << SPANS; candidate *= 2) {
            if (items(candidate) < items(best)) {
                best = candidate;
            }
        }
        return best;
    }

    private long items(long length) {
        return (LAST_SECOND / length + 1) * (mostChanges(length) + 1);
    }

    private int mostChanges(long length) {
        int[] count = new int[(int) (LAST_SECOND / length) + 1];
        for (long start : starts) {
            count[(int) (start / length)]++;
        }
        return Arrays.stream(count).max().orElse(0);
    }

    /** Local time as a TIMESTAMP, for a column with a time in the accepted range. */
    String local(String column) {
        String micros = "epoch_us(" + column + ")";
        if (starts.length == 0) {
            return "make_timestamp(" + micros + " + " + offsets[0] * MICROS_PER_SECOND + ")";
        }
        String second = "(" + micros + " // " + MICROS_PER_SECOND + ")";
        String number = "[" + second + " // " + span + " + 1]";
        String changes = IntStream.range(0, mostChanges(span))
                .mapToObj(i -> " + CAST(" + second + " % " + span + " >= " + changes(i) + number + " AS BIGINT)")
                .collect(Collectors.joining());
        String offset = list(Arrays.stream(offsets)) + "[" + before() + number + changes + " + 1]";
        return "make_timestamp(" + micros + " + " + MICROS_PER_SECOND + " * " + offset + ")";
    }

    /** How many changes there are before each span. */
    private String before() {
        return list(LongStream.rangeClosed(0, LAST_SECOND / span)
                .map(i ->
                        Arrays.stream(starts).filter(start -> start < i * span).count()));
    }

    /** In each span the second of its n-th change; the length of the span, which no second reaches, when it has fewer. */
    private String changes(int n) {
        return list(LongStream.rangeClosed(0, LAST_SECOND / span).map(i -> Arrays.stream(starts)
                .filter(start -> start / span == i)
                .map(start -> start % span)
                .skip(n)
                .findFirst()
                .orElse(span)));
    }

    private static String list(LongStream values) {
        return values.mapToObj(Long::toString).collect(Collectors.joining(",", "(CAST('[", "]' AS BIGINT[]))"));
    }
}
