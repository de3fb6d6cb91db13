package io.sojourn.mining.facts;

import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.Expression;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.event.Column;
import io.sojourn.event.EventColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules 1 to 7: from rows as they came to {@code sojourn_events}: effective events, numbered in case order ({@code n} is
 * unique and grows inside a case), each with its episode {@code g} (the {@code n} of the episode's first event), its
 * dimensions {@code dk}, and every expression of the definition evaluated once.
 */
final class EventStage {
    private final Plan plan;
    private final Set<Expression> conditions = new LinkedHashSet<>();
    private final Set<Expression> values = new LinkedHashSet<>();
    private final String allSql;

    EventStage(Plan plan) {
        this.plan = plan;
        collect(plan.definition());
        allSql = Stream.concat(conditions.stream(), values.stream())
                .map(e -> plan.compiled().sql(e).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
    }

    List<String> statements() {
        return List.of(
                Plan.create("sojourn_latest", latest()),
                Plan.create(
                        "sojourn_numbers",
                        "SELECT case_id, row_number() OVER () AS c FROM (SELECT DISTINCT case_id FROM " + plan.events()
                                + ")"),
                Plan.create(
                        "sojourn_sources",
                        "SELECT source, row_number() OVER (ORDER BY source) AS s FROM (SELECT DISTINCT source FROM "
                                + plan.events() + ")"),
                Plan.create("sojourn_rows", rows()),
                Plan.create("sojourn_dims", dimensions()),
                Plan.create("sojourn_events", events()),
                Plan.drop("sojourn_rows"),
                Plan.create("sojourn_episodes", episodes()));
    }

    private void collect(ProcessDefinition d) {
        conditions.add(d.close());
        d.caseColumns().stream().map(CaseColumn::of).forEach(conditions::add);
        for (QueueRule q : d.queues()) {
            conditions.addAll(Arrays.asList(q.enter(), q.leave()));
        }
        if (d.exceptions() != null) {
            conditions.add(d.exceptions().when());
            values.add(d.exceptions().category());
        }
        for (SlaRule s : d.slas()) {
            conditions.addAll(Arrays.asList(s.when(), s.start(), s.stop(), s.pause(), s.resume(), s.extendWhen()));
        }
        d.measures().forEach(this::collect);
        conditions.remove(null);
        values.remove(null);
    }

    private void collect(Measure measure) {
        if (measure instanceof Measure.Share m && !m.perCase()) {
            conditions.addAll(Arrays.asList(m.share(), m.of()));
        } else if (measure instanceof Measure.Count m && !m.perCase()) {
            conditions.add(m.count());
        } else if (measure instanceof Measure.Average m) {
            conditions.add(m.of());
            values.add(m.average());
        } else if (measure instanceof Measure.Duration m) {
            conditions.addAll(Arrays.asList(m.from(), m.to()));
        }
    }

    /** Of the corrections and retractions of each event, the one with the highest version. */
    private String latest() {
        return "SELECT * FROM " + plan.events()
                + " WHERE operation <> 'append' QUALIFY row_number() OVER"
                + " (PARTITION BY case_id, source, event_id ORDER BY revision DESC) = 1";
    }

    /** A column that no expression and no dimension names is not carried along: memory is what limits the size of a log. */
    private boolean isNeeded(Column c) {
        return List.of(
                                "case_id",
                                "event_id",
                                "source",
                                "sequence",
                                "activity",
                                "lifecycle",
                                "time",
                                "resource",
                                "resource_kind",
                                "team",
                                "reason",
                                "instance")
                        .contains(c.name())
                || plan.definition().dimensions().contains(c.name())
                || allSql.contains(c.name().toLowerCase(Locale.ROOT));
    }

    private List<Column> columns(boolean attributes) {
        List<Column> all = plan.definition().eventColumns();
        int first = EventColumns.FIRST_ATTRIBUTE;
        return (attributes ? all.subList(first, all.size()) : all.subList(0, first))
                .stream().filter(this::isNeeded).toList();
    }

    private String rows() {
        List<String> out = new ArrayList<>(List.of("x$c AS c", "x$n AS n", "x$t AS t", "x$next AS next"));
        for (String own :
                List.of("event_id", "activity", "lifecycle", "resource", "resource_kind", "team", "instance")) {
            out.add(own);
        }
        out.add("reason");
        out.add("related");
        for (int i = 0; i < plan.definition().dimensions().size(); i++) {
            out.add("x$d" + i + " AS x$dim" + i);
        }
        conditions.forEach(e -> out.add("COALESCE((" + plan.compiled().sql(e) + "), FALSE) AS " + Plan.flag(e, false)));
        values.forEach(e -> out.add("(" + plan.compiled().sql(e) + ") AS " + Plan.value(e)));
        return "SELECT " + String.join(",\n  ", out) + "\nFROM (" + carried() + ")";
    }

    /** Case order, and the last value that is not null of each attribute and dimension. */
    private String carried() {
        List<String> out = new ArrayList<>(List.of("x$c", "x$t", "lead(x$t) OVER w AS x$next"));
        // A case number in the high half, the place in the case in the low half: unique, and in case order.
        out.add("(x$c << 32) + row_number() OVER w AS x$n");
        columns(false).forEach(c -> out.add(Plan.name(c.name())));
        out.add("related");
        columns(true).forEach(c -> out.add(carry(c.name()) + " AS " + Plan.name(c.name())));
        List<String> dimensions = plan.definition().dimensions();
        for (int i = 0; i < dimensions.size(); i++) {
            out.add("COALESCE(CAST(" + carry(dimensions.get(i)) + " AS VARCHAR), '(none)') AS x$d" + i);
        }
        return "SELECT " + String.join(",\n  ", out) + "\nFROM (" + effective()
                + ")\nWINDOW w AS (PARTITION BY x$c ORDER BY x$t, x$s, x$q, x$id ROWS BETWEEN UNBOUNDED PRECEDING AND"
                + " CURRENT ROW)";
    }

    private static String carry(String column) {
        return "last_value(" + Plan.name(column) + " IGNORE NULLS) OVER w";
    }

    /** Events with the content of their latest correction; identity, source and sequence stay their own. */
    private String effective() {
        List<String> own = List.of("case_id", "event_id", "source", "sequence");
        List<String> out = new ArrayList<>();
        out.add("k.c AS x$c");
        out.add("s.s AS x$s");
        out.add("e.sequence AS x$q");
        out.add("e.event_id AS x$id");
        out.add("epoch_us(IF(l.operation IS NULL, e.time, l.time)) AS x$t");
        out.add("IF(l.operation IS NULL, e.related, l.related) AS related");
        Stream.concat(columns(false).stream(), columns(true).stream())
                .map(c -> Plan.name(c.name()))
                .forEach(c -> out.add(
                        own.contains(c.substring(1, c.length() - 1))
                                ? "e." + c
                                : "IF(l.operation IS NULL, e." + c + ", l." + c + ") AS " + c));
        return "SELECT " + String.join(",\n  ", out) + "\nFROM " + plan.events() + " e\n"
                + """
                JOIN sojourn_numbers k ON k.case_id = e.case_id
                JOIN sojourn_sources s ON s.source = e.source
                LEFT JOIN sojourn_latest l
                  ON l.case_id = e.case_id AND l.source = e.source AND l.event_id = e.event_id
                WHERE e.operation = 'append' AND l.operation IS DISTINCT FROM 'retract'""";
    }

    /** Each combination of dimension values gets a number, so that later stages carry one integer. */
    private String dimensions() {
        int count = plan.definition().dimensions().size();
        if (count == 0 && !plan.byCase()) {
            return "SELECT 1::BIGINT AS dk";
        }
        String wanted = Stream.concat(
                        Stream.iterate(0, i -> i + 1).limit(count).map(i -> "x$dim" + i + " AS d" + i),
                        Stream.of("c AS of_case").filter(x -> plan.byCase()))
                .collect(Collectors.joining(", "));
        return "SELECT *, row_number() OVER () AS dk FROM (SELECT DISTINCT " + wanted + " FROM sojourn_rows)";
    }

    /** Rule 7: an event starts an episode when it is the case's first, or the one before it ended its episode. */
    private String events() {
        ProcessDefinition d = plan.definition();
        String closes = Plan.flag(d.close(), false);
        String gap = d.closeAfterMicros() == null
                ? "FALSE"
                : "COALESCE(next, " + plan.asOf() + ") - t >= " + d.closeAfterMicros();
        String sameDimensions = Stream.concat(
                        Stream.iterate(0, i -> i + 1)
                                .limit(d.dimensions().size())
                                .map(i -> "d.d" + i + " = r.x$dim" + i),
                        Stream.of("d.of_case = r.c").filter(x -> plan.byCase()))
                .collect(Collectors.joining(" AND "));
        return """
                SELECT * EXCLUDE (starts, before),
                  max(CASE WHEN starts THEN n END) OVER w AS g,
                  NOT starts AND before = t AS tie
                FROM (
                  SELECT *, COALESCE(lag(ending) OVER (PARTITION BY c ORDER BY n) > 0, TRUE) AS starts,
                    lag(t) OVER (PARTITION BY c ORDER BY n) AS before
                  FROM (
                    SELECT r.* EXCLUDE (next%s), d.dk,
                      CASE WHEN %s THEN 1 WHEN %s THEN 2 ELSE 0 END AS ending
                    FROM sojourn_rows r JOIN sojourn_dims d ON %s))
                WINDOW w AS (PARTITION BY c ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"""
                .formatted(
                        Stream.iterate(0, i -> i + 1)
                                .limit(d.dimensions().size())
                                .map(i -> ", x$dim" + i)
                                .collect(Collectors.joining()),
                        closes,
                        gap,
                        sameDimensions.isEmpty() ? "TRUE" : sameDimensions);
    }

    private String episodes() {
        StringBuilder columns = new StringBuilder();
        List<CaseColumn> declared = plan.definition().caseColumns();
        for (int i = 0; i < declared.size(); i++) {
            String flag = Plan.flag(declared.get(i).of(), false);
            columns.append(
                            declared.get(i).kind() == CaseColumn.Kind.ANY
                                    ? ", bool_or(" + flag + ")"
                                    : ", count_if(" + flag + ")")
                    .append(" AS c")
                    .append(i);
        }
        Expression exception = plan.definition().exceptions() == null
                ? null
                : plan.definition().exceptions().when();
        Long silence = plan.definition().closeAfterMicros();
        return """
                SELECT e.*, k.case_id, row_number() OVER (PARTITION BY e.c ORDER BY e.g) AS ep,
                  CASE ending WHEN 1 THEN last_us WHEN 2 THEN last_us + %d END AS closed_us,
                  CASE ending WHEN 1 THEN 'rule' WHEN 2 THEN 'silence' END AS closed_by
                FROM (
                  SELECT g, any_value(c) AS c, min(t) AS started_us, max(t) AS last_us, count(*) AS events,
                    count_if(tie) AS ties, count_if(%s) AS exceptions,
                    arg_max(ending, n) AS ending, arg_max(dk, n) AS dk%s
                  FROM sojourn_events GROUP BY g) e
                JOIN sojourn_numbers k USING (c)"""
                .formatted(silence == null ? 0 : silence, Plan.flag(exception, false), columns);
    }
}
