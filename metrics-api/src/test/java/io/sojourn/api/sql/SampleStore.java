package io.sojourn.api.sql;

import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A store in memory with the public tables and rows that are functions of their number. */
public final class SampleStore implements AutoCloseable {
    /** Rows of the other tables, as functions of those. */
    private static final List<String> MORE = List.of(
            "INSERT INTO activity_instances (process, version, case_id, episode, ordinal, activity, started_at, completed_at,"
                    + " resource, resource_kind, team, payer_class) SELECT process, version, case_id, 1, row_number() OVER"
                    + " (PARTITION BY case_id ORDER BY time, sequence), activity, time - to_minutes(sequence % 45),"
                    + " CASE WHEN sequence % 17 > 0 THEN time END, resource, CASE WHEN sequence % 3 > 0 THEN 'person' END,"
                    + " team, payer_class FROM events",
            "INSERT INTO handoffs (process, version, case_id, episode, ordinal, from_ordinal, from_activity, to_activity,"
                    + " from_party, to_party, released_at, picked_up_at, delay_us, payer_class) SELECT a.process, a.version,"
                    + " a.case_id, 1, b.ordinal, a.ordinal, a.activity, b.activity, a.team, b.team, a.completed_at,"
                    + " b.started_at, epoch_us(b.started_at) - epoch_us(a.completed_at), a.payer_class FROM"
                    + " activity_instances a JOIN activity_instances b ON a.case_id = b.case_id AND b.ordinal = a.ordinal + 1"
                    + " AND a.team <> b.team WHERE a.completed_at IS NOT NULL",
            "INSERT INTO exceptions (process, version, case_id, episode, ordinal, time, event_id, activity, category,"
                    + " payer_class) SELECT process, version, case_id, 1, sequence, time, event_id, activity, outcome,"
                    + " payer_class FROM events WHERE outcome IS NOT NULL",
            "INSERT INTO durations (process, version, case_id, episode, measure, ordinal, from_at, to_at, duration_us,"
                    + " payer_class) SELECT process, version, case_id, 1, 'turnaround', 1, started_at, CASE WHEN events % 2 = 1"
                    + " AND hash(case_id) % 4 > 0 THEN last_at END, CASE WHEN events % 2 = 1 AND hash(case_id) % 4 > 0 THEN"
                    + " cycle_time_us END, payer_class FROM cases",
            "INSERT INTO sla_clocks (process, version, case_id, episode, sla, ordinal, started_at, limit_us, at_risk_at, due_at,"
                    + " stopped_at, state, payer_class) SELECT process, version, case_id, 1, 'decision', 1, started_at,"
                    + " 86400000000, started_at + to_hours(18), started_at + to_hours(24), stopped, CASE WHEN coalesce(stopped,"
                    + " TIMESTAMP '2026-01-19 00:00:00') > started_at + to_hours(24) THEN 'breached' WHEN stopped IS NOT NULL"
                    + " THEN 'met' WHEN started_at + to_hours(18) <= TIMESTAMP '2026-01-19 00:00:00' THEN 'at_risk' ELSE"
                    + " 'running' END, payer_class FROM (SELECT *, CASE WHEN hash(case_id) % 5 > 0 THEN started_at +"
                    + " to_hours((hash(case_id) % 40)::BIGINT) END AS stopped FROM cases)",
            "INSERT INTO queue_aging (process, version, queue, payer_class, as_of, open, oldest_at, p50_us, p90_us, p95_us, bands)"
                    + " SELECT process, version, queue, payer_class, TIMESTAMP '2026-01-19 00:00:00', count(*), min(entered_at),"
                    + " 1000000 * count(*), 2000000 * count(*), 3000000 * count(*), '1,2,' || count(*) FROM stays WHERE left_at"
                    + " IS NULL GROUP BY ALL",
            "INSERT INTO rejected_events (process, version, source, position, code, event_id, case_id, message, raw) SELECT 'p',"
                    + " 1, 'src', i, 'bad_' || i % 3, 'x' || i, 'c' || i, 'why', '{\"priority\": \"p' || i % 2 ||"
                    + " '\", \"ward\": {\"name\": \"w' || i % 3 || '\"}}' FROM range(30) t(i)",
            "INSERT INTO deliveries SELECT 'p', 1, case_id, 2, 1 FROM cases WHERE hash(case_id) % 7 = 0",
            "INSERT INTO case_relations (process, version, case_id, episode, ordinal, relation, related_process, related_case_id,"
                    + " since) SELECT process, version, case_id, 1, 1, CASE WHEN hash(case_id) % 2 = 0 THEN 'appeal_of' END,"
                    + " 'p', 'c' || hash(case_id) % 3000, started_at FROM cases WHERE hash(case_id) % 11 = 0");

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
                + " 'e' || i, 0, i, 'append', ['SUBMITTED','RECEIVED','REVIEWED','DECIDED','NOTIFIED']"
                + "[1 + CASE WHEN i % 5 = 3 AND i // 5 % 6 = 0 THEN 2 ELSE i % 5 END],"
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
        for (String more : MORE) {
            s.execute(more);
        }
    }

    static ProcessDefinition definition() {
        return new ProcessDefinition(
                "p",
                1,
                "A process",
                ZoneOffset.UTC,
                List.of(office()),
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
                null,
                List.of(),
                "");
    }

    static CalendarRule office() {
        List<CalendarRule.Shift> day = List.of(
                new CalendarRule.Shift(LocalTime.of(8, 0), LocalTime.of(12, 0)),
                new CalendarRule.Shift(LocalTime.of(12, 30), LocalTime.of(17, 0)));
        Map<DayOfWeek, List<CalendarRule.Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek d : List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY)) {
            week.put(d, day);
        }
        return new CalendarRule(
                "office",
                ZoneId.of("America/New_York"),
                week,
                List.of("us-federal"),
                List.of(LocalDate.of(2026, 1, 7)));
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
