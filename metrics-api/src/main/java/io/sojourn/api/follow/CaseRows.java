package io.sojourn.api.follow;

import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The table of cases as expressions over a case see it ({@link io.sojourn.definition.CaseRow}), and beside that {@code
 * x$case, x$version, x$started, x$closed}, times in microseconds.
 */
final class CaseRows {
    private CaseRows() {}

    /**
     * A query over the cases of one process.
     *
     * @param versions the definitions whose columns are wanted
     * @param where a further condition over the table of cases
     */
    static String query(List<ProcessDefinition> versions, String where) {
        Set<String> columns = new LinkedHashSet<>(List.of(
                "case_id AS x$case",
                "episode AS x$episode",
                "epoch_us(started_at) AS x$started",
                "epoch_us(closed_at) AS x$closed",
                "events",
                "touches",
                "rework",
                "handoffs",
                "exceptions",
                "reopened",
                "cycle_time_us / 3.6e9::DOUBLE AS cycle_time"));
        for (ProcessDefinition d : versions) {
            for (CaseColumn c : d.caseColumns()) {
                columns.add(Sql.name(c.name()));
            }
            for (String dimension : d.dimensions()) {
                String column = TableSchema.dimensionColumn(FactTable.CASES, dimension);
                columns.add(Sql.name(column) + " AS " + Sql.name(dimension));
            }
        }
        return "SELECT " + String.join(", ", new ArrayList<>(columns)) + " FROM cases WHERE process = "
                + Sql.text(versions.get(0).process()) + " AND " + where;
    }
}
