package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.IntervalOrder;
import io.sojourn.mining.log.Selection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The directly-follows pairs of a log and their times: one thread's first reading. */
final class Arcs implements Kernel {
    private final PairIds pairs;
    private final TimeBins times;
    private final IntervalOrder intervalOrder = new IntervalOrder();
    private long overlaps;

    Arcs(int activities) {
        pairs = new PairIds(activities);
        times = new TimeBins(64);
    }

    @Override
    public void take(CaseBlocks block) {
        if (block.starts() == block.times()) {
            takeTimes(block);
        } else {
            overlaps += takeIntervals(block, intervalOrder, (from, to, time) -> times.add(pairs.id(from, to), time));
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

    /** Told of each pair. */
    private interface Pairs {
        void pair(int from, int to, long time);
    }

    /** The pairs of a block in the order of starts; how many have a negative time. */
    private static long takeIntervals(CaseBlocks block, IntervalOrder intervalOrder, Pairs pairs) {
        int[] activities = block.activities();
        int[] offsets = block.offsets();
        long overlaps = 0;
        for (int c = 0; c < block.cases(); c++) {
            int[] order = intervalOrder.of(block.starts(), offsets[c], offsets[c + 1]);
            int from = order[0];
            for (int i = 1; i < offsets[c + 1] - offsets[c]; i++) {
                int to = order[i];
                long time = block.starts()[to] - block.times()[from];
                pairs.pair(activities[from], activities[to], time);
                overlaps += time < 0 ? 1 : 0;
                from = to;
            }
        }
        return overlaps;
    }

    long overlaps() {
        return overlaps;
    }

    /** One thread's second reading. */
    private static final class Again implements Kernel {
        private final PairIds pairs;
        private final TimeRanks.Second times;
        private final IntervalOrder intervalOrder = new IntervalOrder();

        Again(PairIds pairs, TimeRanks.Second times) {
            this.pairs = pairs;
            this.times = times;
        }

        @Override
        public void take(CaseBlocks block) {
            if (block.starts() == block.times()) {
                takeTimes(block);
            } else {
                takeIntervals(block, intervalOrder, (from, to, time) -> times.add(pairs.find(from, to), time));
            }
        }

        private void takeTimes(CaseBlocks block) {
            int[] activities = block.activities();
            int[] offsets = block.offsets();
            long[] t = block.times();
            for (int c = 0; c < block.cases(); c++) {
                for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                    times.add(pairs.find(activities[i - 1], activities[i]), t[i] - t[i - 1]);
                }
            }
        }
    }

    /** Of all threads, by (count down, from, to); codes are in the order of names. */
    static List<Arc> list(List<Arcs> all, Selection selection) {
        List<String> names = selection.log().activityNames();
        PairIds together = new PairIds(names.size());
        for (Arcs own : all) {
            for (int id = 0; id < own.pairs.size(); id++) {
                together.id(own.pairs.from(id), own.pairs.to(id));
            }
        }
        Distribution[] times = times(all, selection, together);
        return IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(id -> -times[id].count())
                        .thenComparingInt(together::from)
                        .thenComparingInt(together::to))
                .map(id ->
                        new Arc(names.get(together.from(id)), names.get(together.to(id)), times[id].count(), times[id]))
                .toList();
    }

    private static Distribution[] times(List<Arcs> all, Selection selection, PairIds together) {
        int[][] own = new int[all.size()][together.size()];
        for (int t = 0; t < own.length; t++) {
            PairIds pairs = all.get(t).pairs;
            Arrays.setAll(own[t], id -> pairs.find(together.from(id), together.to(id)));
        }
        TimeRanks ranks = new TimeRanks(all.stream().map(a -> a.times).toList(), together.size(), own);
        if (!ranks.needsSecond()) {
            return ranks.distributions(List.of());
        }
        List<TimeRanks.Second> second =
                IntStream.range(0, all.size()).mapToObj(t -> ranks.second()).toList();
        Iterator<TimeRanks.Second> each = second.iterator();
        FlowPass.over(selection, () -> new Again(together, each.next()), CaseBlocks.Column.STARTS);
        return ranks.distributions(second);
    }
}
