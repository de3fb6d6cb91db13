package io.sojourn.stream.cases;

import io.sojourn.stream.measures.Delta;
import java.util.List;

/**
 * One fact of a case: its row now, what it adds to aggregates, and both as they were last sent. A cell without a row is
 * an event that only counts.
 */
final class Cell {
    final CellKey key;
    Object[] row;
    List<Delta> deltas = List.of();
    Object[] sentRow;
    List<Delta> sentDeltas = List.of();
    boolean changed;

    Cell(CellKey key) {
        this.key = key;
    }
}
