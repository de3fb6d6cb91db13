package io.sojourn.mining.flow;

import java.util.Arrays;

/** Finds the value that sorting would put at a place, in linear time on average. */
final class Select {
    private static final int SHORT = 48;
    private static final int MOST_ROUNDS = 64;

    private Select() {}

    /**
     * Reorders {@code values[from, to)} so that the value at {@code place} is the one that sorting would put there, no value
     * before it is greater, and none behind it smaller.
     */
    static void to(long[] values, int from, int to, int place) {
        int low = from;
        int high = to - 1;
        for (int round = 0; high - low > SHORT; round++) {
            if (round == MOST_ROUNDS) {
                break;
            }
            long pivot = pivot(values, low, high);
            int i = low - 1;
            int j = high + 1;
            while (true) {
                do {
                    i++;
                } while (values[i] < pivot);
                do {
                    j--;
                } while (values[j] > pivot);
                if (i >= j) {
                    break;
                }
                long swapped = values[i];
                values[i] = values[j];
                values[j] = swapped;
            }
            if (place <= j) {
                high = j;
            } else {
                low = j + 1;
            }
        }
        Arrays.sort(values, low, high + 1);
    }

    /** The median of three medians of three; never the last value alone, so that both sides shrink. */
    private static long pivot(long[] v, int low, int high) {
        int eighth = (high - low) >> 3;
        int middle = (low + high) >>> 1;
        return median(
                median(v[low], v[low + eighth], v[low + 2 * eighth]),
                median(v[middle - eighth], v[middle], v[middle + eighth]),
                median(v[high - 1 - 2 * eighth], v[high - 1 - eighth], v[high - 1]));
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
