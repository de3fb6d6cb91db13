package io.sojourn.stream;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store as simple as can be: results applied one by one to maps. What the real store must equal. */
public final class TableModel {
    private final Map<FactTable, TableSchema> schemas = new EnumMap<>(FactTable.class);
    private final Map<FactTable, Map<String, Object[]>> rows = new EnumMap<>(FactTable.class);
    private final Map<FactTable, Map<String, Long>> epochs = new EnumMap<>(FactTable.class);
    private long epoch = Long.MIN_VALUE;
    private long asOf = Long.MIN_VALUE;

    public TableModel(ProcessDefinition definition) {
        for (FactTable t : FactTable.values()) {
            schemas.put(t, TableSchema.of(t, definition));
            rows.put(t, new TreeMap<>());
            epochs.put(t, new TreeMap<>());
        }
    }

    public void apply(Result r) {
        if (r.epoch() > epoch) {
            epoch = r.epoch();
            for (FactTable t : FactTable.values()) {
                if (t.owner() == FactTable.Owner.PANE) {
                    rows.get(t).keySet().removeIf(k -> epochs.get(t).get(k) < epoch);
                }
            }
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
            case REPLACE_CASE -> replace(r.values()[2], (long) r.values()[3]);
            case EVICT_CASE -> {}
            case AS_OF -> asOf = (long) r.values()[2];
        }
    }

    private void upsert(Result r) {
        String key = key(r.table(), r.values());
        boolean late = r.table() == FactTable.EVENTS && Boolean.TRUE.equals(r.values()[21]);
        if (late) {
            rows.get(r.table()).putIfAbsent(key, r.values());
        } else {
            rows.get(r.table()).put(key, r.values());
        }
        epochs.get(r.table()).put(key, r.epoch());
    }

    private void replace(Object caseId, long fromEpisode) {
        for (FactTable t : FactTable.values()) {
            if (t.owner() == FactTable.Owner.CASE && t.isDerived()) {
                rows.get(t).values().removeIf(row -> row[2].equals(caseId) && (long) row[3] >= fromEpisode);
            }
        }
    }

    private String key(FactTable t, Object[] values) {
        return Arrays.toString(Arrays.copyOf(values, schemas.get(t).keyColumns()));
    }

    public long asOf() {
        return asOf;
    }

    public TableSchema schema(FactTable t) {
        return schemas.get(t);
    }

    /** Rows of a table in the order of their keys. */
    public List<Object[]> rows(FactTable t) {
        return new ArrayList<>(rows.get(t).values());
    }

    /** Rows as texts, sorted: for comparison. */
    public List<String> texts(FactTable t) {
        return rows(t).stream().map(Arrays::toString).sorted().toList();
    }
}
