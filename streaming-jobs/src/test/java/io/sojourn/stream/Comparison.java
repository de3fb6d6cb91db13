package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds the streamed tables against the batch engine's. Cases that were handed over are the batch engine's own; the
 * streamed aggregates are then those of the events that are not late.
 */
final class Comparison {
    private Comparison() {}

    static void check(TableModel model, BatchOracle oracle, long seed, String yaml) throws Exception {
        check(model, oracle, Set.of(), seed, yaml);
    }

    /** @param without cases that are not compared, by their {@link TableModel#caseKey}, nor the sums that they are in */
    static void check(TableModel model, BatchOracle oracle, Set<Object> without, long seed, String yaml)
            throws Exception {
        oracle.compute(model, model.asOf());
        Set<Object> late = late(model);
        late.addAll(without);
        Map<String, Long> versions = oracle.versions();
        model.evicted().forEach((c, version) -> {
            if (!versions.getOrDefault(c, version).equals(version)) {
                late.add(c);
            }
        });
        for (FactTable table : FactTable.values()) {
            if (!table.isDerived() || (table.owner() == FactTable.Owner.PANE && !late.isEmpty())) {
                continue;
            }
            List<String> streamed = without(late, model.texts(table));
            List<String> batch = without(late, oracle.texts(table));
            assertThat(minus(streamed, batch))
                    .as(
                            "%s: rows only in the stream; those only in batch: %s; seed %d; process:%n%s",
                            table, minus(batch, streamed), seed, yaml)
                    .isEmpty();
            assertThat(minus(batch, streamed))
                    .as("%s: rows only in batch; repeat with -Dsojourn.seed=%d; process:%n%s", table, seed, yaml)
                    .isEmpty();
        }
        if (!late.isEmpty() && without.isEmpty()) {
            checkTimely(model, oracle, seed, yaml);
        }
    }

    /** Cases with late events, by their {@link TableModel#caseKey}: those that were handed over. */
    static Set<Object> late(TableModel model) {
        return model.rows(FactTable.EVENTS).stream()
                .filter(row -> Boolean.TRUE.equals(row[21]))
                .map(TableModel::caseKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void checkTimely(TableModel model, BatchOracle oracle, long seed, String yaml) throws Exception {
        oracle.computeTimely(model, model.asOf());
        for (FactTable table : FactTable.values()) {
            if (table.owner() == FactTable.Owner.PANE) {
                assertThat(model.texts(table))
                        .as("%s: of the events that are not late; seed %d; process:%n%s", table, seed, yaml)
                        .isEqualTo(oracle.texts(table));
            }
        }
    }

    static List<String> without(Set<Object> cases, List<String> rows) {
        return rows.stream()
                .filter(row -> cases.stream().noneMatch(c -> isOf(row, (String) c)))
                .toList();
    }

    /** The text of a row begins with process, version and case. */
    private static boolean isOf(String row, String caseKey) {
        int end = caseKey.indexOf('/');
        return row.startsWith("[" + caseKey.substring(0, end) + ", ")
                && row.contains(", " + caseKey.substring(end + 1) + ", ");
    }

    /** What is in the one more often than in the other. */
    static List<String> minus(List<String> rows, List<String> others) {
        List<String> rest = new ArrayList<>(rows);
        others.forEach(rest::remove);
        return rest;
    }
}
