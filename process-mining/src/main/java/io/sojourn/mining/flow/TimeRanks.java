package io.sojourn.mining.flow;

import io.sojourn.mining.log.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Exact distributions of many groups of times without keeping them all. The first reading counts them in bins ({@link TimeBins}), which
 * tells the bins that have the values at the median and at the 90th percentile; the second reading keeps the times of these bins
 * only. Of a group with few times they were kept at once, and no second reading is needed.
 */
final class TimeRanks {
    private static final int[] NONE = {};

    private final List<TimeBins> first;
    /** By group and thread: the thread's own number of it, -1 where it has none. */
    private final List<int[]> own;

    private final Distribution[] known;
    private final TimeBins.Binned[] binned;
    /** By group: slot + 1 of each bin that is kept. */
    private final int[][] slots;

    private int slotCount;

    /** @param own by group and thread: the thread's own number of it, -1 where it has none */
    TimeRanks(List<TimeBins> first, List<int[]> own) {
        int groups = own.size();
        this.first = first;
        this.own = own;
        this.known = new Distribution[groups];
        this.binned = new TimeBins.Binned[groups];
        this.slots = new int[groups][];
        Parallel.run(groups, this::sum);
        for (int group = 0; group < groups; group++) {
            mark(group);
        }
    }

    /** True when the times must be read again. */
    boolean needsSecond() {
        return slotCount > 0;
    }

    private void sum(int group) {
        int count = 0;
        boolean few = true;
        for (int t = 0; t < first.size(); t++) {
            if (own.get(group)[t] >= 0) {
                count += first.get(t).count(own.get(group)[t]);
                few &= !first.get(t).isBinned(own.get(group)[t]);
            }
        }
        if (few) {
            long[] times = new long[count];
            int at = 0;
            for (int t = 0; t < first.size(); t++) {
                at = own.get(group)[t] < 0 ? at : first.get(t).copy(own.get(group)[t], times, at);
            }
            known[group] = Distribution.ofMicros(times, 0, count);
            return;
        }
        binned[group] = new TimeBins.Binned();
        for (int t = 0; t < first.size(); t++) {
            if (own.get(group)[t] >= 0) {
                first.get(t).addTo(binned[group], own.get(group)[t]);
            }
        }
    }

    /** Gives the bins of the wanted ranks a slot each. */
    private void mark(int group) {
        slots[group] = NONE;
        if (binned[group] == null) {
            return;
        }
        slots[group] = new int[TimeBins.BINS];
        long last = binned[group].count - 1;
        slot(group, 0);
        slot(group, last);
        for (double p : Distribution.PERCENTILES) {
            long rank = Percentile.of(last + 1, p).low();
            slot(group, rank);
            slot(group, Math.min(rank + 1, last));
        }
    }

    private void slot(int group, long rank) {
        long before = 0;
        int bin = 0;
        while (before + binned[group].bins[bin] <= rank) {
            before += binned[group].bins[bin++];
        }
        if (slots[group][bin] == 0 && !TimeBins.isNarrow(bin)) {
            slots[group][bin] = ++slotCount;
        }
    }

    /** One thread's part of the second reading. */
    Second second() {
        return new Second();
    }

    /** Keeps the times of the marked bins. */
    final class Second implements TimeSink {
        private final TimeGroups kept = new TimeGroups(slotCount);

        @Override
        public void add(int group, long time) {
            int[] marked = slots[group];
            if (marked != NONE) {
                int slot = marked[TimeBins.bin(time)];
                if (slot != 0) {
                    kept.add(slot - 1, time);
                }
            }
        }
    }

    /** The distributions by group, after all has been read a second time where that was needed. */
    Distribution[] distributions(List<Second> second) {
        List<TimeGroups> kept = second.stream().map(s -> s.kept).toList();
        Parallel.run(known.length, group -> {
            if (binned[group] != null) {
                known[group] = distribution(group, kept);
            }
        });
        return known;
    }

    private Distribution distribution(int group, List<TimeGroups> kept) {
        TimeBins.Binned all = binned[group];
        double[] percentiles = new double[Distribution.PERCENTILES.length];
        List<Bin> bins = bins(group, kept);
        for (int i = 0; i < percentiles.length; i++) {
            Percentile place = Percentile.of(all.count, Distribution.PERCENTILES[i]);
            long next = at(bins, Math.min(place.low() + 1, all.count - 1));
            percentiles[i] = place.value(at(bins, place.low()), next);
        }
        return Distribution.of(
                all.count, at(bins, 0), at(bins, all.count - 1), all.sum, percentiles[0], percentiles[1]);
    }

    /** The bins whose times are known. */
    private List<Bin> bins(int group, List<TimeGroups> kept) {
        List<Bin> bins = new ArrayList<>();
        long before = 0;
        for (int b = 0; b < TimeBins.BINS; b++) {
            long count = binned[group].bins[b];
            int slot = slots[group][b];
            if (slot != 0) {
                long[] times = together(kept, slot - 1);
                Arrays.sort(times);
                bins.add(new Bin(before, count, times));
            } else if (count > 0 && TimeBins.isNarrow(b)) {
                bins.add(new Bin(before, count, new long[] {TimeBins.onlyTime(b)}));
            }
            before += count;
        }
        return bins;
    }

    private static long[] together(List<TimeGroups> kept, int slot) {
        int[] same = new int[kept.size()];
        Arrays.fill(same, slot);
        return TimeGroups.together(kept, same);
    }

    private static long at(List<Bin> bins, long rank) {
        for (Bin bin : bins) {
            if (rank >= bin.before && rank - bin.before < bin.count) {
                return bin.times[(int) Math.min(rank - bin.before, bin.times.length - 1)];
            }
        }
        throw new IllegalStateException("the second reading had other times than the first");
    }

    /**
     * Times of a group in ascending order.
     *
     * @param before how many times of the group are less
     * @param times {@code count} of them, or the one that all are
     */
    private record Bin(long before, long count, long[] times) {}
}
