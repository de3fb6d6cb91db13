package io.sojourn.api.sql;

import java.util.List;

/**
 * What a query gave.
 *
 * @param columns names and types
 * @param rows values: text, numbers, booleans, lists of these, null; instants and dates as ISO-8601 text
 * @param truncated there were more rows than the limit of rows or bytes lets through
 * @param elapsedMillis time in the worker
 * @param sqlRun the text that ran: generated from the checked tree
 * @param reads what it reads
 */
public record QueryResult(
        List<ColumnInfo> columns,
        List<List<Object>> rows,
        boolean truncated,
        long elapsedMillis,
        String sqlRun,
        Lineage reads) {}
