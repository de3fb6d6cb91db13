package io.sojourn.mining.flow;

import java.util.Arrays;
import java.util.List;

/** Times by group, in an array for each group that grows. */
final class TimeGroups {
    private static final int FIRST = 16;

    private long[][] times;
    private int[] sizes;

    TimeGroups(int groups) {
        times = new long[groups][];
        sizes = new int[groups];
    }

    void add(int group, long time) {
        if (group >= sizes.length) {
            times = Arrays.copyOf(times, Math.max(group + 1, group * 2));
            sizes = Arrays.copyOf(sizes, times.length);
        }
        int size = sizes[group]++;
        long[] own = times[group];
        if (own == null || size == own.length) {
            own = own == null ? new long[FIRST] : Arrays.copyOf(own, size + Math.max(FIRST, size));
            times[group] = own;
        }
        own[size] = time;
    }

    int size(int group) {
        return group < sizes.length ? sizes[group] : 0;
    }

    /** The distribution of one group of several collections; it reorders their times. */
    static Distribution distribution(List<TimeGroups> all, int[] groups) {
        int total = 0;
        int filled = 0;
        for (int i = 0; i < groups.length; i++) {
            int size = groups[i] < 0 ? 0 : all.get(i).size(groups[i]);
            total += size;
            filled += size > 0 ? 1 : 0;
        }
        long[] together = filled == 1 ? null : new long[total];
        int at = 0;
        for (int i = 0; i < groups.length; i++) {
            int size = groups[i] < 0 ? 0 : all.get(i).size(groups[i]);
            if (size > 0) {
                long[] own = all.get(i).times[groups[i]];
                if (together == null) {
                    return Distribution.ofMicros(own, 0, size);
                }
                System.arraycopy(own, 0, together, at, size);
                at += size;
            }
        }
        return Distribution.ofMicros(together, 0, total);
    }
}
