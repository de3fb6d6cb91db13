package io.sojourn.api.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Process operators: table functions over the public tables, as macros of a worker. Each gives rows of single cases, to be
 * grouped and joined as is wanted. The bodies name tables plainly, so that they read what queries of the same worker read.
 *
 * <p>A step is an event that is not retracted, as its last correction has it, and whose lifecycle is {@code complete} or null.
 * Steps of a case are in the order (time, source, sequence, event id).
 */
final class ProcessOperators {
    private static final String STEPS = "sojourn_steps";

    private static final String STEPS_BODY =
            """
            WITH latest AS (
              SELECT * FROM events WHERE operation <> 'append'
              QUALIFY row_number() OVER (PARTITION BY process, case_id, source, event_id ORDER BY revision DESC) = 1)
            SELECT process, case_id, activity, time,
              row_number() OVER (PARTITION BY process, case_id ORDER BY time, source, sequence, event_id) AS step
            FROM (
              SELECT e.process, e.case_id, e.source, e.sequence, e.event_id,
                if(l.operation IS NULL, e.activity, l.activity) AS activity,
                if(l.operation IS NULL, e.time, l.time) AS time,
                if(l.operation IS NULL, e.lifecycle, l.lifecycle) AS lifecycle
              FROM events e LEFT JOIN latest l ON l.process = e.process AND l.case_id = e.case_id
                AND l.source = e.source AND l.event_id = e.event_id
              WHERE e.operation = 'append' AND l.operation IS DISTINCT FROM 'retract') AS effective
            WHERE lifecycle IS NULL OR lower(lifecycle) = 'complete'""";

    private static final Operator VARIANT = new Operator(
            "variant",
            "",
            OperandTypes.NILADIC,
            "process VARCHAR, case_id VARCHAR, variant VARCHAR, steps BIGINT, started_at TIMESTAMP, ended_at TIMESTAMP,"
                    + " duration_us BIGINT",
            """
            SELECT process, case_id, string_agg(activity, ' > ' ORDER BY step) AS variant, count(*) AS steps,
              min(time) AS started_at, max(time) AS ended_at, epoch_us(max(time)) - epoch_us(min(time)) AS duration_us
            FROM sojourn_steps() GROUP BY process, case_id""");

    private static final Operator DIRECTLY_FOLLOWS = new Operator(
            "directly_follows",
            "",
            OperandTypes.NILADIC,
            "process VARCHAR, case_id VARCHAR, step BIGINT, from_activity VARCHAR, to_activity VARCHAR, from_at TIMESTAMP,"
                    + " to_at TIMESTAMP, duration_us BIGINT",
            """
            SELECT process, case_id, step, activity AS from_activity, to_activity, time AS from_at, to_at,
              epoch_us(to_at) - epoch_us(time) AS duration_us
            FROM (SELECT *, lead(activity) OVER following AS to_activity, lead(time) OVER following AS to_at
              FROM sojourn_steps() WINDOW following AS (PARTITION BY process, case_id ORDER BY step)) AS pairs
            WHERE to_at IS NOT NULL""");

    private static final Operator THROUGHPUT = new Operator(
            "throughput",
            "first_activity, last_activity",
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
            "process VARCHAR, case_id VARCHAR, from_at TIMESTAMP, to_at TIMESTAMP, duration_us BIGINT",
            """
            SELECT process, case_id, from_at, to_at, epoch_us(to_at) - epoch_us(from_at) AS duration_us
            FROM (SELECT process, case_id,
                min(step) FILTER (WHERE first_activity IS NULL OR activity = first_activity) AS from_step,
                max(step) FILTER (WHERE last_activity IS NULL OR activity = last_activity) AS to_step,
                min(time) FILTER (WHERE first_activity IS NULL OR activity = first_activity) AS from_at,
                max(time) FILTER (WHERE last_activity IS NULL OR activity = last_activity) AS to_at
              FROM sojourn_steps() GROUP BY process, case_id) AS ends
            WHERE from_step <= to_step""");

    private static final Operator REWORK = new Operator(
            "rework",
            "",
            OperandTypes.NILADIC,
            "process VARCHAR, case_id VARCHAR, activity VARCHAR, times BIGINT, repeats BIGINT, first_at TIMESTAMP,"
                    + " last_at TIMESTAMP",
            """
            SELECT process, case_id, activity, count(*) AS times, count(*) - 1 AS repeats, min(time) AS first_at,
              max(time) AS last_at
            FROM sojourn_steps() GROUP BY process, case_id, activity HAVING count(*) > 1""");

    private static final Operator WAITING_TIME = new Operator(
            "waiting_time",
            "",
            OperandTypes.NILADIC,
            "process VARCHAR, case_id VARCHAR, episode BIGINT, from_ordinal BIGINT, to_ordinal BIGINT, from_activity VARCHAR,"
                    + " to_activity VARCHAR, resource VARCHAR, team VARCHAR, released_at TIMESTAMP,"
                    + " picked_up_at TIMESTAMP, waiting_us BIGINT",
            """
            SELECT process, case_id, episode, from_ordinal, ordinal AS to_ordinal, from_activity, activity AS to_activity,
              resource, team, released_at, started_at AS picked_up_at, epoch_us(started_at) - epoch_us(released_at) AS waiting_us
            FROM (SELECT *, lag(ordinal) OVER before AS from_ordinal, lag(activity) OVER before AS from_activity,
                lag(completed_at) OVER before AS released_at
              FROM activity_instances
              WINDOW before AS (PARTITION BY process, case_id, episode
                ORDER BY started_at, completed_at NULLS LAST, ordinal)) AS pairs
            WHERE released_at IS NOT NULL""");

