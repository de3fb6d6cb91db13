package io.sojourn.mining.facts;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The {@link HistoryEngine} for several processes in one relation of events: each derives the facts of its own events. The
 * tables have the columns of all processes; which of them a process lacks is null in its rows.
 */
public final class ProcessesEngine {
    private final Processes processes;

    public ProcessesEngine(Processes processes) {
        this.processes = processes;
    }

    /** The rows of one process, as a relation. */
    public static String rowsOf(String process, String relation) {
        return "(SELECT * FROM " + relation + " WHERE process = " + Plan.text(process) + ")";
    }

    /** As {@link BatchEngine#compute}. */
    public void compute(Connection c, String events, String target, long asOf) {
        List<DefinitionHistory> histories = processes.histories();
        if (histories.size() == 1) {
            new HistoryEngine(histories.get(0)).compute(c, events, target, asOf);
            return;
        }
        List<String> parts = new ArrayList<>();
        for (DefinitionHistory history : histories) {
            String part = target + "_process_" + parts.size();
            new HistoryEngine(history).compute(c, rowsOf(history.process(), events), part, asOf);
            parts.add(part);
        }
        unite(c, parts, target);
    }

    private static void unite(Connection c, List<String> parts, String target) {
        try (Statement s = c.createStatement()) {
            s.execute("CREATE SCHEMA IF NOT EXISTS " + target);
            for (FactTable table : FactTable.values()) {
                if (table.isDerived()) {
                    String all = parts.stream()
                            .map(part -> "SELECT * FROM " + part + "." + table.tableName())
                            .collect(Collectors.joining(" UNION ALL BY NAME "));
                    s.execute("CREATE OR REPLACE TABLE " + target + "." + table.tableName() + " AS " + all);
                    for (String part : parts) {
                        s.execute("DROP TABLE " + part + "." + table.tableName());
                    }
                }
            }
            for (String part : parts) {
                s.execute("DROP SCHEMA " + part);
            }
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "the batch engine can't put the processes' tables together: " + e.getMessage(),
                    "Maybe memory was too small.",
                    e);
        }
    }
}
