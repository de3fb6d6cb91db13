package io.sojourn.mining.facts;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Expression;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all stages share: the definition, the names of input and output, and how SQL is written.
 *
 * @param compiled the definition
 * @param events relation with the columns of {@link FactTable#EVENTS}
 * @param target schema of the results
 * @param asOf the clock, in microseconds
 * @param byCase whether aggregates are told case by case: then they have a last column {@code case_id}
 */
record Plan(CompiledDefinition compiled, String events, String target, long asOf, boolean byCase) {
    static final long MINUTE = 60_000_000L;

    ProcessDefinition definition() {
        return compiled.definition();
    }

    /** The case's name, where aggregates have it; from {@code k}. */
    private String caseColumn(FactTable table) {
        return byCase && table.owner() == FactTable.Owner.PANE ? ",\n  k.case_id AS case_id" : "";
    }

    /** Joins the case's name to the dimensions {@code d}, where aggregates have it. */
    String joinCase() {
        return byCase ? " JOIN sojourn_numbers k ON k.c = d.of_case" : "";
    }

    /** Column of the events table that holds a condition; the default where the definition has none. */
    static String flag(Expression condition, boolean whenAbsent) {
        return condition == null ? (whenAbsent ? "TRUE" : "FALSE") : "f" + condition.index();
    }

    /** Column of the events table that holds an expression's value. */
    static String value(Expression e) {
        return "v" + e.index();
    }

    /** A text literal. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A quoted identifier. */
    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The text in a list at a position from 0. */
    static String pick(List<String> texts, String position) {
        return texts.isEmpty()
                ? "NULL"
                : "([" + texts.stream().map(Plan::text).collect(Collectors.joining(", ")) + "])[" + position + " + 1]";
    }

    static String create(String table, String select) {
        return "CREATE OR REPLACE TEMP TABLE " + table + " AS\n" + select;
    }

    static String drop(String table) {
        return "DROP TABLE IF EXISTS temp." + table;
    }

    /** The parts with UNION ALL; without parts a select with those columns ({@code name TYPE}) and no row. */
    static String union(List<String> parts, String... columns) {
        if (!parts.isEmpty()) {
            return String.join("\nUNION ALL\n", parts);
        }
        return "SELECT "
                + List.of(columns).stream()
                        .map(c -> "NULL::" + c.split(" ")[1] + " AS " + c.split(" ")[0])
                        .collect(Collectors.joining(", "))
                + " WHERE FALSE";
    }

    /** Names of the dimension columns in the table of dimensions: d0, d1, ... */
    List<String> dimensionColumns() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < definition().dimensions().size(); i++) {
            names.add("d" + i);
        }
        return names;
    }

    /** An output table whose dimensions come from the table of dimensions {@code d}. */
    String output(FactTable table, Map<String, String> values, String from) {
        Map<String, String> dimensions = new HashMap<>();
        for (int i = 0; i < definition().dimensions().size(); i++) {
            dimensions.put(definition().dimensions().get(i), "d.d" + i);
        }
        return output(table, values, dimensions, from);
    }

    /** A dimension that has the name of a column of the table's own is called {@code carried_<name>}. */
    private static String dimension(String column, Map<String, String> dimensions) {
        return dimensions.containsKey(column)
                ? dimensions.get(column)
                : dimensions.get(column.substring("carried_".length()));
    }

    /**
     * An output table.
     *
     * @param values SQL of the table's own columns by name; times are in microseconds
     * @param dimensions SQL of the dimensions by name
     */
    String output(FactTable table, Map<String, String> values, Map<String, String> dimensions, String from) {
        Map<String, String> own = new HashMap<>(values);
        own.put("process", text(definition().process()));
        own.put("version", Integer.toString(definition().version()));
        List<String> selected = new ArrayList<>();
        for (Column c : TableSchema.of(table, definition()).columns()) {
            String sql = own.containsKey(c.name()) ? own.get(c.name()) : dimension(c.name(), dimensions);
            String typed = c.type() == ColumnType.TIME
                    ? "make_timestamp(CAST(" + sql + " AS BIGINT))"
                    : "CAST(" + sql + " AS " + c.type().duckdb() + ")";
            selected.add(typed + " AS " + name(c.name()));
        }
        return "CREATE OR REPLACE TABLE " + target + "." + table.tableName() + " AS\nSELECT\n  "
                + String.join(",\n  ", selected) + caseColumn(table) + "\n" + from;
    }

    /** SQL by column name, from alternating names and expressions. */
    static Map<String, String> columns(String... namesAndSql) {
        Map<String, String> columns = new HashMap<>();
        for (int i = 0; i < namesAndSql.length; i += 2) {
            columns.put(namesAndSql[i], namesAndSql[i + 1]);
        }
        return columns;
    }
}
