package io.sojourn.fact;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Columns of a {@link FactTable} under the definitions of several processes and several versions of each: those of the
 * first definition, then what each later one adds. A column that a definition lacks is null in its rows; process and
 * version of a row tell which definition that is. A name has one type in all of them.
 */
public final class UnitedSchema {
    private final FactTable table;
    private final List<Column> columns;
    private final Set<String> key = new LinkedHashSet<>();
    private final Map<String, Map<Long, Version>> versions = new LinkedHashMap<>();
    private final Map<String, Integer> widest = new HashMap<>();

    /** One version's own schema, and where in the united rows its columns are; null: they are the first ones. */
    private record Version(TableSchema schema, int[] places) {}

    /** @param definitions all versions of all processes, in the order in which they came */
    public UnitedSchema(FactTable table, List<ProcessDefinition> definitions) {
        this.table = table;
        Map<String, Column> all = new LinkedHashMap<>();
        List<TableSchema> schemas =
                definitions.stream().map(d -> TableSchema.of(table, d)).toList();
        Set<String> names = new HashSet<>();
        for (TableSchema s : schemas) {
            for (Column c : s.columns()) {
                Column known = all.putIfAbsent(c.name(), c);
                boolean fits = known == null ? names.add(c.name().toLowerCase(Locale.ROOT)) : known.type() == c.type();
                if (!fits) {
                    throw conflict(definitions, schemas, c);
                }
            }
            s.columns().subList(0, s.keyColumns()).forEach(c -> key.add(c.name()));
        }
        if (all.size() > Limits.TABLE_COLUMNS) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "the table " + table.tableName() + " would have " + all.size() + " columns, the limit is "
                            + Limits.TABLE_COLUMNS + ".",
                    "Maybe give attributes of several processes the same names, or run one of them elsewhere.");
        }
        columns = List.copyOf(all.values());
        List<String> inOrder = List.copyOf(all.keySet());
        for (int i = 0; i < schemas.size(); i++) {
            TableSchema s = schemas.get(i);
            ProcessDefinition d = definitions.get(i);
            int[] places = places(s, inOrder);
            versions.computeIfAbsent(d.process(), p -> new HashMap<>())
                    .put((long) d.version(), new Version(s, isPrefix(places) ? null : places));
            widest.merge(d.process(), places.length, Math::max);
        }
        if (table == FactTable.EVENTS) {
            definitions.forEach(this::spreadNewest);
        }
    }

    private static int[] places(TableSchema s, List<String> columns) {
        return s.columns().stream().mapToInt(c -> columns.indexOf(c.name())).toArray();
    }

    /** An event may have been read under another version than its case's: it has the attributes of that one. */
    private void spreadNewest(ProcessDefinition d) {
        Map<Long, Version> ofProcess = versions.get(d.process());
        int[] newest = ofProcess.get(Collections.max(ofProcess.keySet())).places;
        ofProcess.replaceAll((number, v) -> new Version(v.schema, newest));
    }

    private SojournException conflict(List<ProcessDefinition> definitions, List<TableSchema> schemas, Column c) {
        List<String> uses = new ArrayList<>();
        for (int i = 0; i < schemas.size(); i++) {
            for (Column other : schemas.get(i).columns()) {
                if (other.name().equalsIgnoreCase(c.name())) {
                    ProcessDefinition d = definitions.get(i);
                    uses.add(other.name() + " is " + other.type().word() + " in process " + d.process() + " (version "
                            + d.version() + ")");
                }
            }
        }
        return new SojournException(
                ErrorCode.BAD_DEFINITION,
                "the processes share the table " + table.tableName() + ", and its column " + c.name()
                        + " would be two: " + String.join(", ", new LinkedHashSet<>(uses)) + ".",
                "Maybe give one of them another name.");
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

    /** The columns under one version, or null when that process or version is unknown. */
    public TableSchema of(String process, long version) {
        Version v = find(process, version);
        return v == null ? null : v.schema;
    }

    /** Rejected events of an unknown process have a version that nobody put. */
    private Version find(String process, long version) {
        Map<Long, Version> ofProcess = versions.get(process);
        Version v = ofProcess == null ? null : ofProcess.get(version);
        return v == null && table == FactTable.REJECTED_EVENTS
                ? versions.values().iterator().next().values().iterator().next()
                : v;
    }

    /** How many values a row of a known process may have, of whatever version. */
    public int widest(String process) {
        return widest.get(process);
    }

    /** A row of a version, as a united row; it may be shorter, what is missing at the end is null. */
    public Object[] united(Object[] row) {
        int[] places = find((String) row[0], ((Number) row[1]).longValue()).places;
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
        return columns + " of " + versions.keySet();
    }
}
