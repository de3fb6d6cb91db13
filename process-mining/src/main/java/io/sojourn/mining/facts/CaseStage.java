package io.sojourn.mining.facts;

import io.sojourn.definition.CaseColumn;
import io.sojourn.fact.FactTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rule 14: one row for each episode, with the counts that other stages made. */
final class CaseStage {
    private final Plan plan;

    CaseStage(Plan plan) {
        this.plan = plan;
    }

    List<String> statements() {
        return List.of(Plan.create("sojourn_cases", cases()), output());
    }

    private static String cases() {
        return """
                SELECT p.*, last_us - started_us AS cycle_us, CASE WHEN ep > 1 THEN 1 ELSE 0 END AS reopened,
                  COALESCE(touches, 0)::BIGINT AS touches, COALESCE(rework, 0)::BIGINT AS rework,
                  COALESCE(open_instances, 0)::BIGINT AS open_instances,
                  COALESCE(instant_instances, 0)::BIGINT AS instant_instances,
                  COALESCE(handoffs, 0)::BIGINT AS handoffs, COALESCE(partyless, 0)::BIGINT AS partyless,
                  COALESCE(re_enters, 0)::BIGINT AS re_enters, COALESCE(stray_leaves, 0)::BIGINT AS stray_leaves
                FROM sojourn_episodes p
                LEFT JOIN (
                  SELECT g, sum(touches) AS touches, sum(times - 1) AS rework, sum(open_instances) AS open_instances,
                    sum(instant_instances) AS instant_instances
                  FROM (
                    SELECT g, activity, count(*) AS times,
                      count_if(COALESCE(resource_kind = 'person', resource IS NOT NULL)) AS touches,
                      count_if(completed_us IS NULL) AS open_instances, count_if(instant) AS instant_instances
                    FROM sojourn_instances GROUP BY g, activity)
                  GROUP BY g) USING (g)
                LEFT JOIN (
                  SELECT g, count_if(handed) AS handoffs, count_if(partyless) AS partyless
                  FROM sojourn_pairs GROUP BY g) USING (g)
                LEFT JOIN sojourn_queue_counts USING (g)""";
    }

    private String output() {
        Map<String, String> values = new HashMap<>(Plan.columns(
                "case_id", "c.case_id",
                "episode", "c.ep",
                "started_at", "c.started_us",
                "last_at", "c.last_us",
                "closed_at", "c.closed_us",
                "cycle_time_us", "c.cycle_us",
                "partyless_handoffs", "c.partyless"));
        for (String same : List.of(
                "closed_by",
                "events",
                "touches",
                "rework",
                "handoffs",
                "exceptions",
                "reopened",
                "re_enters",
                "stray_leaves",
                "open_instances",
                "instant_instances",
                "ties")) {
            values.put(same, "c." + same);
        }
        List<CaseColumn> declared = plan.definition().caseColumns();
        for (int i = 0; i < declared.size(); i++) {
            values.put(declared.get(i).name(), "c.c" + i);
        }
        return plan.output(FactTable.CASES, values, "FROM sojourn_cases c JOIN sojourn_dims d ON d.dk = c.dk");
    }
}
