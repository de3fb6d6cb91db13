package io.sojourn.mining.facts;

import io.sojourn.definition.ExceptionRule;
import io.sojourn.definition.Measure;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.List;

/** Rules 12 and 13: exceptions and durations. */
final class RuleStage {
    private final Plan plan;

    RuleStage(Plan plan) {
        this.plan = plan;
    }

    List<String> statements() {
        return List.of(exceptionOutput(), Plan.create("sojourn_durations", durations()), durationOutput());
    }

    private String exceptionOutput() {
        ExceptionRule rule = plan.definition().exceptions();
        return plan.output(
                FactTable.EXCEPTIONS,
                Plan.columns(
                        "case_id", "p.case_id",
                        "episode", "p.ep",
                        "ordinal", "row_number() OVER (PARTITION BY e.g ORDER BY e.n)",
                        "time", "e.t",
                        "event_id", "e.event_id",
                        "activity", "e.activity",
                        "category",
                                rule == null || rule.category() == null ? "NULL" : "e." + Plan.value(rule.category()),
                        "reason", "e.reason"),
                "FROM sojourn_events e JOIN sojourn_episodes p USING (g) JOIN sojourn_dims d ON d.dk = e.dk WHERE "
                        + (rule == null ? "FALSE" : "e." + Plan.flag(rule.when(), false)));
    }

    private List<Measure> measures() {
        return plan.definition().measures();
    }

    /** {@code m} is the measure's place in the definition. */
    private String durations() {
        List<String> parts = new ArrayList<>();
        for (int m = 0; m < measures().size(); m++) {
            if (measures().get(m) instanceof Measure.Duration d) {
                parts.add(
                        "SELECT %1$d AS m, g, n, t, dk, %2$s AS froms, %3$s AS tos FROM sojourn_events WHERE %2$s OR %3$s"
                                .formatted(m, Plan.flag(d.from(), false), Plan.flag(d.to(), false)));
            }
        }
        return """
                SELECT m, g, row_number() OVER (PARTITION BY m, g ORDER BY n) AS ordinal, t AS from_us, to_us,
                  to_us - t AS duration_us, COALESCE(to_dk, dk) AS dk
                FROM (
                  SELECT *, first_value(CASE WHEN tos THEN t END IGNORE NULLS) OVER w AS to_us,
                    first_value(CASE WHEN tos THEN dk END IGNORE NULLS) OVER w AS to_dk
                  FROM (%s)
                  WINDOW w AS (PARTITION BY m, g ORDER BY n ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING))
                WHERE froms"""
                .formatted(Plan.union(
                        parts,
                        "m INTEGER",
                        "g BIGINT",
                        "n BIGINT",
                        "t BIGINT",
                        "dk BIGINT",
                        "froms BOOLEAN",
                        "tos BOOLEAN"));
    }

    private String durationOutput() {
        return plan.output(
                FactTable.DURATIONS,
                Plan.columns(
                        "case_id", "p.case_id",
                        "episode", "p.ep",
                        "measure",
                                Plan.pick(measures().stream().map(Measure::name).toList(), "x.m"),
                        "ordinal", "x.ordinal",
                        "from_at", "x.from_us",
                        "to_at", "x.to_us",
                        "duration_us", "x.duration_us"),
                "FROM sojourn_durations x JOIN sojourn_episodes p USING (g) JOIN sojourn_dims d ON d.dk = x.dk");
    }
}
