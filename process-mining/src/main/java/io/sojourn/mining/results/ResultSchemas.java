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
import java.util.function.Supplier;

/** The columns of each table under each definition; what is not known is asked for once it is needed. */
final class ResultSchemas {
    /** A table's columns, and where each name is. */
    record Columns(TableSchema schema, Map<String, Integer> byName) {
        static Columns of(FactTable table, ProcessDefinition d) {
            TableSchema schema = TableSchema.of(table, d);
            Map<String, Integer> byName = new HashMap<>();
            schema.columns().forEach(c -> byName.put(c.name(), byName.size()));
            return new Columns(schema, byName);
        }
    }

    private record Version(String process, long version) {}

    private final Map<Version, Map<FactTable, Columns>> versions = new HashMap<>();
    /** Of each process the columns of events under the version with most of them: versions add attributes at the end. */
    private final Map<String, Columns> events = new HashMap<>();

    private final Supplier<? extends Collection<ProcessDefinition>> more;
    /** No definition adds columns to rejected events, and they may be of no process. */
    private Columns rejected;

    ResultSchemas(Collection<ProcessDefinition> definitions, Supplier<? extends Collection<ProcessDefinition>> more) {
        this.more = more;
        definitions.forEach(this::add);
    }

    private void add(ProcessDefinition d) {
        Version version = new Version(d.process(), d.version());
        if (versions.containsKey(version)) {
            return;
        }
        Map<FactTable, Columns> tables = new EnumMap<>(FactTable.class);
        for (FactTable table : FactTable.values()) {
            tables.put(table, Columns.of(table, d));
        }
        versions.put(version, tables);
        rejected = tables.get(FactTable.REJECTED_EVENTS);
        events.merge(
                d.process(),
                tables.get(FactTable.EVENTS),
                (a, b) -> a.schema().columns().size() >= b.schema().columns().size() ? a : b);
    }

    Columns of(Result r) {
        return of((String) r.values()[0], ((Number) r.values()[1]).longValue(), r.table());
    }

    Columns of(String process, long version, FactTable table) {
        if (table == FactTable.REJECTED_EVENTS && rejected != null) {
            return rejected;
        }
        Version wanted = new Version(process, version);
        if (!versions.containsKey(wanted)) {
            more.get().forEach(this::add);
        }
        Map<FactTable, Columns> tables = versions.get(wanted);
        if (tables == null) {
            throw new SojournException(
                    ErrorCode.OTHER_DATA,
                    "a result is about version " + version + " of process " + process + ", which is not known here.",
                    "Maybe the job runs another definition than this process: give both the same one.");
        }
        return tables.get(table);
    }

    /**
     * The columns of a row of events: it may have been read under a later version than that of its case, with more
     * attributes.
     *
     * @param own of the version of the case
     * @param width how many columns the row has
     */
    Columns ofEvents(String process, Columns own, int width) {
        if (width <= own.schema().columns().size()) {
            return own;
        }
        if (width > events.get(process).schema().columns().size()) {
            more.get().forEach(this::add);
        }
        return events.get(process);
    }

    /** As above, for a row that has a column of this name. */
    Columns ofEvents(String process, Columns own, String column) {
        if (own.byName().containsKey(column)) {
            return own;
        }
        if (!events.get(process).byName().containsKey(column)) {
            more.get().forEach(this::add);
        }
        return events.get(process);
    }
}
