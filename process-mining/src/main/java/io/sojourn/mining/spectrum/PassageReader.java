package io.sojourn.mining.spectrum;

import io.sojourn.mining.flow.PairIds;
import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.IntervalOrder;
import io.sojourn.mining.log.Selection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the passages of a log in the order of its cases. */
final class PassageReader {
    private final List<String> names;
    private final PairIds pairs;
    private final int[] pairOf;
    private final long[] entered;
    private final long[] left;
    private final int[] cases;
    private int size;

    private PassageReader(Selection view) {
        this.names = view.log().activityNames();
        this.pairs = new PairIds(names.size());
        int passages = Math.toIntExact(view.events() - view.cases());
        this.pairOf = new int[passages];
        this.entered = new long[passages];
        this.left = new long[passages];
        this.cases = new int[passages];
    }

    static PassageReader of(Selection view) {
        PassageReader reader = new PassageReader(view);
        CaseBlocks blocks = new CaseBlocks(view, 0, view.cases(), CaseBlocks.Column.STARTS);
        IntervalOrder order = new IntervalOrder();
        while (blocks.next()) {
            for (int c = 0; c < blocks.cases(); c++) {
                int caseInLog = view.caseAt(blocks.firstCase() + c);
                reader.take(blocks, order, blocks.offsets()[c], blocks.offsets()[c + 1], caseInLog);
            }
        }
        return reader;
    }

    private void take(CaseBlocks block, IntervalOrder intervalOrder, int from, int to, int caseInLog) {
        boolean ordered = block.starts() == block.times();
        int[] order = ordered ? null : intervalOrder.of(block.starts(), from, to);
        for (int k = 1; k < to - from; k++) {
            int before = ordered ? from + k - 1 : order[k - 1];
            int after = ordered ? from + k : order[k];
            pairOf[size] = pairs.id(block.activities()[before], block.activities()[after]);
            entered[size] = block.times()[before];
            left[size] = block.starts()[after];
            cases[size++] = caseInLog;
        }
    }

    List<String> names() {
        return names;
    }

    long[] entered() {
        return entered;
    }

    long[] left() {
        return left;
    }

    int[] cases() {
        return cases;
    }

    int from(int pair) {
        return pairs.from(pair);
    }

    int to(int pair) {
        return pairs.to(pair);
    }

    /** The pairs by (from, to). */
    int[] sortedPairs() {
        return IntStream.range(0, pairs.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(pairs::from).thenComparingInt(pairs::to))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The passages by the place of their pair in a list, in the order in which they were read; {@code offsets} are filled. */
    int[] grouped(int[] pairsInOrder, int[] offsets) {
        int[] placeOf = new int[pairsInOrder.length];
        for (int s = 0; s < pairsInOrder.length; s++) {
            placeOf[pairsInOrder[s]] = s;
        }
        for (int pair : pairOf) {
            offsets[placeOf[pair] + 1]++;
        }
        for (int s = 0; s < pairsInOrder.length; s++) {
            offsets[s + 1] += offsets[s];
        }
        int[] next = offsets.clone();
        int[] order = new int[pairOf.length];
        for (int i = 0; i < order.length; i++) {
            order[next[placeOf[pairOf[i]]]++] = i;
        }
        return order;
    }
}
