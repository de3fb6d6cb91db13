package io.sojourn.mining.spectrum;

import java.util.Arrays;

/**
 * The passages of one segment by (entered, left, place of the case in the log), one at least. The arrays that are handed out are its
 * own: read them, don't write them.
 */
public final class SegmentPassages {
    private final Segment segment;
    private final long[] entered;
    private final long[] left;
    private final int[] cases;

    SegmentPassages(Segment segment, long[] entered, long[] left, int[] cases) {
        this.segment = segment;
        this.entered = entered;
        this.left = left;
        this.cases = cases;
    }

    public Segment segment() {
        return segment;
    }

    public int size() {
        return entered.length;
    }

    /** When each passage begins, microseconds. */
    public long[] entered() {
        return entered;
    }

    /** When each passage ends, microseconds. */
    public long[] left() {
        return left;
    }

    /** The case of each passage, by its place in the log. */
    public int[] cases() {
        return cases;
    }

    /** How many cases have a passage. */
    public int caseCount() {
        return (int) Arrays.stream(cases).distinct().count();
    }

    /** How long each passage takes, microseconds; negative where the next event begins before this one ends. A new array. */
    public long[] waits() {
        long[] waits = new long[size()];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = left[i] - entered[i];
        }
        return waits;
    }
}
