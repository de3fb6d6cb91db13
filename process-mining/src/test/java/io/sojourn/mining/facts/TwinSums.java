package io.sojourn.mining.facts;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums by key. */
final class TwinSums {
    private final Map<String, long[]> sums = new TreeMap<>();
    private final Map<String, List<Object>> keys = new TreeMap<>();
    private final ProcessDefinition definition;

    TwinSums(ProcessDefinition definition) {
        this.definition = definition;
    }

    /** Adds to the pane of an instant. */
    void add(String name, long time, List<Object> dimensions, List<String> by, long first, long second) {
        List<Object> key = new ArrayList<>(List.of("p", 1L, name, time / 60_000_000 * 60_000_000));
        for (int i = 0; i < definition.dimensions().size(); i++) {
            key.add(by.contains(definition.dimensions().get(i)) ? dimensions.get(i) : FactTable.ALL);
        }
        keys.put(key.toString(), key);
        long[] sum = sums.computeIfAbsent(key.toString(), k -> new long[2]);
        sum[0] += first;
        sum[1] += second;
    }

    List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>();
        sums.forEach((key, sum) -> {
            List<Object> row = new ArrayList<>(keys.get(key));
            row.add(sum[0]);
            row.add(sum[1]);
            rows.add(row);
        });
        return rows;
    }
}
