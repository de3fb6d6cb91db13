package io.sojourn.api.resources;

import java.util.List;

/**
 * Which cells of a list are hidden, so that no count of cases from 1 to below {@code least} is told, nor can be had by
 * subtracting the others from a total that is shown. Each cell has some counts, such as a denominator and a numerator.
 *
 * <p>First every cell with a small count; then, while only one is hidden, or the hidden ones have a small sum, the next in size
 * (smallest first count, then the earlier one). A list of nothing but zeros is shown.
 */
public final class SmallCells {
    private final long least;

    /** @param least the smallest count that is shown, but 0 */
    public SmallCells(int least) {
        this.least = least;
    }

    public boolean isSmall(long count) {
        return count > 0 && count < least;
    }

    private boolean hasSmall(long[] counts) {
        for (long count : counts) {
            if (isSmall(count)) {
                return true;
            }
        }
        return false;
    }

    /** For each cell whether it is hidden. */
    public boolean[] hidden(List<long[]> cells) {
        boolean[] hidden = new boolean[cells.size()];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = hasSmall(cells.get(i));
        }
        complete(cells, hidden);
        return hidden;
    }

    /** Hides more cells, where what is hidden already would be told by the others and their total. */
    public void complete(List<long[]> cells, boolean[] hidden) {
        while (isTold(cells, hidden)) {
            int next = next(cells, hidden);
            if (next < 0) {
                return;
            }
            hidden[next] = true;
        }
    }

    /** True where the hidden cells' sum tells one of them. */
    private boolean isTold(List<long[]> cells, boolean[] hidden) {
        int count = 0;
        long[] sums = cells.isEmpty() ? new long[0] : new long[cells.get(0).length];
        for (int i = 0; i < hidden.length; i++) {
            if (hidden[i]) {
                count++;
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += cells.get(i)[k];
                }
            }
        }
        return count == 1 || hasSmall(sums);
    }

    /** The smallest cell that is shown and not empty; -1 where there is none. */
    private static int next(List<long[]> cells, boolean[] hidden) {
        int next = -1;
        for (int i = 0; i < hidden.length; i++) {
            long size = cells.get(i)[0];
            if (!hidden[i] && size > 0 && (next < 0 || size < cells.get(next)[0])) {
                next = i;
            }
        }
        return next;
    }
}
