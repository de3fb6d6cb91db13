package io.sojourn.stream.measures;

import io.sojourn.fact.FactTable;
import java.util.List;

/**
 * A change to an aggregate.
 *
 * @param process of which process
 * @param version under which version of its definition
 * @param table {@code MEASURE_PANES}, {@code QUEUE_PANES} or {@code QUEUE_AGING}
 * @param name the measure, or the queue
 * @param at start of the pane; for aging the instant of the enter (microseconds)
 * @param dimensions values of the definition's dimensions, no nulls
 * @param first added to the numerator, the arrivals, or (aging) the number of open stays that entered then
 * @param second added to the denominator, or the departures; 0 for aging
 */
public record Delta(
        String process,
        long version,
        FactTable table,
        String name,
        long at,
        List<String> dimensions,
        long first,
        long second) {
    static final long PANE_MICROS = 60_000_000L;

    /** Start of the UTC minute that holds an instant. */
    public static long paneOf(long micros) {
        return Math.floorDiv(micros, PANE_MICROS) * PANE_MICROS;
    }

    /** The same aggregate, changed by the opposite amount. */
    public Delta negated() {
        return with(-first, -second);
    }

    /** A delta of the same aggregate. */
    Delta with(long newFirst, long newSecond) {
        return new Delta(process, version, table, name, at, dimensions, newFirst, newSecond);
    }

    /** The aggregate that it changes: deltas of equal keys add up. */
    public Key key() {
        return new Key(process, version, table, name, at, dimensions);
    }

    /** An aggregate's identity; {@code at} as in {@link Delta}. */
    public record Key(String process, long version, FactTable table, String name, long at, List<String> dimensions) {
        /** As the records of Java do it, but without what they cost. */
        @Override
        public int hashCode() {
            int hash = 31 * name.hashCode() + Long.hashCode(at);
            for (int i = 0; i < dimensions.size(); i++) {
                hash = 31 * hash + dimensions.get(i).hashCode();
            }
            return hash * 31 + table.ordinal() + (int) version;
        }
    }

    /** What the streams of aggregates are partitioned by: aging has one key per queue and dimensions. */
    public String partition() {
        StringBuilder s = new StringBuilder(64).append(table.ordinal());
        if (table != FactTable.QUEUE_AGING) {
            s.append('@').append(at);
        }
        append(s.append('#').append(version), process);
        append(s, name);
        dimensions.forEach(d -> append(s, d));
        return s.toString();
    }

    /** With its length before it, so that no two lists of texts give one text. */
    private static void append(StringBuilder s, String text) {
        s.append(' ').append(text.length()).append(':').append(text);
    }
}
