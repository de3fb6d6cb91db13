package io.sojourn.api.sql;

import io.sojourn.event.ErrorCode;
import java.util.List;

/**
 * What an audit wants to know of one query.
 *
 * @param statement SHA-256 of the text as it was given, in hexadecimal
 * @param tables that it reads, sorted; empty where it was refused
 * @param columns that it reads, as {@code table.column}, sorted
 * @param rows in the answer
 * @param millis from the call to the answer
 * @param refused why there was none, or null
 */
public record QueryRecord(
        String statement, List<String> tables, List<String> columns, int rows, long millis, ErrorCode refused) {
    public QueryRecord {
        tables = List.copyOf(tables);
        columns = List.copyOf(columns);
    }
}
