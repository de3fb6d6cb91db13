package io.sojourn.fact;

import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Columns of a {@link FactTable} under a definition: {@code process}, {@code version}, the table's own key, (for
 * aggregates) the dimensions; then its values, then (for case facts) the dimensions.
 *
 * @param table which
 * @param keyColumns how many of the columns are the key: they come first
 * @param columns all, in the order of {@link Result#values()}
 */
public record TableSchema(FactTable table, int keyColumns, List<Column> columns) {
    private static final List<Column> COMMON =
            List.of(new Column("process", ColumnType.TEXT), new Column("version", ColumnType.INTEGER));

    public static TableSchema of(FactTable table, ProcessDefinition definition) {
        List<Column> columns = new ArrayList<>(COMMON);
        columns.addAll(table.fixedKey());
        List<Column> dimensions = dimensions(table, definition);
        if (table.extra() == FactTable.Extra.KEY_DIMENSIONS) {
            columns.addAll(dimensions);
        }
        int keyColumns = columns.size();
        columns.addAll(table.fixedValues());
        switch (table.extra()) {
            case ATTRIBUTES -> columns.addAll(definition.attributes());
            case DIMENSIONS -> columns.addAll(dimensions);
            case CASE -> {
                for (CaseColumn c : definition.caseColumns()) {
                    boolean any = c.kind() == CaseColumn.Kind.ANY;
                    columns.add(new Column(c.name(), any ? ColumnType.BOOLEAN : ColumnType.INTEGER));
                }
                columns.addAll(dimensions);
            }
            default -> {}
        }
        return new TableSchema(table, keyColumns, List.copyOf(columns));
    }

    /** How many columns the key of a table of cases has, under every definition. */
    public static int keyColumnsOfCases(FactTable table) {
        if (table.owner() != FactTable.Owner.CASE) {
            throw new IllegalArgumentException(table + " is no table of cases");
        }
        return 2 + table.fixedKey().size();
    }

    /** What a dimension's column is called in a table of cases. */
    public static String dimensionColumn(FactTable table, String dimension) {
        boolean taken = table.fixedKey().stream().anyMatch(c -> c.name().equals(dimension))
                || table.fixedValues().stream().anyMatch(c -> c.name().equals(dimension));
        return taken ? "carried_" + dimension : dimension;
    }

    /** The dimensions' columns; one that has the name of a column of the table's own is {@code carried_<name>}. */
    private static List<Column> dimensions(FactTable table, ProcessDefinition definition) {
        return definition.dimensions().stream()
                .map(name -> new Column(dimensionColumn(table, name), ColumnType.TEXT))
                .toList();
    }

    /** The columns that a table has under every definition. */
    public static List<Column> ownColumns(FactTable table) {
        return Stream.of(COMMON, table.fixedKey(), table.fixedValues())
                .flatMap(List::stream)
                .toList();
    }

    /** The key columns, quoted and separated by commas. */
    public String keyList() {
        return columns.subList(0, keyColumns).stream()
                .map(c -> '"' + c.name() + '"')
                .collect(Collectors.joining(", "));
    }

    /** All columns, quoted and separated by commas. */
    public String columnList() {
        return columns.stream().map(c -> '"' + c.name() + '"').collect(Collectors.joining(", "));
    }

    /** CREATE TABLE text for DuckDB. */
    public String ddl(String qualifiedName, boolean primaryKey) {
        String body = columns.stream()
                .map(c -> '"' + c.name() + "\" " + c.type().duckdb())
                .collect(Collectors.joining(", "));
        return "CREATE TABLE IF NOT EXISTS " + qualifiedName + " (" + body
                + (primaryKey ? ", PRIMARY KEY (" + keyList() + ")" : "") + ")";
    }
}
