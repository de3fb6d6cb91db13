package io.sojourn.api.resources;

import java.util.List;

/**
 * What a query gave.
 *
 * @param columns names and DuckDB types
 * @param rows values as JSON has them: text, numbers, booleans, lists, null
 * @param truncated there were more rows than the limit
 * @param elapsedMillis how long it took
 * @param sqlRun the text that was executed
 * @param reads columns of tables that it reads, as {@code table.column}
 */
public record QueryResult(
        List<Column> columns,
        List<List<Object>> rows,
        boolean truncated,
        long elapsedMillis,
        String sqlRun,
        List<String> reads) {
    /** One that doesn't say what it reads. */
    public QueryResult(
            List<Column> columns, List<List<Object>> rows, boolean truncated, long elapsedMillis, String sqlRun) {
        this(columns, rows, truncated, elapsedMillis, sqlRun, List.of());
    }

    /** One column. */
    public record Column(String name, String type) {}
}
