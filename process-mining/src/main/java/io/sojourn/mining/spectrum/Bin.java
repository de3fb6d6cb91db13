package io.sojourn.mining.spectrum;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens in a segment in one window.
 *
 * @param pending passages under way when the window begins: entered before, left then or later
 * @param started passages entered in it
 * @param stopped passages left in it
 */
public record Bin(long pending, long started, long stopped) {
    /** For each window. Without negative waits, the next pending is pending + started - stopped. O(n log windows). */
    static List<Bin> of(SegmentPassages passages, Windows windows) {
        long[] change = new long[windows.size() + 1];
        long[] started = new long[windows.size()];
        long[] stopped = new long[windows.size()];
        for (int i = 0; i < passages.size(); i++) {
            int in = windows.at(passages.entered()[i]);
            int out = windows.at(passages.left()[i]);
            started[in]++;
            stopped[out]++;
            if (out > in) {
                change[in + 1]++;
                change[out + 1]--;
            }
        }
        List<Bin> bins = new ArrayList<>();
        long pending = 0;
        for (int w = 0; w < windows.size(); w++) {
            pending += change[w];
            bins.add(new Bin(pending, started[w], stopped[w]));
        }
        return List.copyOf(bins);
    }
}
