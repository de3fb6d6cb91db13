package io.sojourn.api.sql;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;

/** A store in memory with the public tables and rows that are functions of their number. */
public final class SampleStore implements AutoCloseable {
    private final Connection connection;
    private long commits = 1;

    public SampleStore(int cases) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement s = connection.createStatement()) {
            for (FactTable table : FactTable.values()) {
                s.execute(TableSchema.of(table, definition()).ddl(table.tableName(), true));
            }
            s.execute("CREATE TABLE secret_salary (x INTEGER)");
            s.execute("INSERT INTO secret_salary VALUES (4711)");
            fill(s, cases);
        }
    }

    private static void fill(Statement s, int cases) throws SQLException {
        s.execute("INSERT INTO events (process, version, case_id, source, event_id, revision, sequence, operation,"
                + " activity, time, resource, team, outcome, urgency, payer_class) SELECT 'p', 1, 'c' || (i // 5), 'src',"
                + " 'e' || i, 0, i, 'append', ['SUBMITTED','RECEIVED','REVIEWED','DECIDED','NOTIFIED'][1 + i % 5],"
                + " TIMESTAMP '2026-01-05 08:00:00' + to_minutes(i * 7 % 20011), 'r' || (i % 9), 'team' || (i % 3),"
                + " CASE WHEN i % 4 = 0 THEN 'DENIED' END, CASE WHEN i % 2 = 0 THEN 'ROUTINE' ELSE 'URGENT' END,"
                + " 'payer' || (i // 5 % 4) FROM range(" + cases * 5 + ") t(i)");
        s.execute(
                "INSERT INTO cases (process, version, case_id, episode, started_at, last_at, events, rework,"
                        + " cycle_time_us, payer_class) SELECT process, version, case_id, 1, min(time), max(time), count(*),"
                        + " count(*) % 3, epoch_us(max(time)) - epoch_us(min(time)), min(payer_class) FROM events GROUP BY ALL");
        s.execute(
                "INSERT INTO stays (process, version, case_id, episode, queue, ordinal, entered_at, left_at, payer_class)"
                        + " SELECT process, version, case_id, 1, 'review', 1, started_at, CASE WHEN events % 2 = 1 AND"
                        + " hash(case_id) % 3 > 0 THEN last_at END, payer_class FROM cases");
        s.execute(
                "INSERT INTO queue_panes SELECT 'p', 1, queue, date_trunc('minute', entered_at), payer_class, count(*),"
                        + " count(left_at) FROM stays GROUP BY ALL");
        s.execute("INSERT INTO measure_panes SELECT 'p', 1, 'denial_rate', date_trunc('minute', time), payer_class,"
                + " count(*) FILTER (WHERE outcome = 'DENIED'), count(*) FROM events GROUP BY ALL");
    }

    static ProcessDefinition definition() {
        return new ProcessDefinition(
                "p",
                1,
                "A process",
                ZoneOffset.UTC,
                List.of(),
                List.of(new Column("urgency", ColumnType.TEXT), new Column("payer_class", ColumnType.TEXT)),
                List.of("payer_class"),
                null,
                null,
                0,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                "");
    }

    /** Another connection of the same instance. */
    public Connection open() {
        try {
            return connection.unwrap(org.duckdb.DuckDBConnection.class).duplicate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long commits() {
        return commits;
    }

    void run(String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
            commits++;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
