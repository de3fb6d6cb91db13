package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.IntervalOrder;
import io.sojourn.mining.log.Parallel;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The directly-follows pairs of a log and their times. */
final class Arcs implements Kernel {
    private final PairIds pairs;
    private final TimeGroups times;
    private final IntervalOrder intervalOrder = new IntervalOrder();
    private long overlaps;

    Arcs(int activities) {
        pairs = new PairIds(activities);
        times = new TimeGroups(64);
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

    long overlaps() {
        return overlaps;
    }

    /** Of all threads, by (count down, from, to); codes are in the order of names. */
    static List<Arc> list(List<Arcs> all, List<String> names) {
        PairIds.Merged merged = PairIds.merge(all.stream().map(a -> a.pairs).toList());
        PairIds together = merged.pairs();
        List<TimeGroups> groups = all.stream().map(a -> a.times).toList();
        Distribution[] times = new Distribution[together.size()];
        Parallel.run(
                times.length,
                id -> times[id] = TimeGroups.distribution(groups, merged.ids().get(id)));
        return IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(id -> -times[id].count())
                        .thenComparingInt(together::from)
                        .thenComparingInt(together::to))
                .map(id ->
                        new Arc(names.get(together.from(id)), names.get(together.to(id)), times[id].count(), times[id]))
                .toList();
    }
}
