package io.sojourn.stream.cases;

import io.sojourn.fact.FactTable;
import io.sojourn.stream.measures.Delta;
import java.util.List;

/** What the parts of an episode's fold share: the plan, the case, where facts go. */
final class Episode {
    final Plan plan;
    final String caseId;
    final long number;
    final Cells cells;

    Episode(Plan plan, String caseId, long number, Cells cells) {
        this.plan = plan;
        this.caseId = caseId;
        this.number = number;
        this.cells = cells;
    }

    /**
     * A row of a case table: process, version, case, episode, the given values, then the dimensions.
     */
    Object[] row(Dimensions dimensions, Object... values) {
        int more = dimensions.values.length;
        Object[] row = new Object[4 + values.length + more];
        fill(row, values);
        System.arraycopy(dimensions.values, 0, row, 4 + values.length, more);
        return row;
    }

    /** A row of a case table without dimensions. */
    Object[] plainRow(Object... values) {
        Object[] row = new Object[4 + values.length];
        fill(row, values);
        return row;
    }

    private void fill(Object[] row, Object[] values) {
        row[0] = plan.process;
        row[1] = plan.version;
        row[2] = caseId;
        row[3] = number;
        System.arraycopy(values, 0, row, 4, values.length);
    }

    /** A fact of this episode that may change again. */
    Cell cell(FactTable table, String name, long ordinal) {
        return cells.make(table, number, name, ordinal);
    }

    /** A fact of this episode that never changes again, unless the case is folded anew. */
    void putOnce(FactTable table, String name, long ordinal, Object[] row, List<Delta> deltas) {
        cells.put(cell(table, name, ordinal), row, deltas);
    }
}
