package io.sojourn.stream.mining;

import java.util.HashMap;
import java.util.Map;

/**
 * In: spreads sorted by group. Memory: one group. Out: its summary. A failed attempt is done again from its first group.
 */
final class SummaryOperator extends RunOperator {
    private static final long serialVersionUID = 1L;

    private transient Map<Piece.Group, Histogram> groups;

    @Override
    public void open() throws Exception {
        super.open();
        groups = new HashMap<>();
    }

    @Override
    long keyOf(Piece piece) {
        return key(piece);
    }

    static long key(Piece piece) {
        return piece.group().id();
    }

    @Override
    void take(Piece piece) {
        groups.computeIfAbsent(piece.group(), unknown -> new Histogram()).add(piece.numbers());
    }

    @Override
    void endKey() {
        groups.forEach((group, histogram) -> send(Summary.of(group, histogram)));
        groups.clear();
    }
}
