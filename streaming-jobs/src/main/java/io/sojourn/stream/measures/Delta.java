package io.sojourn.stream.measures;

import io.sojourn.fact.FactTable;

/**
 * A change to an aggregate.
 *
 * @param series what it is about
 * @param at start of the pane; for aging the instant of the enter (microseconds)
 * @param first added to the numerator, the arrivals, or (aging) the number of open stays that entered then
 * @param second added to the denominator, or the departures; 0 for aging
 */
public record Delta(Series series, long at, long first, long second) {
    static final long PANE_MICROS = 60_000_000L;

    /** Start of the UTC minute that holds an instant. */
    public static long paneOf(long micros) {
        return Math.floorDiv(micros, PANE_MICROS) * PANE_MICROS;
    }

    public boolean isOfAges() {
        return series.table() == FactTable.QUEUE_AGING;
    }

    /** The same aggregate, changed by the opposite amount. */
    public Delta negated() {
        return new Delta(series, at, -first, -second);
    }

    /** What the streams of aggregates are partitioned by: a pane; of ages all of a series. */
    public PaneKey partition() {
        return new PaneKey(series, isOfAges() ? 0 : at);
    }

    // Written out: what records bring with them is slow until it is compiled, and deltas are many.
    @Override
    public boolean equals(Object other) {
        return other instanceof Delta d
                && at == d.at
                && first == d.first
                && second == d.second
                && series.equals(d.series);
    }

    @Override
    public int hashCode() {
        return 31 * series.hashCode() + Long.hashCode(at);
    }
}
