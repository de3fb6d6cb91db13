package io.sojourn.mining.facts;

import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.Expression;
import io.sojourn.definition.Measure;
import io.sojourn.definition.SlaRule;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules 15 and 16: sums per minute. First by all dimensions, then folded over those that a measure is not split by. */
final class PaneStage {
    private final Plan plan;
    private final List<String> queueNames;
    private final List<Measure> measures;
    private final List<SlaRule> slas;

    PaneStage(Plan plan, List<String> queueNames) {
        this.plan = plan;
        this.queueNames = queueNames;
        this.measures = plan.definition().measures();
        this.slas = plan.definition().slas();
    }

    List<String> statements() {
        return List.of(
                Plan.create("sojourn_case_rows", caseRows()),
                Plan.create("sojourn_sums", sums()),
                Plan.drop("sojourn_case_rows"),
                measureOutput(),
                queueOutput());
    }

    /** Closed episodes, with the expressions of the measures that are per case. */
    private String caseRows() {
        List<String> flags = new ArrayList<>(List.of("x$closed AS t", "x$dk AS dk"));
        for (Measure measure : measures) {
            for (Expression e : caseConditions(measure)) {
                flags.add("COALESCE((" + plan.compiled().sql(e) + "), FALSE) AS " + Plan.flag(e, false));
            }
        }
        List<String> row = new ArrayList<>(List.of("closed_us AS x$closed", "c.dk AS x$dk"));
        row.addAll(List.of("events", "touches", "rework", "handoffs", "exceptions", "reopened::BIGINT AS reopened"));
        row.add("cycle_us / 3.6e9::DOUBLE AS cycle_time");
        List<CaseColumn> declared = plan.definition().caseColumns();
        for (int i = 0; i < declared.size(); i++) {
            row.add("c.c" + i + " AS " + Plan.name(declared.get(i).name()));
        }
        for (int i = 0; i < plan.definition().dimensions().size(); i++) {
            row.add("d.d" + i + " AS "
                    + Plan.name(plan.definition().dimensions().get(i)));
        }
        return "SELECT " + String.join(", ", flags) + "\nFROM (SELECT " + String.join(", ", row)
                + "\n  FROM sojourn_cases c JOIN sojourn_dims d ON d.dk = c.dk WHERE closed_us IS NOT NULL)";
    }

    private static List<Expression> caseConditions(Measure measure) {
        List<Expression> conditions = new ArrayList<>();
        if (measure instanceof Measure.Share m && m.perCase()) {
            conditions.add(m.share());
            if (m.of() != null) {
                conditions.add(m.of());
            }
        } else if (measure instanceof Measure.Count m && m.perCase()) {
            conditions.add(m.count());
        }
        return conditions;
    }

    /** {@code m}: the measure's place in the definition; after the measures come the SLA rules. */
    private String sums() {
        List<String> parts = new ArrayList<>();
        for (int m = 0; m < measures.size(); m++) {
            Measure measure = measures.get(m);
            if (measure instanceof Measure.Share s) {
                parts.add(sum(
                        m,
                        "t",
                        "CASE WHEN " + Plan.flag(s.share(), false) + " THEN 1 ELSE 0 END",
                        rows(s.perCase()),
                        Plan.flag(s.of(), true)));
            } else if (measure instanceof Measure.Count c) {
                parts.add(sum(m, "t", "1", rows(c.perCase()), Plan.flag(c.count(), false)));
            } else if (measure instanceof Measure.Average a) {
                String value = "CAST(" + Plan.value(a.average()) + " AS DOUBLE)";
                parts.add(sum(
                        m,
                        "t",
                        "CAST(floor(" + value + " * 1e6::DOUBLE + 0.5::DOUBLE) AS BIGINT)",
                        "sojourn_events",
                        Plan.flag(a.of(), true) + " AND abs(" + value + ") < 9e9::DOUBLE"));
            } else if (measure instanceof Measure.Duration) {
                parts.add(sum(m, "to_us", "duration_us", "sojourn_durations", "m = " + m + " AND to_us IS NOT NULL"));
            }
        }
        for (int s = 0; s < slas.size(); s++) {
            parts.add(sum(
                    measures.size() + s,
                    "due_us",
                    "CASE state WHEN 'breached' THEN 1 ELSE 0 END",
                    "sojourn_clocks",
                    "sla = " + s + " AND state IN ('breached', 'met')"));
        }
        return Plan.union(parts, "m INTEGER", "pane BIGINT", "dk BIGINT", "numerator BIGINT", "denominator BIGINT");
    }

    private static String rows(boolean perCase) {
        return perCase ? "sojourn_case_rows" : "sojourn_events";
    }

    private static String sum(int measure, String time, String numerator, String from, String where) {
        return "SELECT %d AS m, %s // %d AS pane, dk, sum(%s) AS numerator, count(*) AS denominator FROM %s WHERE %s GROUP BY pane, dk"
                .formatted(measure, time, Plan.MINUTE, numerator, from, where);
    }

    private String measureOutput() {
        List<String> names = new ArrayList<>();
        measures.forEach(m -> names.add(m.name()));
        slas.forEach(s -> names.add("sla:" + s.name()));
        Map<String, String> dimensions = new HashMap<>();
        List<String> groups = new ArrayList<>(List.of("m", "pane"));
        for (int i = 0; i < plan.definition().dimensions().size(); i++) {
            groups.add(split(i));
            dimensions.put(plan.definition().dimensions().get(i), split(i));
        }
        if (plan.byCase()) {
            groups.add("k.case_id");
        }
        return plan.output(
                FactTable.MEASURE_PANES,
                Plan.columns(
                        "measure",
                        Plan.pick(names, "m"),
                        "pane",
                        "pane * " + Plan.MINUTE,
                        "numerator",
                        "sum(numerator)",
                        "denominator",
                        "sum(denominator)"),
                dimensions,
                "FROM sojourn_sums s JOIN sojourn_dims d ON d.dk = s.dk" + plan.joinCase() + " GROUP BY "
                        + String.join(", ", groups));
    }

    /** The dimension, or {@code (all)} for measures that are not split by it. */
    private String split(int dimension) {
        String name = plan.definition().dimensions().get(dimension);
        String by = IntStream.range(0, measures.size() + slas.size())
                .filter(m -> m >= measures.size() || measures.get(m).by().contains(name))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return by.isEmpty() ? "'(all)'" : "CASE WHEN m IN (" + by + ") THEN d.d" + dimension + " ELSE '(all)' END";
    }

    private String queueOutput() {
        return plan.output(
                FactTable.QUEUE_PANES,
                Plan.columns(
                        "queue",
                        Plan.pick(queueNames, "x.q"),
                        "pane",
                        "x.pane * " + Plan.MINUTE,
                        "arrivals",
                        "x.arrivals",
                        "departures",
                        "x.departures"),
                """
                FROM (
                  SELECT q, pane, dk, sum(arrival) AS arrivals, sum(1 - arrival) AS departures FROM (
                    SELECT q, entered_us // %1$d AS pane, dk, 1 AS arrival FROM sojourn_stays
                    UNION ALL
                    SELECT q, left_us // %1$d, dk, 0 FROM sojourn_stays WHERE left_us IS NOT NULL)
                  GROUP BY q, pane, dk) x
                JOIN sojourn_dims d ON d.dk = x.dk%2$s"""
                        .formatted(Plan.MINUTE, plan.joinCase()));
    }
}
