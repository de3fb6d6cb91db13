package io.sojourn.mining.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times by group. Each group has arrays that are never copied while it grows: the longer it is, the longer the next one. */
public final class TimeGroups {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 1 << 13;
    private static final long[] NONE = {};

    private long[][] open;
    private int[] used;
    private final List<List<long[]>> full = new ArrayList<>();

    /** @param groups how many there are at first; there may come more */
    public TimeGroups(int groups) {
        open = new long[groups][];
        Arrays.fill(open, NONE);
        used = new int[groups];
    }

    /** Adds a time, microseconds. */
    public void add(int group, long time) {
        if (group >= used.length) {
            widen(group);
        }
        long[] times = open[group];
        int at = used[group];
        if (at == times.length) {
            times = next(group);
            at = 0;
        }
        times[at] = time;
        used[group] = at + 1;
    }

    private void widen(int group) {
        int old = used.length;
        used = Arrays.copyOf(used, Math.max(group + 1, old * 2));
        open = Arrays.copyOf(open, used.length);
        Arrays.fill(open, old, open.length, NONE);
    }

    private long[] next(int group) {
        while (full.size() <= group) {
            full.add(new ArrayList<>());
        }
        if (open[group].length > 0) {
            full.get(group).add(open[group]);
        }
        open[group] = new long[Math.min(LONGEST, Math.max(SHORTEST, open[group].length * 4))];
        return open[group];
    }

    int size(int group) {
        if (group >= used.length) {
            return 0;
        }
        int size = used[group];
        if (group < full.size()) {
            for (long[] times : full.get(group)) {
                size += times.length;
            }
        }
        return size;
    }

    private int copy(int group, long[] into, int at) {
        if (group >= used.length) {
            return at;
        }
        int end = at;
        if (group < full.size()) {
            for (long[] times : full.get(group)) {
                System.arraycopy(times, 0, into, end, times.length);
                end += times.length;
            }
        }
        System.arraycopy(open[group], 0, into, end, used[group]);
        return end + used[group];
    }

    /** The distribution of one group of several collections; its number in each, -1 where it has none there. */
    public static Distribution distribution(List<TimeGroups> all, int[] groups) {
        int total = 0;
        for (int i = 0; i < groups.length; i++) {
            total += groups[i] < 0 ? 0 : all.get(i).size(groups[i]);
        }
        long[] together = new long[total];
        int at = 0;
        for (int i = 0; i < groups.length; i++) {
            at = groups[i] < 0 ? at : all.get(i).copy(groups[i], together, at);
        }
        return Distribution.ofMicros(together, 0, total);
    }
}
