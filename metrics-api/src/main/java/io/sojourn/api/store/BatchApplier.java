package io.sojourn.api.store;

import io.sojourn.definition.Processes;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Applies a {@link Batch} in one transaction: segment by segment, what is replaced goes, then the rows with the batch's
 * keys, then the new rows come; and {@code as_of}, epochs, positions and commit number with them.
 */
final class BatchApplier implements AutoCloseable {
    private static final String EVICTED = "stage_evicted";

    private final DuckDBConnection connection;
    private final Tables tables;
    private final Replacer replacer;
    private final EnumMap<FactTable, StageAppender> appenders = new EnumMap<>(FactTable.class);

    /** The connection is the applier's own. */
    BatchApplier(DuckDBConnection connection, Tables tables) throws SQLException {
        this.connection = connection;
        this.tables = tables;
        createStages();
        Sql.run(
                connection,
                "CREATE TEMP TABLE " + EVICTED + " (_k1 BIGINT, process VARCHAR, version BIGINT, case_id VARCHAR)");
        this.replacer = new Replacer(connection, tables);
    }

    private void createStages() throws SQLException {
        for (Tables.Keyed table : tables.all()) {
            Sql.run(connection, "DROP TABLE IF EXISTS temp." + table.stage());
            Sql.run(connection, table.createStage());
            appenders.put(table.table(), new StageAppender(table));
        }
    }

    /**
     * The tables get the columns of more versions or processes, in one transaction.
     *
     * @param also further statements of the same transaction
     */
    void grow(Processes more, List<String> also) throws SQLException {
        inTransaction(() -> {
            for (String sql : tables.growth(more)) {
                Sql.run(connection, sql);
            }
            for (String sql : also) {
                Sql.run(connection, sql);
            }
            return null;
        });
        tables.follow(more);
        inTransaction(() -> {
            createStages();
            for (Tables.Keyed table : tables.all()) {
                Sql.run(connection, table.createView(table.isSummed()));
            }
            return null;
        });
    }

    /**
     * Returns how many rows were written.
     *
     * @param also further statements of the same transaction
     */
    long apply(Batch batch, List<String> also) throws SQLException {
        return inTransaction(() -> {
            long rows = 0;
            for (Segment segment : batch.segments()) {
                rows += apply(segment);
            }
            keepProgress(batch);
            for (String sql : also) {
                Sql.run(connection, sql);
            }
            return rows;
        });
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** The driver would begin a transaction at the first statement only, and an appender is none: it would commit by itself. */
    private <T> T inTransaction(Work<T> work) throws SQLException {
        Sql.run(connection, "BEGIN TRANSACTION");
        try {
            T result = work.run();
            Sql.run(connection, "COMMIT");
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Throwable cause) {
        try {
            Sql.run(connection, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private long apply(Segment segment) throws SQLException {
        replacer.replaceGroups(segment.replacedGroups());
        replacer.replaceCases(segment.replacedCases());
        long written = 0;
        for (Map.Entry<FactTable, PendingRows> e : segment.rows().entrySet()) {
            written += applyTable(e.getKey(), e.getValue());
        }
        for (Map.Entry<FactTable, PendingRows> e : segment.rows().entrySet()) {
            know(e.getKey(), e.getValue());
        }
        insertEvicted(segment.evictedCases());
        return written;
    }

    private int applyTable(FactTable factTable, PendingRows rows) throws SQLException {
        Tables.Keyed table = tables.of(factTable);
        StageAppender appender = appenders.get(factTable);
        LongPredicate known = factTable.owner() == Owner.CASE ? replacer::knows : k1 -> true;
        int written = appender.appendStaged(connection, rows, known);
        if (written > 0) {
            Sql.run(connection, table.deleteStaged());
            Sql.run(connection, table.insertStaged());
            Sql.run(connection, "TRUNCATE " + table.stage());
        }
        written += appender.appendNew(connection, rows, known);
        return written;
    }

    /** After all tables: a case that is new is new to all of them. */
    private void know(FactTable table, PendingRows rows) {
        if (table.owner() == Owner.CASE) {
            for (int i = 0; i < rows.size(); i++) {
                replacer.know(rows.k1(i));
            }
        }
    }

    private void insertEvicted(Map<Long, Object[]> evicted) throws SQLException {
        if (evicted.isEmpty()) {
            return;
        }
        try (DuckDBAppender appender = connection.createAppender("temp", "main", EVICTED)) {
            for (Map.Entry<Long, Object[]> e : evicted.entrySet()) {
                Object[] key = e.getValue();
                appender.beginRow();
                appender.append((long) e.getKey());
                appender.append(key[0].toString());
                appender.append(((Number) key[1]).longValue());
                appender.append(key[2].toString());
                appender.endRow();
                replacer.know(e.getKey());
            }
        }
        Sql.run(
                connection,
                "INSERT INTO kept.evicted_cases SELECT * FROM " + EVICTED
                        + " ANTI JOIN kept.evicted_cases USING (_k1)");
        Sql.run(connection, "TRUNCATE " + EVICTED);
    }

    private void keepProgress(Batch batch) throws SQLException {
        Sql.run(
                connection,
                "UPDATE kept.progress SET as_of_us = greatest(as_of_us, ?), epoch = greatest(epoch, ?),"
                        + " writers = coalesce(?, writers), commits = commits + 1",
                batch.asOf(),
                batch.epoch(),
                batch.clockText());
        if (!batch.newEpochs().isEmpty()) {
            keepEpochs(batch.newEpochs());
        }
        if (!batch.positions().isEmpty()) {
            keepPositions(batch.positions());
        }
    }

    private void keepEpochs(Map<Integer, Long> epochs) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("INSERT OR REPLACE INTO kept.epochs VALUES (?, ?, ?)")) {
            for (Map.Entry<Integer, Long> e : epochs.entrySet()) {
                s.setString(1, Epochs.lane(e.getKey()).name());
                s.setInt(2, Epochs.group(e.getKey()));
                s.setLong(3, e.getValue());
                s.execute();
            }
        }
    }

    private void keepPositions(Map<String, Long> positions) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("INSERT OR REPLACE INTO kept.positions VALUES (?, ?)")) {
            for (Map.Entry<String, Long> e : positions.entrySet()) {
                s.setString(1, e.getKey());
                s.setLong(2, e.getValue());
                s.execute();
            }
        }
    }

    Replacer replacer() {
        return replacer;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
