package io.sojourn.api.store;

import io.sojourn.event.ColumnType;
import java.sql.SQLException;
import java.util.function.IntPredicate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes rows of a batch into a table, or into the stage of those that give way to stored ones. */
final class RowAppender {
    private final Tables.Keyed table;
    private final ColumnType[] types;

    RowAppender(Tables.Keyed table) {
        this.table = table;
        this.types = table.schema().columns().stream().map(c -> c.type()).toArray(ColumnType[]::new);
    }

    /** Writes rows into the table: no stored row may have their keys. Returns how many. */
    int append(DuckDBConnection connection, PendingRows rows, IntPredicate which) throws SQLException {
        return append(connection, null, Tables.SCHEMA, table.table().tableName(), rows, which);
    }

    /** Writes rows into the table's stage; returns how many. */
    int stage(DuckDBConnection connection, PendingRows rows, IntPredicate which) throws SQLException {
        return append(connection, "temp", "main", table.stage(), rows, which);
    }

    /** An appender has its price, so none is opened where there is nothing to write. */
    private int append(
            DuckDBConnection connection,
            String catalog,
            String schema,
            String name,
            PendingRows rows,
            IntPredicate which)
            throws SQLException {
        int next = next(rows, which, 0);
        if (next == rows.size()) {
            return 0;
        }
        int written = 0;
        try (DuckDBAppender appender = connection.createAppender(catalog, schema, name)) {
            for (; next < rows.size(); next = next(rows, which, next + 1)) {
                append(appender, rows, next);
                written++;
            }
        }
        return written;
    }

    private static int next(PendingRows rows, IntPredicate which, int from) {
        int i = from;
        while (i < rows.size() && !which.test(i)) {
            i++;
        }
        return i;
    }

    private void append(DuckDBAppender appender, PendingRows rows, int i) throws SQLException {
        Object[] row = rows.row(i);
        appender.beginRow();
        appender.append(rows.k1(i));
        appender.append(rows.k2(i));
        if (table.hasGroup()) {
            appender.append((byte) rows.group(i));
        }
        for (int c = 0; c < types.length; c++) {
            append(appender, types[c], c < row.length ? row[c] : null);
        }
        appender.endRow();
    }

    private static void append(DuckDBAppender appender, ColumnType type, Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
            return;
        }
        switch (type) {
            case TEXT -> appender.append(value.toString());
            case INTEGER -> appender.append(((Number) value).longValue());
            case NUMBER -> appender.append(((Number) value).doubleValue());
            case BOOLEAN -> appender.append((boolean) (Boolean) value);
            case TIME -> appender.appendEpochMicros(((Number) value).longValue());
        }
    }
}
