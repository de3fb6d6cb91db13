package io.sojourn.mining.statistics;

/**
 * Keeps about so many of a greater number of things, chosen by a fixed mixing of their places: the same ones each time, and in no
 * rhythm with the order of the things. (Every tenth event would always be the same step of cases of ten events.)
 *
 * @param all how many there are
 * @param most how many to keep, about; all where there are no more
 */
public record Thinning(long all, long most) {
    /** True of a thing that is kept, by its place from 0. */
    public boolean keeps(long place) {
        return all <= most || (mixed(place) >>> 11) * 0x1p-53 * all < most;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mixed(long place) {
        long z = (place + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
