package io.sojourn.api.resources;

import java.util.List;

/**
 * What a query gave.
 *
 * @param columns names and DuckDB types
 * @param rows values as JSON has them: text, numbers, booleans, null
 * @param truncated there were more rows than the limit
 * @param elapsedMillis how long it took
 * @param sqlRun the text that was executed
 */
public record QueryResult(
        List<Column> columns, List<List<Object>> rows, boolean truncated, long elapsedMillis, String sqlRun) {
    /** One column. */
    public record Column(String name, String type) {}
}
