package io.sojourn.api.store;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a store should hold, one result after the other, in plain maps. */
final class StoreModel {
    /** A row and the group that said it. */
    private record Row(FactTable table, List<Object> values, int group) {
        boolean isEventOf(Object[] caseKey) {
            return table == FactTable.EVENTS && isOf(caseKey);
        }

        boolean isOf(Object[] caseKey) {
            return table.owner() == Owner.CASE
                    && values.subList(0, 3).equals(Arrays.asList(caseKey).subList(0, 3));
        }
    }

    private record Spoken(int writers, Map<Integer, long[]> byIndex) {}

    private final int[] keyColumns;
    private final int sequence;
    private final int operation;
    private final int time;
    private final int late;
    private final TreeMap<String, Row> rows = new TreeMap<>();
    private final TreeMap<String, Long> epochs = new TreeMap<>();
    private final TreeSet<String> evicted = new TreeSet<>();
    private final TreeMap<Lane, Spoken> spoken = new TreeMap<>();
    private long asOf = Long.MIN_VALUE;

    StoreModel() {
        keyColumns = Arrays.stream(FactTable.values())
                .mapToInt(t -> Samples.schema(t).keyColumns())
                .toArray();
        sequence = column("sequence");
        operation = column("operation");
        time = column("time");
        late = column("late");
    }

    private static int column(String name) {
        return Samples.schema(FactTable.EVENTS).columns().stream()
                .map(c -> c.name())
                .toList()
                .indexOf(name);
    }

    StoreModel copy() {
        StoreModel copy = new StoreModel();
        copy.rows.putAll(rows);
        copy.epochs.putAll(epochs);
        copy.evicted.addAll(evicted);
        spoken.forEach((lane, s) -> {
            TreeMap<Integer, long[]> words = new TreeMap<>();
            s.byIndex().forEach((i, word) -> words.put(i, word.clone()));
            copy.spoken.put(lane, new Spoken(s.writers(), words));
        });
        copy.asOf = asOf;
        return copy;
    }

    private String key(FactTable table, Object[] values) {
        return table + Arrays.toString(Arrays.copyOf(values, keyColumns[table.ordinal()]));
    }

    boolean has(Result r) {
        return rows.containsKey(key(r.table(), r.values()));
    }

    void apply(Result r) {
        if (r.group() != Result.NO_GROUP) {
            String group = r.lane() + "/" + r.group();
            if (r.epoch() < epochs.getOrDefault(group, 0L)) {
                return;
            }
            epochs.put(group, r.epoch());
        }
        switch (r.kind()) {
            case UPSERT, INSERT -> {
                boolean gives = r.table() == FactTable.EVENTS && Boolean.TRUE.equals(r.values()[late]) && has(r);
                if (!gives) {
                    rows.put(
                            key(r.table(), r.values()),
                            new Row(r.table(), new ArrayList<>(Arrays.asList(r.values())), r.group()));
                }
            }
            case DELETE -> rows.remove(key(r.table(), r.values()));
            case REPLACE_CASE -> replaceCase(r.values());
            case REPLACE_GROUP ->
                rows.values().removeIf(row -> row.table().lane() == r.lane() && row.group() == r.group());
            case EVICT_CASE -> evicted.add((String) r.values()[2]);
            case AS_OF -> hear(r);
        }
    }

    private void replaceCase(Object[] v) {
        rows.values().removeIf(row -> row.table() == FactTable.DELIVERIES && row.isOf(v));
        rows.values()
                .removeIf(row -> row.table().isDerived()
                        && row.isOf(v)
                        && (long) row.values().get(3) >= (long) v[3]);
        if (v[4] == null) {
            rows.values().removeIf(row -> row.isEventOf(v));
            evicted.remove((String) v[2]);
            return;
        }
        TreeSet<String> behind = new TreeSet<>();
        rows.values().stream()
                .filter(row -> row.isEventOf(v) && isAppended(row) && isBehind(row, v))
                .forEach(row -> behind.add(identity(row)));
        rows.values().removeIf(row -> row.isEventOf(v) && !behind.contains(identity(row)));
    }

    private boolean isAppended(Row row) {
        return row.values().get(operation).equals("append");
    }

    private static String identity(Row row) {
        return row.values().get(3) + "/" + row.values().get(4);
    }

    private boolean isBehind(Row row, Object[] v) {
        int c = Long.compare((long) row.values().get(time), (long) v[4]);
        c = c != 0 ? c : ((String) row.values().get(3)).compareTo((String) v[5]);
        c = c != 0 ? c : Long.compare((long) row.values().get(sequence), (long) v[6]);
        c = c != 0 ? c : ((String) row.values().get(4)).compareTo((String) v[7]);
        return c <= 0;
    }

    private void hear(Result r) {
        if (r.lane() == Lane.SOURCE) {
            return;
        }
        int index = (int) (long) r.values()[1];
        int writers = (int) (long) r.values()[2];
        long said = (long) r.values()[3];
        Spoken s = spoken.get(r.lane());
        boolean newer = s == null || s.byIndex().values().stream().allMatch(w -> r.epoch() > w[0]);
        if (s == null || (s.writers() != writers && newer)) {
            s = new Spoken(writers, new TreeMap<>());
            spoken.put(r.lane(), s);
        }
        long[] word = s.byIndex().get(index);
        if (s.writers() == writers && (word == null || r.epoch() >= word[0])) {
            boolean goesOn = word != null && word[0] == r.epoch();
            s.byIndex().put(index, new long[] {r.epoch(), goesOn ? Math.max(word[1], said) : said});
        }
        boolean all = spoken.size() == 3
                && spoken.values().stream().allMatch(x -> x.byIndex().size() == x.writers());
        if (all) {
            long least = spoken.values().stream()
                    .flatMap(x -> x.byIndex().values().stream())
                    .mapToLong(w -> w[1])
                    .min()
                    .orElseThrow();
            asOf = Math.max(asOf, least);
        }
    }

    long asOf() {
        return asOf;
    }

    List<String> evicted() {
        return List.copyOf(evicted);
    }

    /** The rows of a table, as text, sorted. */
    List<String> rows(FactTable table) {
        return rows.values().stream()
                .filter(row -> row.table() == table)
                .map(row -> row.values().toString())
                .sorted()
                .toList();
    }
}