    private static final Operator CONFORMS = new Operator(
            "conforms",
            "allowed",
            OperandTypes.ARRAY,
            "process VARCHAR, case_id VARCHAR, conforms BOOLEAN, deviations BIGINT, first_deviation VARCHAR",
            """
            SELECT process, case_id, count(*) FILTER (WHERE wrong) = 0 AS conforms,
              count(*) FILTER (WHERE wrong) AS deviations, arg_min(arc, step) FILTER (WHERE wrong) AS first_deviation
            FROM (SELECT process, case_id, step, arc, NOT list_contains(allowed, arc) AND CASE
                WHEN kind = 'start' THEN len(list_filter(allowed, lambda a: starts_with(a, 'START > '))) > 0
                WHEN kind = 'end' THEN len(list_filter(allowed, lambda a: ends_with(a, ' > END'))) > 0
                ELSE true END AS wrong
              FROM (
                SELECT process, case_id, step, if(step = 1, 'start', 'step') AS kind,
                  coalesce(lag(activity) OVER (PARTITION BY process, case_id ORDER BY step), 'START') || ' > ' || activity AS arc
                FROM sojourn_steps()
                UNION ALL
                SELECT process, case_id, max(step) + 1, 'end', arg_max(activity, step) || ' > END'
                FROM sojourn_steps() GROUP BY process, case_id) AS arcs) AS judged
            GROUP BY process, case_id""");

    private static final List<Operator> TABLES =
            List.of(VARIANT, DIRECTLY_FOLLOWS, THROUGHPUT, REWORK, WAITING_TIME, CONFORMS);

    /** For the operator table of the checker. */
    static final List<SqlOperator> ALL = List.copyOf(TABLES);

    private ProcessOperators() {}

    /** Names that FROM may call, in the checker and in DuckDB's own tree. */
    static Set<String> names() {
        return TABLES.stream()
                .map(o -> o.getName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The public table that an operator reads. */
    static String source(String operator) {
        return operator.equalsIgnoreCase(WAITING_TIME.getName()) ? "activity_instances" : "events";
    }

    /** The columns of that table that an operator reads. */
    static List<String> columns(String operator) {
        return operator.equalsIgnoreCase(WAITING_TIME.getName())
                ? List.of(
                        "activity",
                        "case_id",
                        "completed_at",
                        "episode",
                        "ordinal",
                        "process",
                        "resource",
                        "started_at",
                        "team")
                : List.of(
                        "activity",
                        "case_id",
                        "event_id",
                        "lifecycle",
                        "operation",
                        "process",
                        "revision",
                        "sequence",
                        "source",
                        "time");
    }

    /** The columns of an operator's rows. */
    static List<ColumnInfo> output(String operator) {
        return TABLES.stream()
                .filter(o -> o.getName().equalsIgnoreCase(operator))
                .flatMap(o -> Arrays.stream(o.columns.split(", ")))
                .map(c -> new ColumnInfo(c.split(" ")[0], c.split(" ")[1]))
                .toList();
    }

    /** The macros, in the order in which they must be made. */
    static List<String> macros(Set<String> tables) {
        List<String> ddl = new ArrayList<>();
        if (tables.contains("events")) {
            ddl.add("CREATE TEMP MACRO " + STEPS + "() AS TABLE " + STEPS_BODY);
        }
        TABLES.stream().filter(o -> tables.contains(source(o.getName()))).forEach(o -> ddl.add(o.ddl()));
        ddl.add("CREATE TEMP MACRO " + Functions.BOUNDED_SERIES + "(a, b, s) AS CASE WHEN b > a + s * "
                + SqlOptions.SERIES + " THEN error('a series of more than " + SqlOptions.SERIES
                + " values') ELSE generate_series(a, least(b, a + s * " + SqlOptions.SERIES + "), s) END");
        return ddl;
    }

    /** One operator: what the checker must know of it, and its body. */
    private static final class Operator extends SqlFunction implements SqlTableFunction {
        private static final long serialVersionUID = 1L;
        private final String parameters;
        private final String columns;
        private final String body;

        Operator(String name, String parameters, SqlOperandTypeChecker operands, String columns, String body) {
            super(
                    name,
                    SqlKind.OTHER_FUNCTION,
                    ReturnTypes.CURSOR,
                    null,
                    operands,
                    SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
            this.parameters = parameters;
            this.columns = columns;
            this.body = body;
        }

        String ddl() {
            return "CREATE TEMP MACRO \"" + getName() + "\"(" + parameters + ") AS TABLE " + body;
        }

        @Override
        public SqlReturnTypeInference getRowTypeInference() {
            return b -> {
                RelDataTypeFactory types = b.getTypeFactory();
                RelDataTypeFactory.Builder row = types.builder();
                Arrays.stream(columns.split(", "))
                        .map(c -> c.split(" "))
                        .forEach(c -> row.add(c[0], type(types, c[1])));
                return row.build();
            };
        }

        private static RelDataType type(RelDataTypeFactory types, String name) {
            RelDataType type = name.equals("TIMESTAMP")
                    ? types.createSqlType(SqlTypeName.TIMESTAMP, 6)
                    : types.createSqlType(SqlTypeName.valueOf(name));
            return types.createTypeWithNullability(type, true);
        }
    }
}
