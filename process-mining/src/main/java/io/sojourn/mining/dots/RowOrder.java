package io.sojourn.mining.dots;

import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.StableSort;
import java.util.stream.IntStream;

/** The cases of a view, by their place in the log, in the order of the rows of a chart. */
final class RowOrder {
    private RowOrder() {}

    static IntStream of(Selection view, DotOptions.Order order) {
        int[] rows = IntStream.range(0, view.cases()).toArray();
        long[] keys = new long[rows.length];
        for (int c = 0; c < rows.length; c++) {
            keys[c] = key(view, view.caseAt(c), order);
        }
        StableSort.sort(rows, 0, rows.length, keys, new int[rows.length]);
        return IntStream.of(rows).map(view::caseAt);
    }

    /** Events of a case are in the order of their times. */
    private static long key(Selection view, int caseInLog, DotOptions.Order order) {
        int from = view.log().offsets()[caseInLog];
        int to = view.log().offsets()[caseInLog + 1] - 1;
        while (!view.hasEvent(from)) {
            from++;
        }
        while (!view.hasEvent(to)) {
            to--;
        }
        long first = view.log().times()[from];
        long last = view.log().times()[to];
        return switch (order) {
            case FIRST -> first;
            case LAST -> last;
            case DURATION -> last - first;
        };
    }
}
