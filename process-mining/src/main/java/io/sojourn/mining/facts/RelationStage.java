package io.sojourn.mining.facts;

import io.sojourn.definition.RelationRule;
import io.sojourn.fact.FactTable;
import java.util.List;

/** Rule 21: the cases that an episode's events name, each once, in the order of their first naming. */
final class RelationStage {
    private final Plan plan;

    RelationStage(Plan plan) {
        this.plan = plan;
    }

    List<String> statements() {
        return List.of(Plan.create("sojourn_relations", relations()), output());
    }

    private static String relations() {
        return """
                SELECT g, relation, related_case, t, row_number() OVER (PARTITION BY g ORDER BY n, place) AS ordinal
                FROM (
                  SELECT g, n, t, place, CASE WHEN told THEN left(item, colon - 1) END AS relation,
                    replace(replace(CASE WHEN told THEN substr(item, colon + 1) ELSE item END, '%20', ' '), '%25', '%')
                      AS related_case
                  FROM (
                    SELECT *, colon > 1 AND colon < length(item) AS told FROM (
                      SELECT *, strpos(item, ':') AS colon FROM (
                        SELECT g, n, t, unnest(items) AS item, generate_subscripts(items, 1) AS place
                        FROM (SELECT g, n, t, string_split(related, ' ') AS items
                              FROM sojourn_events WHERE related IS NOT NULL))
                      WHERE item <> ''))
                  QUALIFY row_number() OVER (PARTITION BY g, relation, related_case ORDER BY n, place) = 1)""";
    }

    private String output() {
        return plan.output(
                FactTable.CASE_RELATIONS,
                Plan.columns(
                        "case_id", "p.case_id",
                        "episode", "p.ep",
                        "ordinal", "r.ordinal",
                        "relation", "r.relation",
                        "related_process", process(),
                        "related_case_id", "r.related_case",
                        "since", "r.t"),
                "FROM sojourn_relations r JOIN sojourn_episodes p USING (g)");
    }

    private String process() {
        List<RelationRule> rules = plan.definition().relations();
        if (rules.isEmpty()) {
            return "NULL";
        }
        StringBuilder sql = new StringBuilder("CASE");
        rules.forEach(r -> sql.append(" WHEN r.relation = ")
                .append(Plan.text(r.name()))
                .append(" THEN ")
                .append(Plan.text(r.process())));
        if (rules.size() == 1) {
            sql.append(" WHEN r.relation IS NULL THEN ")
                    .append(Plan.text(rules.get(0).process()));
        }
        return sql.append(" END").toString();
    }
}
