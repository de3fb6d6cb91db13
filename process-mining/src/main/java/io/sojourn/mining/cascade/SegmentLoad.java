package io.sojourn.mining.cascade;

import io.sojourn.mining.spectrum.SegmentPassages;
import io.sojourn.mining.spectrum.Windows;
import java.util.stream.IntStream;

/**
 * How full a segment is, window by window: the time that passages spend in it in a window, and how many are in it at some moment.
 * The times of all windows add up to the waits of all passages that aren't negative. O(n log windows).
 */
final class SegmentLoad {
    private static final double NORMAL_MAD = 1.4826;

    private final Windows windows;
    private final long[] micros;
    private final int[] present;
    private final double usual;
    private final double spread;

    SegmentLoad(SegmentPassages passages, Windows windows) {
        this.windows = windows;
        this.micros = new long[windows.size()];
        this.present = new int[windows.size()];
        int[] throughout = new int[windows.size() + 1];
        for (int i = 0; i < passages.size(); i++) {
            add(passages.entered()[i], passages.left()[i], throughout);
        }
        int all = 0;
        for (int w = 0; w < micros.length; w++) {
            all += throughout[w];
            micros[w] += all * windows.length(w);
            present[w] += all;
        }
        this.usual = medianDistance(0);
        this.spread = NORMAL_MAD * medianDistance(usual);
    }

    private void add(long entered, long left, int[] throughout) {
        if (left < entered) {
            return;
        }
        int in = windows.at(entered);
        int out = windows.at(left);
        present[in]++;
        if (in == out) {
            micros[in] += left - entered;
            return;
        }
        present[out]++;
        micros[in] += windows.begin(in + 1) - entered;
        micros[out] += left - windows.begin(out);
        throughout[in + 1]++;
        throughout[out]--;
    }

    /** Time spent in a window, microseconds. */
    long micros(int window) {
        return micros[window];
    }

    /** Passages that are in the segment at some moment of a window. */
    int present(int window) {
        return present[window];
    }

    /** How many stand in it on average in a window. */
    double standing(int window) {
        return (double) micros[window] / windows.length(window);
    }

    /** Time spent in a window above the segment's usual, microseconds; negative where it is below. */
    double excessMicros(int window) {
        return micros[window] - usual * windows.length(window);
    }

    /** The median over all windows of how many stand in it. */
    double usual() {
        return usual;
    }

    /** The median distance from the usual, so scaled that it is the standard deviation of normal values. */
    double spread() {
        return spread;
    }

    /** The mean over all windows of how many stand in it. */
    double mean() {
        return IntStream.range(0, micros.length)
                .mapToDouble(this::standing)
                .average()
                .orElse(0);
    }

    private double medianDistance(double centre) {
        double[] values = IntStream.range(0, micros.length)
                .mapToDouble(w -> Math.abs(standing(w) - centre))
                .sorted()
                .toArray();
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }
}
