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

/** Makes results of changed cells. */
final class CellSender implements Cells.Listener {
    private final Plan plan;
    private final long epoch;
    private final boolean replacing;
    private final Consumer<Result> out;
    private final DeltaBuffer deltas;
    private final Map<FactTable, Integer> keyColumns = new EnumMap<>(FactTable.class);

    /** @param replacing true when an earlier run, or attempt, may have told the same before */
    CellSender(Plan plan, long epoch, boolean replacing, Consumer<Result> out, DeltaBuffer deltas) {
        this.replacing = replacing;
        this.plan = plan;
        this.epoch = epoch;
        this.out = out;
        this.deltas = deltas;
        for (FactTable table : FactTable.values()) {
            keyColumns.put(table, TableSchema.of(table, plan.definition).keyColumns());
        }
    }

    void send(FactTable table, Object[] row) {
        out.accept(Result.upsert(table, row, epoch));
    }

    void remove(FactTable table, Object[] row) {
        out.accept(Result.delete(table, Arrays.copyOf(row, keyColumns.get(table)), Result.NO_GROUP, epoch));
    }

    /** The store forgets the derived facts of a case, from an episode on. */
    void replace(String caseId, long fromEpisode) {
        Object[] values = {plan.process, plan.version, caseId, fromEpisode};
        out.accept(new Result(Result.Kind.REPLACE_CASE, null, values, epoch));
    }

    void evict(String caseId) {
        Object[] values = {plan.process, plan.version, caseId};
        out.accept(new Result(Result.Kind.EVICT_CASE, null, values, epoch));
    }

    @Override
    public void upsert(Cell cell) {
        if (cell.sentRow == null && !replacing) {
            out.accept(Result.insert(cell.key.table(), cell.row, Result.NO_GROUP, epoch));
        } else {
            send(cell.key.table(), cell.row);
        }
    }

    /** An event that was never accepted before. */
    void accepted(Object[] row) {
        out.accept(
                replacing
                        ? Result.upsert(FactTable.EVENTS, row, epoch)
                        : Result.insert(FactTable.EVENTS, row, Result.NO_GROUP, epoch));
    }

    @Override
    public void delete(Cell cell) {
        remove(cell.key.table(), cell.sentRow);
    }

    @Override
    public void delta(Delta delta) {
        deltas.add(delta);
    }
}
