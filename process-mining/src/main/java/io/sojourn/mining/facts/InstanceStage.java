package io.sojourn.mining.facts;

import io.sojourn.definition.HandoffRule;
import io.sojourn.fact.FactTable;
import java.util.List;

/** Rules 10 and 11: activity instances, and the handoffs between consecutive ones. */
final class InstanceStage {
    private final Plan plan;

    InstanceStage(Plan plan) {
        this.plan = plan;
    }

    List<String> statements() {
        return List.of(
                Plan.create("sojourn_steps", Fifo.paired(steps(), "g, activity, instance", "n")),
                Plan.create("sojourn_instances", instances()),
                Plan.drop("sojourn_steps"),
                instanceOutput(),
                Plan.create("sojourn_pairs", pairs()),
                handoffOutput());
    }

    private static String steps() {
        return "SELECT g, n, t, dk, activity, instance, resource, resource_kind, team, lifecycle = 'start' AS push"
                + " FROM sojourn_events WHERE lifecycle IN ('start', 'complete')";
    }

    /** An orphan complete is an instant instance; what its start lacks, a complete gives. */
    private static String instances() {
        return """
                SELECT *, row_number() OVER (PARTITION BY g ORDER BY n) AS ordinal FROM (
                  SELECT g, max(CASE WHEN push THEN n END) AS n, activity, instance,
                    max(CASE WHEN push THEN dk END) AS dk,
                    max(CASE WHEN push THEN t END) AS started_us,
                    max(CASE WHEN NOT push THEN t END) AS completed_us,
                    COALESCE(max(CASE WHEN push THEN resource END), max(CASE WHEN NOT push THEN resource END))
                      AS resource,
                    COALESCE(max(CASE WHEN push THEN resource_kind END), max(CASE WHEN NOT push THEN resource_kind END))
                      AS resource_kind,
                    COALESCE(max(CASE WHEN push THEN team END), max(CASE WHEN NOT push THEN team END)) AS team,
                    FALSE AS instant
                  FROM sojourn_steps WHERE NOT orphan GROUP BY g, activity, instance, k
                  UNION ALL
                  SELECT g, n, activity, instance, dk, t, t, resource, resource_kind, team, TRUE
                  FROM sojourn_steps WHERE orphan)""";
    }

    private String instanceOutput() {
        return plan.output(
                FactTable.ACTIVITY_INSTANCES,
                Plan.columns(
                        "case_id", "p.case_id",
                        "episode", "p.ep",
                        "ordinal", "i.ordinal",
                        "activity", "i.activity",
                        "instance", "i.instance",
                        "started_at", "i.started_us",
                        "completed_at", "i.completed_us",
                        "resource", "i.resource",
                        "resource_kind", "i.resource_kind",
                        "team", "i.team"),
                "FROM sojourn_instances i JOIN sojourn_episodes p USING (g) JOIN sojourn_dims d ON d.dk = i.dk");
    }

    /** Each instance with the one before it; {@code n} orders like source and sequence where the times are equal. */
    private String pairs() {
        HandoffRule rule = plan.definition().handoffs();
        String party = rule == null ? "NULL::VARCHAR" : rule.between() == HandoffRule.Party.TEAM ? "team" : "resource";
        return """
                SELECT * EXCLUDE (previous), previous IS NOT NULL AND (from_party IS NULL OR to_party IS NULL) AS partyless,
                  previous IS NOT NULL AND completed_us IS NOT NULL AND from_party <> to_party IS TRUE AS handed
                FROM (
                  SELECT g, dk, ordinal, activity AS to_activity, %1$s AS to_party, started_us AS picked_us,
                    lag(ordinal) OVER w AS previous, lag(ordinal) OVER w AS from_ordinal,
                    lag(activity) OVER w AS from_activity, lag(%1$s) OVER w AS from_party,
                    lag(completed_us) OVER w AS completed_us
                  FROM sojourn_instances
                  WHERE %2$s
                  WINDOW w AS (PARTITION BY g ORDER BY started_us, completed_us NULLS LAST, n))"""
                .formatted(party, rule == null ? "FALSE" : "TRUE");
    }

    private String handoffOutput() {
        return plan.output(
                FactTable.HANDOFFS,
                Plan.columns(
                        "case_id", "p.case_id",
                        "episode", "p.ep",
                        "ordinal", "h.ordinal",
                        "from_ordinal", "h.from_ordinal",
                        "from_activity", "h.from_activity",
                        "to_activity", "h.to_activity",
                        "from_party", "h.from_party",
                        "to_party", "h.to_party",
                        "released_at", "h.completed_us",
                        "picked_up_at", "h.picked_us",
                        "delay_us", "h.picked_us - h.completed_us"),
                "FROM sojourn_pairs h JOIN sojourn_episodes p USING (g) JOIN sojourn_dims d ON d.dk = h.dk"
                        + " WHERE h.handed");
    }
}
