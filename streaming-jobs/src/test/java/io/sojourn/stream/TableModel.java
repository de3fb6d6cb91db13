package io.sojourn.stream;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.UnitedSchema;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A store as simple as can be: results applied one by one to maps. What the real store must equal. */
public final class TableModel {
    private final Map<FactTable, UnitedSchema> schemas = new EnumMap<>(FactTable.class);
    private final Map<FactTable, Map<String, Object[]>> rows = new EnumMap<>(FactTable.class);
    private final Map<FactTable, Map<String, Integer>> groups = new EnumMap<>(FactTable.class);
    private final Map<List<Object>, Long> epochs = new HashMap<>();
    private final Map<String, Long> evicted = new TreeMap<>();
    private long asOf = Long.MIN_VALUE;
    private long voids;

    public TableModel(ProcessDefinition definition) {
        this(List.of(definition));
    }

    /** @param versions in the order in which they came */
    TableModel(List<ProcessDefinition> versions) {
        for (FactTable t : FactTable.values()) {
            schemas.put(t, new UnitedSchema(t, versions));
            rows.put(t, new TreeMap<>());
            groups.put(t, new TreeMap<>());
        }
    }

    public void apply(Result r) {
        if (isVoid(r)) {
            voids++;
            return;
        }
        switch (r.kind()) {
            case UPSERT -> upsert(r);
            case INSERT -> {
                if (rows.get(r.table()).containsKey(key(r.table(), r.values()))) {
                    throw new AssertionError("said to be new, but is there already: " + r);
                }
                upsert(r);
            }
            case DELETE -> rows.get(r.table()).remove(key(r.table(), r.values()));
            case REPLACE_CASE -> replace(r.values());
            case REPLACE_GROUP -> replaceGroup(r);
            case EVICT_CASE -> evicted.putIfAbsent(caseKey(r.values()), (long) r.values()[1]);
            case AS_OF -> asOf = (long) r.values()[3];
        }
    }

    /** Of a writer before the one that has the group now. As_of is of the lane as a whole. */
    private boolean isVoid(Result r) {
        if (r.lane() == Result.Lane.SOURCE) {
            return false;
        }
        return epochs.merge(List.of(r.lane(), r.group()), r.epoch(), Math::max) > r.epoch();
    }

    private void upsert(Result r) {
        String key = key(r.table(), r.values());
        boolean late = r.table() == FactTable.EVENTS && Boolean.TRUE.equals(r.values()[21]);
        if (late) {
            rows.get(r.table()).putIfAbsent(key, r.values());
        } else {
            rows.get(r.table()).put(key, r.values());
        }
        groups.get(r.table()).put(key, r.group());
    }

    private void replaceGroup(Result r) {
        for (FactTable t : FactTable.values()) {
            if (t.lane() == r.lane()) {
                rows.get(t).keySet().removeIf(k -> groups.get(t).get(k) == r.group());
            }
        }
    }

    private void replace(Object[] values) {
        if (values[4] == null) {
            evicted.remove(caseKey(values));
        }
        for (FactTable t : FactTable.values()) {
            if (t.owner() == FactTable.Owner.CASE && t.isDerived()) {
                rows.get(t).values().removeIf(row -> isOf(row, values) && (long) row[3] >= (long) values[3]);
            }
        }
        rows.get(FactTable.DELIVERIES).values().removeIf(row -> isOf(row, values));
        Map<String, Object[]> events = rows.get(FactTable.EVENTS);
        Set<Object> behind = new HashSet<>();
        for (Object[] row : events.values()) {
            if (isOf(row, values) && (long) row[5] == 0 && isBehind(row, values)) {
                behind.add(List.of(row[3], row[4]));
            }
        }
        events.values().removeIf(row -> isOf(row, values) && !behind.contains(List.of(row[3], row[4])));
    }

    /** True when a row is of the case of {process, version, case_id}, whatever the version. */
    private static boolean isOf(Object[] row, Object[] values) {
        return row[2].equals(values[2]) && row[0].equals(values[0]);
    }

    /** What names the case of a row: process and case. */
    static String caseKey(Object[] row) {
        return row[0] + "/" + row[2];
    }

    /** In the order of (time, source, sequence, id), not after what left. */
    private static boolean isBehind(Object[] event, Object[] values) {
        if (values[4] == null) {
            return false;
        }
        int order = Long.compare((long) event[10], (long) values[4]);
        order = order != 0 ? order : ((String) event[3]).compareTo((String) values[5]);
        order = order != 0 ? order : Long.compare((long) event[6], (long) values[6]);
        order = order != 0 ? order : ((String) event[4]).compareTo((String) values[7]);
        return order <= 0;
    }

    private String key(FactTable t, Object[] values) {
        return Arrays.toString(Arrays.copyOf(
                values, schemas.get(t).of((String) values[0], (long) values[1]).keyColumns()));
    }

    public long asOf() {
        return asOf;
    }

    /** How many results of earlier writers came too late. */
    public long voids() {
        return voids;
    }

    /** Cases that have left, by their {@link #caseKey}, each with the version under which it first did. */
    Map<String, Long> evicted() {
        return evicted;
    }

    public UnitedSchema schema(FactTable t) {
        return schemas.get(t);
    }

    /** The key group of a row that is there. */
    int group(FactTable t, Object[] row) {
        return groups.get(t).get(key(t, row));
    }

    /** Rows of a table in the order of their keys. */
    public List<Object[]> rows(FactTable t) {
        return rows.get(t).values().stream()
                .map(row -> schemas.get(t).united(row))
                .map(row -> Arrays.copyOf(row, schemas.get(t).columns().size()))
                .toList();
    }

    /** Rows as texts, sorted: for comparison. */
    public List<String> texts(FactTable t) {
        return rows(t).stream().map(Arrays::toString).sorted().toList();
    }
}
