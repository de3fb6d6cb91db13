package io.sojourn.api.store;

import io.sojourn.event.ColumnType;
import java.sql.SQLException;
import java.util.function.LongPredicate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes the rows of a batch into a table's temporary stage, or into the table where nothing can be in their way. */
final class StageAppender {
    private final Tables.Keyed table;
    private final ColumnType[] types;

    StageAppender(Tables.Keyed table) {
        this.table = table;
        this.types = table.schema().columns().stream().map(c -> c.type()).toArray(ColumnType[]::new);
    }

    /**
     * Writes rows of keys that the store may have into the stage; returns how many.
     *
     * @param known false for a first hidden column that no row in the store has
     */
    int appendStaged(DuckDBConnection connection, PendingRows rows, LongPredicate known) throws SQLException {
        int written = 0;
        try (DuckDBAppender appender = connection.createAppender("temp", "main", table.stage())) {
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.isNew(i) && known.test(rows.k1(i))) {
                    boolean gone = rows.row(i) == PendingRows.GONE;
                    append(appender, rows, i);
                    appender.append(gone);
                    appender.append(rows.isKeeper(i));
                    appender.endRow();
                    written++;
                }
            }
        }
        return written;
    }

    /** Writes rows of keys that the store doesn't have into its table; returns how many. */
    int appendNew(DuckDBConnection connection, PendingRows rows, LongPredicate known) throws SQLException {
        int written = 0;
        try (DuckDBAppender appender =
                connection.createAppender(Tables.SCHEMA, table.table().tableName())) {
            for (int i = 0; i < rows.size(); i++) {
                boolean isNew = rows.isNew(i) || !known.test(rows.k1(i));
                if (isNew && rows.row(i) != PendingRows.GONE) {
                    append(appender, rows, i);
                    appender.endRow();
                    written++;
                }
            }
        }
        return written;
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
