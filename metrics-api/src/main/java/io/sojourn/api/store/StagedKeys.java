package io.sojourn.api.store;

import java.sql.SQLException;
import java.util.function.IntPredicate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The keys of stored rows that a segment replaces or removes, of all tables in one: appenders, statements and
 * truncations have a fixed price, and most tables have few such keys.
 */
final class StagedKeys implements AutoCloseable {
    static final String TABLE = "stage_keys";

    private final DuckDBConnection connection;
    private DuckDBAppender appender;

    StagedKeys(DuckDBConnection connection) {
        this.connection = connection;
    }

    static void create(DuckDBConnection connection) throws SQLException {
        Sql.run(connection, "CREATE TEMP TABLE " + TABLE + " (_table TINYINT, _k1 BIGINT, _k2 BIGINT)");
    }

    /** Returns how many. */
    int stage(Tables.Keyed table, PendingRows rows, IntPredicate which) throws SQLException {
        int staged = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (which.test(i)) {
                stage((byte) table.table().ordinal(), rows.k1(i), rows.k2(i));
                staged++;
            }
        }
        return staged;
    }

    private void stage(byte table, long k1, long k2) throws SQLException {
        if (appender == null) {
            appender = connection.createAppender("temp", "main", TABLE);
        }
        appender.beginRow();
        appender.append(table);
        appender.append(k1);
        appender.append(k2);
        appender.endRow();
    }

    /** Writes what waits, so that statements see it. */
    @Override
    public void close() throws SQLException {
        if (appender != null) {
            appender.close();
            appender = null;
        }
    }
}
