package io.sojourn.stream.cases;

import io.sojourn.fact.FactTable;
import io.sojourn.stream.measures.Delta;
import java.util.List;

/**
 * One fact of a case: its row now, what it adds to aggregates, and both as they were last sent. A cell without a row is
 * an event that only counts. Whoever may change it again holds it; all others forget it once it is sent.
 */
final class Cell {
    /** Its table; null for what an event alone adds to measures. */
    final FactTable table;

    final long episode;
    /** Queue, SLA, measure, or the event's identity; null where the table has none. */
    final String name;

    final long ordinal;
    Object[] row;
    List<Delta> deltas = List.of();
    Object[] sentRow;
    List<Delta> sentDeltas = List.of();
    boolean changed;

    Cell(FactTable table, long episode, String name, long ordinal) {
        this.table = table;
        this.episode = episode;
        this.name = name;
        this.ordinal = ordinal;
    }

    /** What the fact is called: stable while the case is folded again. */
    record Key(FactTable table, long episode, String name, long ordinal) {}

    Key key() {
        return new Key(table, episode, name, ordinal);
    }
}
