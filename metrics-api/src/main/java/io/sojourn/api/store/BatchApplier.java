package io.sojourn.api.store;

import io.sojourn.definition.Processes;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntPredicate;
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
    private final EnumMap<FactTable, RowAppender> appenders = new EnumMap<>(FactTable.class);

    /** The connection is the applier's own. */
    BatchApplier(DuckDBConnection connection, Tables tables) throws SQLException {
        this.connection = connection;
        this.tables = tables;
        createStages();
        StagedKeys.create(connection);
        Sql.run(
                connection,
                "CREATE TEMP TABLE " + EVICTED + " (_k1 BIGINT, process VARCHAR, version BIGINT, case_id VARCHAR)");
        this.replacer = new Replacer(connection, tables);
    }

    private void createStages() throws SQLException {
        for (Tables.Keyed table : tables.all()) {
            Sql.run(connection, "DROP TABLE IF EXISTS temp." + table.stage());
            Sql.run(connection, table.createStage());
            appenders.put(table.table(), new RowAppender(table));
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
        removeReplaced(segment);
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

    /** The rows go that others replace, or that were said to go. */
    private void removeReplaced(Segment segment) throws SQLException {
        List<Tables.Keyed> staged = new ArrayList<>();
        try (StagedKeys keys = new StagedKeys(connection)) {
            for (Map.Entry<FactTable, PendingRows> e : segment.rows().entrySet()) {
                PendingRows rows = e.getValue();
                LongPredicate known = known(e.getKey());
                Tables.Keyed table = tables.of(e.getKey());
                if (keys.stage(table, rows, i -> rows.replaces(i) && known.test(rows.k1(i))) > 0) {
                    staged.add(table);
                }
            }
        }
        for (Tables.Keyed table : staged) {
            Sql.run(connection, table.deleteStagedKeys());
        }
        if (!staged.isEmpty()) {
            Sql.run(connection, "TRUNCATE " + StagedKeys.TABLE);
        }
    }

    private LongPredicate known(FactTable table) {
        return table.owner() == Owner.CASE ? replacer::knows : k1 -> true;
    }

    /** After {@link #removeReplaced}: nothing but what gives way to stored rows has to look for them. */
    private int applyTable(FactTable factTable, PendingRows rows) throws SQLException {
        Tables.Keyed table = tables.of(factTable);
        RowAppender appender = appenders.get(factTable);
        LongPredicate known = known(factTable);
        IntPredicate givesWay = i -> rows.isKeeper(i) && known.test(rows.k1(i));
        int staged = appender.stage(connection, rows, givesWay);
        if (staged > 0) {
            Sql.run(connection, table.insertAbsent());
            Sql.run(connection, "TRUNCATE " + table.stage());
        }
        return staged + appender.append(connection, rows, i -> rows.row(i) != PendingRows.GONE && !givesWay.test(i));
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

    /** One statement: a stream that starts begins an epoch in each group of each lane. */
    private void keepEpochs(Map<Integer, Long> epochs) throws SQLException {
        StringJoiner rows = new StringJoiner(", ");
        epochs.forEach((index, epoch) ->
                rows.add("('" + Epochs.lane(index).name() + "', " + Epochs.group(index) + ", " + epoch + ")"));
        Sql.run(connection, "INSERT OR REPLACE INTO kept.epochs VALUES " + rows);
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
