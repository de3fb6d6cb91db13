package io.sojourn.definition;

import io.sojourn.event.Column;
import io.sojourn.event.EventColumns;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Refuses columns that would clash in a row or a table: with a standard column, a built-in one, or one another. Names
 * that differ only in case clash too, because DuckDB does not tell them apart.
 */
final class ColumnChecks {
    private static final String TEAM = "team";
    private final Map<String, YamlValue> places = new HashMap<>();
    private final Map<String, String> kinds = new HashMap<>();

    /** Notes a column that the definition adds; the last place of a name is the one to complain about. */
    void declared(String name, YamlValue place, String kind) {
        places.put(fold(name), place);
        kinds.put(fold(name), kind);
    }

    /** Refuses the definition if any two columns clash. */
    void check(ProcessDefinition definition) {
        Clash clash = firstClash(definition);
        if (clash != null) {
            throw refusal(clash.name(), clash.what());
        }
    }

    /** Two columns of one name. */
    record Clash(String name, String what) {}

    /** The first clash among the columns of a definition, or null. */
    static Clash firstClash(ProcessDefinition definition) {
        Clash clash = twice(definition.eventColumns(), "the standard columns of an event");
        if (clash == null) {
            List<Column> row = CaseRow.columns(definition.caseColumns(), definition.dimensions());
            clash = twice(row, "the columns of a case");
        }
        for (int i = 0; clash == null && i < FactTable.values().length; i++) {
            FactTable table = FactTable.values()[i];
            clash = twice(columns(table, definition), "the columns of the table " + table.tableName());
        }
        return clash;
    }

    /** Without the one value column that is also a common dimension: an instance's team, and the case's. */
    private static List<Column> columns(FactTable table, ProcessDefinition definition) {
        List<Column> columns = TableSchema.of(table, definition).columns();
        boolean team =
                table == FactTable.ACTIVITY_INSTANCES && definition.dimensions().contains(TEAM);
        return team ? columns.stream().filter(c -> !c.name().equals(TEAM)).toList() : columns;
    }

    private static Clash twice(List<Column> columns, String what) {
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(fold(column.name()))) {
                return new Clash(column.name(), what);
            }
        }
        return null;
    }

    private SojournException refusal(String name, String what) {
        YamlValue place = places.get(fold(name));
        boolean standard = EventColumns.STANDARD.stream().anyMatch(c -> c.name().equals(name));
        return place.error(
                kinds.get(fold(name)) + " " + Words.show(name) + " clashes with another name among " + what
                        + " (upper and lower case are one).",
                standard ? null : "Maybe call it " + Words.show(name + "_2") + ".");
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
