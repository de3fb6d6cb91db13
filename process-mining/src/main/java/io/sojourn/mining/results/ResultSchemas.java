package io.sojourn.mining.results;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The columns of each table under each definition. */
final class ResultSchemas {
    /** A table's columns, and where each name is. */
    record Columns(TableSchema schema, Map<String, Integer> byName) {}

    private record Version(String process, long version) {}

    private final Map<Version, Map<FactTable, Columns>> versions = new HashMap<>();

    ResultSchemas(Collection<ProcessDefinition> definitions) {
        for (ProcessDefinition d : definitions) {
            Map<FactTable, Columns> tables = new EnumMap<>(FactTable.class);
            for (FactTable table : FactTable.values()) {
                TableSchema schema = TableSchema.of(table, d);
                Map<String, Integer> byName = new HashMap<>();
                schema.columns().forEach(c -> byName.put(c.name(), byName.size()));
                tables.put(table, new Columns(schema, byName));
            }
            versions.put(new Version(d.process(), d.version()), tables);
        }
    }

    Columns of(Result r) {
        return of((String) r.values()[0], ((Number) r.values()[1]).longValue(), r.table());
    }

    Columns of(String process, long version, FactTable table) {
        Map<FactTable, Columns> tables = versions.get(new Version(process, version));
        if (tables == null) {
            throw new SojournException(
                    ErrorCode.OTHER_DATA,
                    "a result is about version " + version + " of process " + process + ", which is not known here.",
                    "Maybe the job runs another definition than this process: give both the same one.");
        }
        return tables.get(table);
    }
}
