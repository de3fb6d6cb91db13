package io.sojourn.mining.flow;

import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.StableSort;
import java.util.stream.IntStream;

/**
 * Sorts variants by (cases down, activities). Codes of activities are in the order of their names, so sequences of codes are
 * compared; three of them at a time make one key, and only equal keys look further.
 */
final class VariantOrder {
    private static final int BITS = 21;
    private static final int CODES = 3;
    private static final int SMALL_BITS = 9;
    private static final int SMALL_CODES = 7;

    private final Variants variants;
    private final Selection selection;
    private final int[] order;
    private final int[] spare;
    private final long[] keys;
    private final int[][] sequences;
    private final int bits;
    private final int codes;

    VariantOrder(Variants variants) {
        this.variants = variants;
        this.selection = variants.selection();
        int count = variants.count();
        this.order = IntStream.range(0, count).toArray();
        this.spare = new int[count];
        this.keys = new long[count];
        this.sequences = new int[count][];
        boolean few = selection.log().activityNames().size() + 1 < 1 << SMALL_BITS;
        this.bits = few ? SMALL_BITS : BITS;
        this.codes = few ? SMALL_CODES : CODES;
    }

    /** All variants, of which the first {@code top} are where they belong; 0 for all. */
    int[] sorted(int top) {
        for (int v : order) {
            keys[v] = -variants.cases(v);
        }
        StableSort.sort(order, 0, order.length, keys, spare);
        sortRuns(0, order.length, 0, top <= 0 ? order.length : top);
        return order;
    }

    /** Sorts each stretch of equal keys that begins before {@code stop} by the next activities. */
    private void sortRuns(int from, int to, int depth, int stop) {
        long[] inOrder = new long[to - from];
        for (int i = from; i < to; i++) {
            inOrder[i - from] = keys[order[i]];
        }
        int begin = from;
        while (begin < Math.min(to, stop)) {
            int end = begin + 1;
            while (end < to && inOrder[end - from] == inOrder[begin - from]) {
                end++;
            }
            if (end - begin > 1) {
                for (int i = begin; i < end; i++) {
                    keys[order[i]] = key(order[i], depth);
                }
                StableSort.sort(order, begin, end, keys, spare);
                sortRuns(begin, end, depth + codes, stop);
            }
            begin = end;
        }
    }

    private long key(int variant, int depth) {
        if (sequences[variant] == null) {
            sequences[variant] = selection.sequence(variants.example(variant));
        }
        int[] sequence = sequences[variant];
        long key = 0;
        for (int i = depth; i < depth + codes; i++) {
            key = key << bits | (i < sequence.length ? sequence[i] + 1 : 0);
        }
        return key;
    }
}
