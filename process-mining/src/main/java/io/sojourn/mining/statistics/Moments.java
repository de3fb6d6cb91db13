package io.sojourn.mining.statistics;

/** Count, mean and variance of values, added one by one (Welford). Not thread-safe. */
public final class Moments {
    private long count;
    private double mean;
    private double squares;

    public void add(double value) {
        count++;
        double apart = value - mean;
        mean += apart / count;
        squares += apart * (value - mean);
    }

    public long count() {
        return count;
    }

    /** 0 of no values. */
    public double mean() {
        return mean;
    }

    /** Of the sample: divided by one less than the count; 0 of fewer than two. */
    public double variance() {
        return count < 2 ? 0 : squares / (count - 1);
    }

    /** What is left of all values when some of them are taken out. */
    public static Moments without(Moments all, Moments some) {
        Moments rest = new Moments();
        rest.count = all.count - some.count;
        if (rest.count > 0) {
            rest.mean = (all.mean * all.count - some.mean * some.count) / rest.count;
            double between = rest.mean - some.mean;
            double shared = (double) rest.count * some.count / all.count * between * between;
            rest.squares = Math.max(0, all.squares - some.squares - shared);
        }
        return rest;
    }

    /** Standard error of the difference of two means, variances apart (Welch). */
    public static double errorOfDifference(Moments a, Moments b) {
        return Math.sqrt(a.variance() / a.count + b.variance() / b.count);
    }
}
