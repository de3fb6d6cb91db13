package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.IntervalOrder;

/** Tells the time of each directly-follows pair of one thread's cases: from the end of the one to the start of the other. */
final class Arcs implements Kernel {
    private final PairIds pairs;
    private final TimeSink times;
    private final IntervalOrder intervalOrder = new IntervalOrder();
    private long overlaps;

    /**
     * @param pairs numbers the pairs; new ones get a number
     * @param times takes them by these numbers
     */
    Arcs(PairIds pairs, TimeSink times) {
        this.pairs = pairs;
        this.times = times;
    }

    @Override
    public void take(CaseBlocks block) {
        if (block.starts() == block.times()) {
            takeTimes(block);
        } else {
            takeIntervals(block);
        }
    }

    private void takeTimes(CaseBlocks block) {
        int[] activities = block.activities();
        int[] offsets = block.offsets();
        long[] t = block.times();
        for (int c = 0; c < block.cases(); c++) {
            for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                times.add(pairs.id(activities[i - 1], activities[i]), t[i] - t[i - 1]);
            }
        }
    }

    private void takeIntervals(CaseBlocks block) {
        int[] activities = block.activities();
        int[] offsets = block.offsets();
        for (int c = 0; c < block.cases(); c++) {
            int[] order = intervalOrder.of(block.starts(), offsets[c], offsets[c + 1]);
            int from = order[0];
            for (int i = 1; i < offsets[c + 1] - offsets[c]; i++) {
                int to = order[i];
                long time = block.starts()[to] - block.times()[from];
                times.add(pairs.id(activities[from], activities[to]), time);
                overlaps += time < 0 ? 1 : 0;
                from = to;
            }
        }
    }

    PairIds pairs() {
        return pairs;
    }

    /** How many times were negative. */
    long overlaps() {
        return overlaps;
    }
}
