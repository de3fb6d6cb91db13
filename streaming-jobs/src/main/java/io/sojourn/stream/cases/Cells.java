package io.sojourn.stream.cases;

import io.sojourn.stream.measures.Delta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All cells of a case, and which of them changed since they were last sent. */
final class Cells {
    /** Who is told of changes. */
    interface Listener {
        void upsert(Cell cell);

        void delete(Cell cell);

        void delta(Delta delta);
    }

    private final Map<CellKey, Cell> all = new LinkedHashMap<>();
    private final List<Cell> changed = new ArrayList<>();

    void put(CellKey key, Object[] row, List<Delta> deltas) {
        Cell cell = all.computeIfAbsent(key, Cell::new);
        cell.row = row;
        cell.deltas = deltas;
        mark(cell);
    }

    void remove(CellKey key) {
        Cell cell = all.get(key);
        if (cell != null) {
            cell.row = null;
            cell.deltas = List.of();
            mark(cell);
        }
    }

    private void mark(Cell cell) {
        if (!cell.changed) {
            cell.changed = true;
            changed.add(cell);
        }
    }

    /** Takes over what was sent of an earlier fold of the same case. */
    void continueFrom(Cells earlier) {
        for (Cell old : earlier.all.values()) {
            Cell now = all.computeIfAbsent(old.key, Cell::new);
            now.sentRow = old.sentRow;
            now.sentDeltas = old.sentDeltas;
            mark(now);
        }
    }

    /** Takes all cells for sent, as they are. */
    void markSent() {
        for (Cell cell : changed) {
            cell.changed = false;
            cell.sentRow = cell.row;
            cell.sentDeltas = cell.deltas;
        }
        changed.clear();
    }

    /** Tells what changed, and takes it for sent. */
    void drain(Listener listener) {
        for (Cell cell : changed) {
            cell.changed = false;
            if (cell.row != null && !Arrays.equals(cell.row, cell.sentRow)) {
                listener.upsert(cell);
            } else if (cell.row == null && cell.sentRow != null) {
                listener.delete(cell);
            }
            if (!cell.deltas.equals(cell.sentDeltas)) {
                cell.sentDeltas.forEach(d -> listener.delta(d.negated()));
                cell.deltas.forEach(listener::delta);
            }
            cell.sentRow = cell.row;
            cell.sentDeltas = cell.deltas;
            if (cell.row == null && cell.deltas.isEmpty()) {
                all.remove(cell.key);
            }
        }
        changed.clear();
    }

    /** Takes back what all cells add to aggregates. */
    void retractDeltas(Listener listener) {
        for (Cell cell : all.values()) {
            cell.sentDeltas.forEach(d -> listener.delta(d.negated()));
            cell.sentDeltas = List.of();
        }
    }

    /** Takes no row for sent any more: all are told again. */
    void forgetRows() {
        for (Cell cell : all.values()) {
            cell.sentRow = null;
            mark(cell);
        }
    }
}
