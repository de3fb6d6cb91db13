package io.sojourn.stream.cases;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import io.sojourn.stream.measures.Delta;
import io.sojourn.stream.measures.DeltaBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Makes results of what happens to cases. */
final class CellSender implements Cells.Listener {
    private static final Map<FactTable, Integer> KEY_COLUMNS = new EnumMap<>(FactTable.class);

    static {
        for (FactTable table : FactTable.values()) {
            if (table.owner() == FactTable.Owner.CASE) {
                KEY_COLUMNS.put(table, TableSchema.keyColumnsOfCases(table));
            }
        }
    }

    private final long epoch;
    private final boolean replacing;
    private final Consumer<Result> out;
    private final DeltaBuffer deltas;
    private int group;

    /** @param replacing true when an earlier writer may have told the same before */
    CellSender(long epoch, boolean replacing, Consumer<Result> out, DeltaBuffer deltas) {
        this.replacing = replacing;
        this.epoch = epoch;
        this.out = out;
        this.deltas = deltas;
    }

    /** Tells the changes of this case's cells from now on. */
    Cells.Listener of(OpenCase c) {
        group = c.group;
        return this;
    }

    void send(OpenCase c, FactTable table, Object[] row) {
        out.accept(Result.upsert(table, row, c.group, epoch));
    }

    void remove(OpenCase c, FactTable table, Object[] row) {
        out.accept(Result.delete(table, key(table, row), c.group, epoch));
    }

    private static Object[] key(FactTable table, Object[] row) {
        return Arrays.copyOf(row, KEY_COLUMNS.get(table));
    }

    /** A row that is set aside. */
    void reject(Object[] row) {
        out.accept(Result.upsert(FactTable.REJECTED_EVENTS, row, epoch));
    }

    /** The store forgets what it has of the part of a case that is here. */
    void replace(OpenCase c, Base left) {
        Object[] values = {
            c.plan.process,
            c.plan.version,
            c.caseId,
            left == null ? 1L : left.episodes() + 1,
            left == null ? null : (Object) left.lastTime(),
            left == null ? null : left.lastSource(),
            left == null ? null : (Object) left.lastSequence(),
            left == null ? null : left.lastId()
        };
        out.accept(new Result(Result.Kind.REPLACE_CASE, null, values, c.group, epoch));
    }

    void evict(OpenCase c) {
        Object[] values = {c.plan.process, c.plan.version, c.caseId};
        out.accept(new Result(Result.Kind.EVICT_CASE, null, values, c.group, epoch));
    }

    /** An event that was never accepted before. */
    void accepted(OpenCase c, Object[] row) {
        out.accept(
                replacing
                        ? Result.upsert(FactTable.EVENTS, row, c.group, epoch)
                        : Result.insert(FactTable.EVENTS, row, c.group, epoch));
    }

    @Override
    public void upsert(Cell cell) {
        FactTable table = cell.table;
        out.accept(
                cell.sentRow == null && !replacing
                        ? Result.insert(table, cell.row, group, epoch)
                        : Result.upsert(table, cell.row, group, epoch));
    }

    @Override
    public void delete(Cell cell) {
        out.accept(Result.delete(cell.table, key(cell.table, cell.sentRow), group, epoch));
    }

    @Override
    public void delta(Delta delta) {
        deltas.add(delta);
    }
}
