package io.sojourn.mining.facts;

import static io.sojourn.mining.facts.TestDefinition.DAY;

import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.HandoffRule;
import io.sojourn.definition.Measure;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints how long the batch engine takes over a synthetic log: {@code BatchEngineSpeed [events, default 1000000]}.
 * Measures nothing for others to rely on; the benchmarks do.
 */
public final class BatchEngineSpeed {
    private static final int EVENTS_PER_CASE = 10;

    private BatchEngineSpeed() {}

    public static void main(String[] arguments) throws SQLException {
        long events = arguments.length == 0 ? 1_000_000 : Long.parseLong(arguments[0]);
        CompiledDefinition definition = definition();
        try (BatchRun run = new BatchRun();
                Statement s = run.connection.createStatement()) {
            s.execute(TableSchema.of(FactTable.EVENTS, definition.definition()).ddl("events", false));
            s.execute("RESET threads");
            s.execute(log(events));
            long start = System.nanoTime();
            Map<Long, String> slowest = new TreeMap<>();
            for (String sql :
                    new BatchEngine(definition).statements("events", "batch", TestLog.at("2026-12-31T00:00Z"))) {
                long begin = System.nanoTime();
                s.execute(sql);
                slowest.put(
                        -(System.nanoTime() - begin), sql.lines().findFirst().orElse(""));
            }
            System.out.printf("%d events: %.1f s%n", events, (System.nanoTime() - start) / 1e9);
            slowest.entrySet().stream()
                    .limit(14)
                    .forEach(e -> System.out.printf("  %6d ms %s%n", -e.getKey() / 1_000_000, e.getValue()));
        }
    }

    private static CompiledDefinition definition() {
        TestDefinition d = new TestDefinition()
                .attribute("payer", ColumnType.TEXT)
                .attribute("amount", ColumnType.NUMBER)
                .dimension("payer")
                .close("activity = 'A9' AND outcome = 'ok'")
                .closeAfter(30 * DAY)
                .queue("first", "activity IN ('A1', 'A5')", "activity IN ('A2', 'A6')")
                .queue("second", "activity = 'A3'", "activity = 'A4'")
                .instanceQueue("work", "activity = 'A6'", "activity = 'A7'")
                .sla("fast", TestDefinition.hours(24), null, "activity = 'A1'", "activity = 'A4'", null, null)
                .sla(
                        "office",
                        TestDefinition.workingHours(8),
                        "office",
                        "activity = 'A2'",
                        "activity = 'A8'",
                        "activity = 'A3'",
                        "activity = 'A5'");
        d.calendars.add(new CalendarRule(
                "office",
                ZoneId.of("Europe/Berlin"),
                Map.of(
                        DayOfWeek.MONDAY,
                        List.of(new CalendarRule.Shift(LocalTime.of(9, 0), LocalTime.of(17, 0))),
                        DayOfWeek.THURSDAY,
                        List.of(new CalendarRule.Shift(LocalTime.of(9, 0), LocalTime.of(17, 0)))),
                List.of(),
                List.of()));
        d.handoffs = new HandoffRule(HandoffRule.Party.TEAM);
        d.measures.add(new Measure.Share(
                "denied",
                "",
                false,
                d.expression("outcome = 'no'"),
                d.expression("activity = 'A9'"),
                List.of("payer"),
                null));
        d.measures.add(new Measure.Duration(
                "turnaround",
                "",
                d.expression("activity = 'A1'"),
                d.expression("activity = 'A9'"),
                "h",
                List.of(),
                null));
        return d.compile();
    }

    private static String log(long events) {
        return """
                INSERT INTO events BY NAME
                SELECT 'p' AS process, 1 AS version, 'case-' || (i // %2$d) AS case_id, 'f' AS source, '#' || i AS event_id,
                  0 AS revision, i AS sequence, 'append' AS operation, 'A' || (i %% %2$d) AS activity,
                  'complete' AS lifecycle,
                  make_timestamp(1767600000000000 + (hash(i // %2$d) %% 10000000)::BIGINT * 1000000
                    + (i %% %2$d) * 7200000000 + (hash(i) %% 3600)::BIGINT * 1000000) AS time,
                  'r' || hash(i) %% 50 AS resource, 'person' AS resource_kind, 't' || hash(i) %% 7 AS team,
                  CASE WHEN i %% 10 = 9 THEN CASE WHEN hash(i) %% 9 = 0 THEN 'no' ELSE 'ok' END END AS outcome,
                  FALSE AS late, CASE WHEN i %% 10 = 0 THEN 'payer ' || hash(i) %% 40 END AS payer, i * 0.5 AS amount
                FROM range(%1$d) t(i)"""
                .formatted(events, EVENTS_PER_CASE);
    }
}
