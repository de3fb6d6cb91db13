package io.sojourn.api.store;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Applies a {@link Batch} in one transaction: what is void goes, then the rows with the batch's keys, then the new rows
 * come, and {@code as_of}, epoch and commit number with them.
 */
final class BatchApplier implements AutoCloseable {
    private static final String REPLACED = "stage_replaced";
    private static final String EVICTED = "stage_evicted";

    private final DuckDBConnection connection;
    private final Tables tables;
    private final EnumMap<FactTable, StageAppender> appenders = new EnumMap<>(FactTable.class);
    private final LongSet knownCases = new LongSet();

    /** The connection is the applier's own. */
    BatchApplier(DuckDBConnection connection, Tables tables) throws SQLException {
        this.connection = connection;
        this.tables = tables;
        for (Tables.Keyed table : tables.all()) {
            Sql.run(connection, table.createStage());
            appenders.put(table.table(), new StageAppender(table));
        }
        Sql.run(connection, "CREATE TEMP TABLE " + REPLACED + " (_k1 BIGINT, from_episode BIGINT)");
        Sql.run(connection, "CREATE TEMP TABLE " + EVICTED + " (process VARCHAR, version BIGINT, case_id VARCHAR)");
        loadKnownCases();
        connection.setAutoCommit(false);
    }

    private void loadKnownCases() throws SQLException {
        for (Tables.Keyed table : tables.all()) {
            if (isReplaceable(table.table())) {
                try (var s = connection.createStatement();
                        var r = s.executeQuery("SELECT DISTINCT _k1 FROM " + table.stored())) {
                    while (r.next()) {
                        knownCases.add(r.getLong(1));
                    }
                }
            }
        }
    }

    private static boolean isReplaceable(FactTable table) {
        return table.owner() == Owner.CASE && table.isDerived();
    }

    /**
     * Returns how many rows were written.
     *
     * @param also further statements of the same transaction
     */
    long apply(Batch batch, List<String> also) throws SQLException {
        try {
            long rows = applyOpen(batch);
            for (String sql : also) {
                Sql.run(connection, sql);
            }
            connection.commit();
            return rows;
        } catch (SQLException | RuntimeException | Error e) {
            connection.rollback();
            throw e;
        }
    }

    private long applyOpen(Batch batch) throws SQLException {
        if (batch.startsEpoch()) {
            deleteOlderPanes(batch.epoch());
        }
        deleteReplaced(batch);
        long written = 0;
        for (Map.Entry<FactTable, PendingRows> e : batch.rows().entrySet()) {
            written += applyTable(batch, e.getKey(), e.getValue());
        }
        insertEvicted(batch);
        Sql.run(
                connection,
                "UPDATE kept.progress SET as_of_us = greatest(as_of_us, ?), epoch = ?, commits = commits + 1",
                batch.asOf(),
                batch.epoch());
        return written;
    }

    private void deleteOlderPanes(long epoch) throws SQLException {
        for (Tables.Keyed table : tables.all()) {
            if (table.table().owner() == Owner.PANE) {
                Sql.run(connection, "DELETE FROM " + table.stored() + " WHERE _epoch < " + epoch);
            }
        }
    }

    private void deleteReplaced(Batch batch) throws SQLException {
        boolean any = false;
        try (DuckDBAppender appender = connection.createAppender("temp", "main", REPLACED)) {
            for (Map.Entry<Long, List<Batch.Replacement>> e :
                    batch.replacedCases().entrySet()) {
                if (knownCases.contains(e.getKey())) {
                    any = true;
                    appender.beginRow();
                    appender.append((long) e.getKey());
                    appender.append(firstEpisode(e.getValue()));
                    appender.endRow();
                }
            }
        }
        if (!any) {
            return;
        }
        for (Tables.Keyed table : tables.all()) {
            if (isReplaceable(table.table())) {
                Sql.run(
                        connection,
                        "DELETE FROM " + table.stored() + " AS t USING " + REPLACED
                                + " AS s WHERE t._k1 = s._k1 AND t.episode >= s.from_episode");
            }
        }
        Sql.run(connection, "TRUNCATE " + REPLACED);
    }

    private static long firstEpisode(List<Batch.Replacement> replacements) {
        return replacements.stream()
                .mapToLong(Batch.Replacement::fromEpisode)
                .min()
                .orElseThrow();
    }

    private int applyTable(Batch batch, FactTable factTable, PendingRows rows) throws SQLException {
        Tables.Keyed table = tables.of(factTable);
        int written = appenders.get(factTable).append(connection, batch, rows);
        if (written == 0) {
            return 0;
        }
        Sql.run(connection, table.deleteStaged());
        Sql.run(connection, table.insertStaged());
        Sql.run(connection, "TRUNCATE " + table.stage());
        if (isReplaceable(factTable)) {
            for (int i = 0; i < rows.size(); i++) {
                knownCases.add(rows.k1(i));
            }
        }
        return written;
    }

    private void insertEvicted(Batch batch) throws SQLException {
        if (batch.evictedCases().isEmpty()) {
            return;
        }
        try (DuckDBAppender appender = connection.createAppender("temp", "main", EVICTED)) {
            for (Object[] key : batch.evictedCases().values()) {
                appender.beginRow();
                appender.append(key[0].toString());
                appender.append(((Number) key[1]).longValue());
                appender.append(key[2].toString());
                appender.endRow();
            }
        }
        Sql.run(
                connection,
                "INSERT INTO kept.evicted_cases SELECT * FROM " + EVICTED + " EXCEPT SELECT * FROM kept.evicted_cases");
        Sql.run(connection, "TRUNCATE " + EVICTED);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
