package io.sojourn.stream.cases;

import io.sojourn.fact.FactTable;
import io.sojourn.stream.measures.Delta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells of a case that changed since they were last sent. While a case is folded anew it can also collect all of them,
 * to be held against an earlier fold.
 */
final class Cells {
    /** Who is told of changes. */
    interface Listener {
        void upsert(Cell cell);

        void delete(Cell cell);

        void delta(Delta delta);
    }

    private final List<Cell> changed = new ArrayList<>();
    private Map<Cell.Key, Cell> all;

    Cells(boolean collecting) {
        all = collecting ? new LinkedHashMap<>() : null;
    }

    Cell make(FactTable table, long episode, String name, long ordinal) {
        Cell cell = new Cell(table, episode, name, ordinal);
        if (all != null) {
            all.put(cell.key(), cell);
        }
        return cell;
    }

    void put(Cell cell, Object[] row, List<Delta> deltas) {
        cell.row = row;
        cell.deltas = deltas;
        mark(cell);
    }

    void remove(Cell cell) {
        cell.row = null;
        cell.deltas = List.of();
        mark(cell);
    }

    private void mark(Cell cell) {
        if (!cell.changed) {
            cell.changed = true;
            changed.add(cell);
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
        for (int i = 0; i < changed.size(); i++) {
            Cell cell = changed.get(i);
            cell.changed = false;
            if (cell.row == null) {
                if (cell.sentRow != null) {
                    listener.delete(cell);
                }
            } else if (cell.sentRow == null || !Arrays.equals(cell.row, cell.sentRow)) {
                listener.upsert(cell);
            }
            if (!cell.deltas.equals(cell.sentDeltas)) {
                cell.sentDeltas.forEach(d -> listener.delta(d.negated()));
                cell.deltas.forEach(listener::delta);
            }
            cell.sentRow = cell.row;
            cell.sentDeltas = cell.deltas;
        }
        changed.clear();
    }

    /** Tells how these cells differ from those of an earlier fold, which were sent; both have collected. */
    void replace(Cells earlier, Listener listener) {
        for (Cell old : earlier.all.values()) {
            Cell now = all.computeIfAbsent(old.key(), k -> new Cell(k.table(), k.episode(), k.name(), k.ordinal()));
            now.sentRow = old.row;
            now.sentDeltas = old.deltas;
            mark(now);
        }
        drain(listener);
    }

    /** Tells all rows, as if none of them had been sent; what they add to aggregates is not told again. */
    void tellRows(Listener listener) {
        for (Cell cell : all.values()) {
            if (cell.row != null) {
                listener.upsert(cell);
            }
        }
    }

    /** Takes back what all cells add to aggregates. */
    void retractDeltas(Listener listener) {
        for (Cell cell : all.values()) {
            cell.deltas.forEach(d -> listener.delta(d.negated()));
        }
    }

    /** Takes back all rows, as they are, and what they add to aggregates. */
    void retract(Listener listener) {
        for (Cell cell : all.values()) {
            if (cell.row != null) {
                cell.sentRow = cell.row;
                listener.delete(cell);
            }
        }
        retractDeltas(listener);
    }

    void stopCollecting() {
        all = null;
    }
}
