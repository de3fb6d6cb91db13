package io.sojourn.mining.facts;

import io.sojourn.definition.QueueRule;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.List;

/** Rule 8: stays in queues; {@code q} is the queue's place in the definition. */
final class StayStage {
    private final Plan plan;
    private final List<QueueRule> queues;

    StayStage(Plan plan) {
        this.plan = plan;
        this.queues = plan.definition().queues();
    }

    List<String> statements() {
        return List.of(
                Plan.create("sojourn_moves", moves()),
                Plan.create("sojourn_instance_moves", Fifo.paired(instanceMoves(), "q, g, instance", "n, push")),
                Plan.create("sojourn_queue_counts", counts()),
                Plan.create("sojourn_stays", stays()),
                Plan.drop("sojourn_moves"),
                Plan.drop("sojourn_instance_moves"),
                output());
    }

    List<String> queueNames() {
        return queues.stream().map(QueueRule::name).toList();
    }

    /**
     * Events that enter or leave a queue of one stay per case. Since an event leaves before it enters, the queue is
     * open after it exactly when it enters: so {@code was_open} is what the event before did.
     */
    private String moves() {
        return """
                SELECT *, COALESCE(lag(enters) OVER (PARTITION BY q, g ORDER BY n), FALSE) AS was_open,
                  min(CASE WHEN leaves THEN t END) OVER
                    (PARTITION BY q, g ORDER BY n ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_leave
                FROM (%s)"""
                .formatted(each(
                        false,
                        "SELECT %1$d AS q, g, n, t, dk, instance, %2$s AS enters, %3$s AS leaves FROM sojourn_events"
                                + " WHERE %2$s OR %3$s",
                        "enters BOOLEAN",
                        "leaves BOOLEAN"));
    }

    private String instanceMoves() {
        return each(
                true,
                "SELECT %1$d AS q, g, n, t, dk, instance, FALSE AS push FROM sojourn_events WHERE %3$s"
                        + "\nUNION ALL\n"
                        + "SELECT %1$d AS q, g, n, t, dk, instance, TRUE AS push FROM sojourn_events WHERE %2$s",
                "push BOOLEAN");
    }

    private String each(boolean perInstance, String select, String... moreColumns) {
        List<String> parts = new ArrayList<>();
        for (int q = 0; q < queues.size(); q++) {
            QueueRule rule = queues.get(q);
            if (rule.perInstance() == perInstance) {
                parts.add(select.formatted(q, Plan.flag(rule.enter(), false), Plan.flag(rule.leave(), false)));
            }
        }
        List<String> columns = new ArrayList<>(
                List.of("q INTEGER", "g BIGINT", "n BIGINT", "t BIGINT", "dk BIGINT", "instance VARCHAR"));
        columns.addAll(List.of(moreColumns));
        return Plan.union(parts, columns.toArray(String[]::new));
    }

    private String counts() {
        return """
                SELECT g, sum(re_enters) AS re_enters, sum(stray_leaves) AS stray_leaves FROM (
                  SELECT g, count_if(enters AND NOT leaves AND was_open) AS re_enters,
                    count_if(leaves AND NOT was_open) AS stray_leaves
                  FROM sojourn_moves GROUP BY g
                  UNION ALL
                  SELECT g, 0, count(*) FROM sojourn_instance_moves WHERE orphan GROUP BY g)
                GROUP BY g""";
    }

    private String stays() {
        return """
                SELECT q, g, row_number() OVER (PARTITION BY q, g ORDER BY n) AS ordinal, instance, x.dk, n,
                  entered_us, COALESCE(x.left_us, p.closed_us) AS left_us,
                  CASE WHEN x.left_us IS NOT NULL THEN 'left' WHEN p.closed_us IS NOT NULL THEN 'closed' END AS ended_by
                FROM (
                  SELECT q, g, n, instance, dk, t AS entered_us, next_leave AS left_us FROM sojourn_moves
                  WHERE enters AND (leaves OR NOT was_open)
                  UNION ALL
                  SELECT q, g, max(CASE WHEN push THEN n END), instance, max(CASE WHEN push THEN dk END),
                    max(CASE WHEN push THEN t END), max(CASE WHEN NOT push THEN t END)
                  FROM sojourn_instance_moves WHERE NOT orphan GROUP BY q, g, instance, k) x
                JOIN sojourn_episodes p USING (g)""";
    }

    private String output() {
        return plan.output(
                FactTable.STAYS,
                Plan.columns(
                        "case_id", "p.case_id",
                        "episode", "p.ep",
                        "queue", Plan.pick(queueNames(), "s.q"),
                        "ordinal", "s.ordinal",
                        "instance", "s.instance",
                        "entered_at", "s.entered_us",
                        "left_at", "s.left_us",
                        "ended_by", "s.ended_by"),
                "FROM sojourn_stays s JOIN sojourn_episodes p USING (g) JOIN sojourn_dims d ON d.dk = s.dk");
    }
}
