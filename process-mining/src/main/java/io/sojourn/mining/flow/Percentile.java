package io.sojourn.mining.flow;

/**
 * Where a percentile of values in ascending order lies: at {@code low + share}, counted from 0, linearly between neighbours
 * (R type 7).
 *
 * @param low place of the lower neighbour
 * @param share of the way to the next one, 0 to less than 1
 * @param hasNext false when the lower one is the last
 */
public record Percentile(long low, double share, boolean hasNext) {
    /** Of {@code count} values, at least one; {@code p} from 0 to 1. */
    public static Percentile of(long count, double p) {
        double place = (count - 1) * p;
        long low = (long) place;
        return new Percentile(low, place - low, low + 1 < count);
    }

    /** The percentile, given the value at {@code low} and the one behind it. */
    public double value(long lowValue, long nextValue) {
        return hasNext ? lowValue + share * (nextValue - lowValue) : lowValue;
    }
}
