package io.sojourn.stream.measures;

import io.sojourn.fact.FactTable;
import java.util.Arrays;
import java.util.List;

/**
 * A change to an aggregate.
 *
 * @param table {@code MEASURE_PANES}, {@code QUEUE_PANES} or {@code QUEUE_AGING}
 * @param name the measure, or the queue
 * @param at start of the pane; for aging the instant of the enter (microseconds)
 * @param dimensions values of the definition's dimensions, no nulls
 * @param first added to the numerator, the arrivals, or (aging) the number of open stays that entered then
 * @param second added to the denominator, or the departures; 0 for aging
 */
public record Delta(FactTable table, String name, long at, List<String> dimensions, long first, long second) {
    static final long PANE_MICROS = 60_000_000L;

    /** Start of the UTC minute that holds an instant. */
    public static long paneOf(long micros) {
        return Math.floorDiv(micros, PANE_MICROS) * PANE_MICROS;
    }

    /** The same aggregate, changed by the opposite amount. */
    public Delta negated() {
        return new Delta(table, name, at, dimensions, -first, -second);
    }

    /** The aggregate that it changes: deltas of equal keys add up. */
    public Key key() {
        return new Key(table, name, at, dimensions);
    }

    /** An aggregate's identity; {@code at} as in {@link Delta}. */
    public record Key(FactTable table, String name, long at, List<String> dimensions) {}

    /** What the streams of aggregates are partitioned by: aging has one key per queue and dimensions. */
    public String partition() {
        StringBuilder s = new StringBuilder(64).append(table.ordinal());
        if (table != FactTable.QUEUE_AGING) {
            s.append('@').append(at);
        }
        append(s, name);
        dimensions.forEach(d -> append(s, d));
        return s.toString();
    }

    /** With its length before it, so that no two lists of texts give one text. */
    private static void append(StringBuilder s, String text) {
        s.append(' ').append(text.length()).append(':').append(text);
    }

    /** A delta for dimension values given as an array. */
    public static Delta of(FactTable table, String name, long at, String[] dimensions, long first, long second) {
        return new Delta(table, name, at, Arrays.asList(dimensions), first, second);
    }
}
