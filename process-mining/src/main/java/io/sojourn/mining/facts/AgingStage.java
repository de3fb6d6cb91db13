package io.sojourn.mining.facts;

import io.sojourn.definition.QueueRule;
import io.sojourn.event.Column;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rule 17: the ages of open stays at as_of. */
final class AgingStage {
    private final Plan plan;
    private final List<String> queueNames;

    AgingStage(Plan plan, List<String> queueNames) {
        this.plan = plan;
        this.queueNames = queueNames;
    }

    List<String> statements() {
        return List.of(plan.output(
                FactTable.QUEUE_AGING,
                Plan.columns(
                        "queue", Plan.pick(queueNames, "x.q"),
                        "as_of", Long.toString(plan.asOf()),
                        "open", "x.open",
                        "oldest_at", "x.oldest_us",
                        "age_sum_s", "x.age_sum_s",
                        "p50_us", "x.p50_us",
                        "p90_us", "x.p90_us",
                        "p95_us", "x.p95_us",
                        "bands", "x.bands"),
                "FROM (" + ages() + ") x JOIN sojourn_dims d ON d.dk = x.dk" + plan.joinCase()));
    }

    /** The same from the facts: a relation with the columns of the stays table. */
    List<String> statementsOverStays(String relation) {
        List<Column> columns =
                TableSchema.of(FactTable.STAYS, plan.definition()).columns();
        int count = plan.definition().dimensions().size();
        List<String> names = columns.subList(columns.size() - count, columns.size()).stream()
                .map(c -> Plan.name(c.name()))
                .toList();
        List<String> wanted = new ArrayList<>();
        List<String> same = new ArrayList<>(List.of("left_at IS NULL"));
        for (int i = 0; i < count; i++) {
            wanted.add(names.get(i) + " AS d" + i);
            same.add("s." + names.get(i) + " = d.d" + i);
        }
        String dims = count == 0
                ? "SELECT 1::BIGINT AS dk"
                : "SELECT *, row_number() OVER () AS dk FROM (SELECT DISTINCT " + String.join(", ", wanted) + " FROM "
                        + relation + ")";
        String queues = queueNames.stream().map(Plan::text).collect(Collectors.joining(", "));
        return List.of(
                Plan.create("sojourn_dims", dims),
                Plan.create(
                        "sojourn_stays",
                        "SELECT list_position([" + queues + "]::VARCHAR[], queue) - 1 AS q, dk,"
                                + " epoch_us(entered_at) AS entered_us, NULL::BIGINT AS left_us FROM " + relation
                                + " s, sojourn_dims d WHERE " + String.join(" AND ", same)),
                statements().get(0));
    }

    private String ages() {
        List<String> parts = new ArrayList<>();
        List<QueueRule> queues = plan.definition().queues();
        for (int q = 0; q < queues.size(); q++) {
            parts.add(ofQueue(q, queues.get(q)));
        }
        return Plan.union(
                parts,
                "q INTEGER",
                "dk BIGINT",
                "open BIGINT",
                "oldest_us BIGINT",
                "age_sum_s BIGINT",
                "p50_us BIGINT",
                "p90_us BIGINT",
                "p95_us BIGINT",
                "bands VARCHAR");
    }

    private String ofQueue(int q, QueueRule queue) {
        return """
                SELECT %d AS q, dk, count(*) AS open, min(entered_us) AS oldest_us,
                  sum((age - (age %% 1000000 + 1000000) %% 1000000) // 1000000) AS age_sum_s,
                  %s AS p50_us, %s AS p90_us, %s AS p95_us, %s AS bands
                FROM (
                  SELECT *, row_number() OVER (PARTITION BY dk ORDER BY age) AS place, count(*) OVER (PARTITION BY dk) AS total
                  FROM (
                    SELECT dk, entered_us, %d - entered_us AS age FROM sojourn_stays
                    WHERE q = %1$d AND left_us IS NULL))
                GROUP BY dk"""
                .formatted(q, percentile(50), percentile(90), percentile(95), bands(queue.agesMicros()), plan.asOf());
    }

    /** Nearest rank: ceil(total * percent / 100), in integers. */
    private static String percentile(int percent) {
        return "max(CASE WHEN place = (total * %d + 99) // 100 THEN age END)".formatted(percent);
    }

    private static String bands(List<Long> bounds) {
        List<String> counts = new ArrayList<>();
        for (int i = 0; i <= bounds.size(); i++) {
            String from = i == 0 ? "TRUE" : "age >= " + bounds.get(i - 1);
            String to = i == bounds.size() ? "TRUE" : "age < " + bounds.get(i);
            counts.add("count_if(" + from + " AND " + to + ")");
        }
        return "concat_ws(',', " + String.join(", ", counts) + ")";
    }
}
