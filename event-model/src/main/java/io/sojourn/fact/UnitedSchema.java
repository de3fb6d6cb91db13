package io.sojourn.fact;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Columns of a {@link FactTable} under several versions of a definition: those of the first version, then what each later
 * one adds. A column that a version lacks is null in its rows.
 */
public final class UnitedSchema {
    private final FactTable table;
    private final List<Column> columns;
    private final Set<String> key = new LinkedHashSet<>();
    private final Map<Long, Version> versions = new LinkedHashMap<>();

    /** One version's own schema, and where in the united rows its columns are; null: they are the first ones. */
    private record Version(TableSchema schema, int[] places) {}

    /** @param definitions all versions, by number */
    public UnitedSchema(FactTable table, List<ProcessDefinition> definitions) {
        this.table = table;
        Map<String, Column> all = new LinkedHashMap<>();
        List<TableSchema> schemas =
                definitions.stream().map(d -> TableSchema.of(table, d)).toList();
        for (TableSchema s : schemas) {
            s.columns().forEach(c -> all.putIfAbsent(c.name(), c));
            s.columns().subList(0, s.keyColumns()).forEach(c -> key.add(c.name()));
        }
        columns = List.copyOf(all.values());
        List<String> names = new ArrayList<>(all.keySet());
        for (int i = 0; i < schemas.size(); i++) {
            TableSchema s = schemas.get(i);
            int[] places =
                    s.columns().stream().mapToInt(c -> names.indexOf(c.name())).toArray();
            versions.put((long) definitions.get(i).version(), new Version(s, isPrefix(places) ? null : places));
        }
    }

    private static boolean isPrefix(int[] places) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** All columns; the first ones are those of the first version. */
    public List<Column> columns() {
        return columns;
    }

    public boolean isKey(Column c) {
        return key.contains(c.name());
    }

    /** The columns under one version, or null when that version is unknown. */
    public TableSchema of(long version) {
        Version v = of(Long.valueOf(version));
        return v == null ? null : v.schema;
    }

    /** Rejected events of an unknown process have a version that nobody put. */
    private Version of(Long version) {
        Version v = versions.get(version);
        return v == null && table == FactTable.REJECTED_EVENTS
                ? versions.values().iterator().next()
                : v;
    }

    /** A row of a version, as a united row; it may be shorter, what is missing at the end is null. */
    public Object[] united(long version, Object[] row) {
        int[] places = of(Long.valueOf(version)).places;
        if (places == null) {
            return row;
        }
        Object[] united = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            united[places[i]] = row[i];
        }
        return united;
    }

    /** The key columns, quoted and separated by commas. */
    public String keyList() {
        return quoted(columns.stream().filter(this::isKey).toList());
    }

    /** All columns, quoted and separated by commas. */
    public String columnList() {
        return quoted(columns);
    }

    /** The columns that are not in the key, each quoted. */
    public List<String> values() {
        return columns.stream()
                .filter(c -> !isKey(c))
                .map(c -> '"' + c.name() + '"')
                .toList();
    }

    private static String quoted(List<Column> columns) {
        return columns.stream().map(c -> '"' + c.name() + '"').collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return columns + " of " + Arrays.toString(versions.keySet().toArray());
    }
}
