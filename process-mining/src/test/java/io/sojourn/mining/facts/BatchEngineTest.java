package io.sojourn.mining.facts;

import static io.sojourn.mining.facts.TestDefinition.DAY;
import static io.sojourn.mining.facts.TestLog.at;
import static io.sojourn.mining.facts.TestLog.monday;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.ExceptionRule;
import io.sojourn.definition.HandoffRule;
import io.sojourn.definition.Measure;
import io.sojourn.definition.TimeLimit;
import io.sojourn.event.ColumnType;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Worked examples of the rules, by hand. Times are of Monday, 2026-01-05, where no day is written. */
class BatchEngineTest {
    private BatchRun run;

    @BeforeEach
    void open() throws SQLException {
        run = new BatchRun();
    }

    @AfterEach
    void close() throws SQLException {
        run.close();
    }

    @Test
    void leavesComeBeforeEntersAndTheCloseEndsWhatIsOpen() throws SQLException {
        CompiledDefinition d = new TestDefinition()
                .close("activity = 'END'")
                .queue("it's", "activity IN ('IN', 'AGAIN')", "activity IN ('OUT', 'AGAIN')")
                .compile();
        TestLog log = new TestLog(0)
                .add("a", monday("08:00"), "OUT")
                .add("a", monday("09:00"), "IN")
                .add("a", monday("09:30"), "IN")
                .add("a", monday("10:00"), "AGAIN")
                .add("a", monday("11:00"), "END")
                .add("a", monday("12:00"), "IN");
        run.run(d, log.events, monday("13:00"));
        assertThat(run.rows(FactTable.STAYS, "episode, queue, ordinal, entered_at, left_at, ended_by", d.definition()))
                .containsExactly(
                        "1 | it's | 1 | 09:00 | 10:00 | left",
                        "1 | it's | 2 | 10:00 | 11:00 | closed",
                        "2 | it's | 1 | 12:00 | - | -");
        assertThat(run.rows(
                        FactTable.CASES,
                        "episode, started_at, closed_at, closed_by, events, re_enters, stray_leaves, reopened",
                        d.definition()))
                .containsExactly("1 | 08:00 | 11:00 | rule | 5 | 1 | 1 | 0", "2 | 12:00 | - | - | 1 | 0 | 0 | 1");
        assertThat(run.rows(FactTable.QUEUE_AGING, "open, oldest_at, age_sum_s, p50_us, bands", d.definition()))
                .containsExactly("1 | 12:00 | 3600 | 3600000000 | 0,1,0");
        assertThat(run.rows(FactTable.QUEUE_PANES, "pane, arrivals, departures", d.definition()))
                .containsExactly("09:00 | 1 | 0", "10:00 | 1 | 1", "11:00 | 0 | 1", "12:00 | 1 | 0");
    }

    @Test
    void aPerInstanceQueueTakesTheOldestOfTheSameInstance() throws SQLException {
        CompiledDefinition d = new TestDefinition()
                .instanceQueue("q", "lifecycle = 'schedule'", "lifecycle = 'start'")
                .compile();
        TestLog log = new TestLog(0)
                .add("a", monday("08:00"), "T", "start", null, null, null, "1")
                .add("a", monday("09:00"), "T", "schedule", null, null, null, "1")
                .add("a", monday("09:10"), "T", "schedule", null, null, null, null)
                .add("a", monday("09:20"), "T", "schedule", null, null, null, "1")
                .add("a", monday("09:30"), "T", "start", null, null, null, "1")
                .add("a", monday("09:40"), "T", "start", null, null, null, null);
        run.run(d, log.events, monday("10:00"));
        assertThat(run.rows(FactTable.STAYS, "ordinal, instance, entered_at, left_at", d.definition()))
                .containsExactly("1 | 1 | 09:00 | 09:30", "2 | - | 09:10 | 09:40", "3 | 1 | 09:20 | -");
        assertThat(run.rows(FactTable.CASES, "stray_leaves, re_enters", d.definition()))
                .containsExactly("1 | 0");
    }

    @Test
    void silenceClosesAnEpisodeAtTheLastInstantOfThePatience() throws SQLException {
        CompiledDefinition d =
                new TestDefinition().closeAfter(DAY).queue("q", "TRUE", "FALSE").compile();
        TestLog log = new TestLog(0)
                .add("a", at("2026-01-05T08:00Z"), "A")
                .add("a", at("2026-01-06T08:00Z"), "A")
                .add("a", at("2026-01-07T07:59Z"), "A");
        run.run(d, log.events, at("2026-01-08T07:59Z"));
        assertThat(run.rows(FactTable.CASES, "episode, last_at, closed_at, closed_by", d.definition()))
                .containsExactly(
                        "1 | 08:00 | 2026-01-06 08:00 | silence", "2 | 2026-01-07 07:59 | 2026-01-08 07:59 | silence");
    }

    @Test
    void theHighestVersionOfACorrectionWinsAndARetractionTakesTheEventAway() throws SQLException {
        CompiledDefinition d = new TestDefinition()
                .queue("q", "activity = 'IN'", "activity = 'OUT'")
                .compile();
        TestLog log = new TestLog(0)
                .add("a", monday("09:00"), "X")
                .add("a", monday("10:00"), "OUT")
                .add("a", monday("11:00"), "IN")
                .correct("a", "e1", 2, monday("08:00"), "IN")
                .correct("a", "e1", 1, monday("07:00"), "OUT")
                .correct("a", "e3", 1, monday("07:00"), null);
        run.run(d, log.events, monday("12:00"));
        assertThat(run.rows(FactTable.STAYS, "entered_at, left_at", d.definition()))
                .containsExactly("08:00 | 10:00");
    }

    private static TestDefinition clock(TimeLimit within, String calendar) {
        TestDefinition d = new TestDefinition()
                .sla(
                        "s",
                        within,
                        calendar,
                        "activity = 'GO'",
                        "activity = 'STOP'",
                        "activity = 'PAUSE'",
                        "activity = 'RESUME'");
        d.calendars.add(new CalendarRule(
                "office",
                ZoneId.of("UTC"),
                Map.of(
                        DayOfWeek.MONDAY,
                        List.of(new CalendarRule.Shift(LocalTime.of(9, 0), LocalTime.of(12, 0))),
                        DayOfWeek.WEDNESDAY,
                        List.of(new CalendarRule.Shift(LocalTime.of(9, 0), LocalTime.of(12, 0)))),
                List.of(),
                List.of()));
        return d;
    }

    private List<String> clocks(TestDefinition definition, TestLog log, long asOf) throws SQLException {
        CompiledDefinition d = definition.compile();
        run.run(d, log.events, asOf);
        return run.rows(
                FactTable.SLA_CLOCKS,
                "ordinal, state, started_at, limit_us // 60000000, at_risk_at, due_at, stopped_at",
                d.definition());
    }

    @Test
    void aStopAtTheDueInstantIsMetAndOneLaterIsBreached() throws SQLException {
        TestLog log = new TestLog(0)
                .add("a", monday("09:00"), "GO")
                .add("a", monday("13:00"), "STOP")
                .add("b", monday("09:00"), "GO")
                .add("b", monday("13:01"), "STOP")
                .add("b", monday("14:00"), "GO")
                .add("b", monday("14:30"), "GO");
        TestDefinition d = clock(TestDefinition.hours(4), null);
        assertThat(clocks(d, log, monday("16:59")))
                .containsExactly(
                        "1 | met | 09:00 | 240 | 12:00 | 13:00 | 13:00",
                        "1 | breached | 09:00 | 240 | 12:00 | 13:00 | 13:01",
                        "2 | running | 14:00 | 240 | 17:00 | 18:00 | -");
        assertThat(clocks(d, log, monday("17:00"))).contains("2 | at_risk | 14:00 | 240 | 17:00 | 18:00 | -");
        assertThat(clocks(d, log, monday("18:00"))).contains("2 | at_risk | 14:00 | 240 | 17:00 | 18:00 | -");
        assertThat(clocks(d, log, monday("18:01"))).contains("2 | breached | 14:00 | 240 | 17:00 | 18:00 | -");
        assertThat(run.rows(
                        FactTable.MEASURE_PANES,
                        "measure, pane, numerator, denominator",
                        d.compile().definition()))
                .containsExactly("sla:s | 13:00 | 1 | 2", "sla:s | 18:00 | 1 | 1");
    }

    @Test
    void aPauseMovesTheDueInstantAndAnExtendTheLimit() throws SQLException {
        TestLog log = new TestLog(0)
                .add("a", monday("09:00"), "GO")
                .add("a", monday("10:00"), "PAUSE")
                .add("a", monday("10:30"), "PAUSE")
                .add("a", monday("10:40"), "EXTEND")
                .add("a", monday("11:00"), "RESUME")
                .add("a", monday("12:00"), "RESUME")
                .add("b", monday("09:00"), "GO")
                .add("b", monday("10:00"), "PAUSE")
                .add("b", monday("11:00"), "STOP")
                .add("c", monday("09:00"), "GO")
                .add("c", monday("10:00"), "PAUSE");
        assertThat(clocks(clock(TestDefinition.hours(4), null), log, monday("12:30")))
                .containsExactly(
                        "1 | running | 09:00 | 300 | 13:45 | 15:00 | -",
                        "1 | met | 09:00 | 240 | 13:00 | 14:00 | 11:00",
                        "1 | paused | 09:00 | 240 | - | - | -");
    }

    @Test
    void aBreachIsFrozenWhateverFollows() throws SQLException {
        TestLog log = new TestLog(0)
                .add("a", monday("09:00"), "GO")
                .add("a", monday("13:30"), "EXTEND")
                .add("a", monday("14:00"), "PAUSE")
                .add("a", monday("15:00"), "RESUME")
                .add("a", monday("15:30"), "GO");
        assertThat(clocks(clock(TestDefinition.hours(4), null), log, monday("16:00")))
                .containsExactly("1 | breached | 09:00 | 240 | 12:00 | 13:00 | -");
    }

    @Test
    void workingTimeCountsOnlyShifts() throws SQLException {
        TestLog log = new TestLog(0)
                .add("a", monday("08:00"), "GO")
                .add("b", monday("11:00"), "GO")
                .add("c", monday("09:00"), "GO")
                .add("c", monday("12:00"), "PAUSE")
                .add("c", at("2026-01-06T10:00Z"), "RESUME");
        assertThat(clocks(clock(TestDefinition.workingHours(3), "office"), log, at("2026-01-06T11:00Z")))
                .containsExactly(
                        // The due instant is the smallest: the end of the shift, not the start of the next.
                        "1 | breached | 08:00 | 180 | 11:15 | 12:00 | -",
                        "1 | running | 11:00 | 180 | 2026-01-07 10:15 | 2026-01-07 11:00 | -",
                        // Nothing is left when counting goes on: due at once.
                        "1 | breached | 09:00 | 180 | 2026-01-06 10:00 | 2026-01-06 10:00 | -");
    }

    @Test
    void daysEndAtLocalMidnight() throws SQLException {
        TestLog log = new TestLog(0).add("a", monday("08:00"), "GO").add("b", monday("23:00"), "GO");
        TestDefinition days = clock(TestDefinition.days(2, TimeLimit.Unit.CALENDAR_DAYS), null);
        days.zone = ZoneId.of("Asia/Kolkata");
        assertThat(clocks(days, log, monday("23:00")))
                .containsExactly(
                        "1 | running | 08:00 | 3510 | 2026-01-07 03:52:30.0 | 2026-01-07 18:30 | -",
                        "1 | running | 23:00 | 4050 | 2026-01-08 01:37:30.0 | 2026-01-08 18:30 | -");
        assertThat(clocks(clock(TestDefinition.days(1, TimeLimit.Unit.BUSINESS_DAYS), "office"), log, monday("23:00")))
                .containsExactly(
                        "1 | running | 08:00 | 3840 | 2026-01-07 08:00 | 2026-01-08 00:00 | -",
                        "1 | running | 23:00 | 2940 | 2026-01-07 11:45 | 2026-01-08 00:00 | -");
    }

    @Test
    void instancesPairFirstInFirstOutAndHandOver() throws SQLException {
        TestDefinition definition = new TestDefinition();
        definition.handoffs = new HandoffRule(HandoffRule.Party.TEAM);
        CompiledDefinition d = definition.compile();
        TestLog log = new TestLog(0)
                .add("a", monday("09:00"), "A", "start", null, null, "red", null)
                .add("a", monday("09:10"), "A", "start", "ann", null, null, null)
                .add("a", monday("09:20"), "A", "complete", "bob", "bot", null, null)
                .add("a", monday("09:30"), "A", "complete", null, null, "blue", null)
                .add("a", monday("09:40"), "B", "complete", "ann", "person", "red", null)
                .add("a", monday("09:50"), "B", "schedule", null, null, null, null)
                .add("a", monday("09:55"), "A", "start", null, null, null, null);
        run.run(d, log.events, monday("10:00"));
        assertThat(run.rows(
                        FactTable.ACTIVITY_INSTANCES,
                        "ordinal, activity, started_at, completed_at, resource, resource_kind, team",
                        d.definition()))
                .containsExactly(
                        "1 | A | 09:00 | 09:20 | bob | bot | red",
                        "2 | A | 09:10 | 09:30 | ann | - | blue",
                        "3 | B | 09:40 | 09:40 | ann | person | red",
                        "4 | A | 09:55 | - | - | - | -");
        assertThat(run.rows(
                        FactTable.HANDOFFS,
                        "ordinal, from_ordinal, from_party, to_party, released_at, picked_up_at, delay_us // 60000000",
                        d.definition()))
                .containsExactly("2 | 1 | red | blue | 09:20 | 09:10 | -10", "3 | 2 | blue | red | 09:30 | 09:40 | 10");
        assertThat(run.rows(
                        FactTable.CASES,
                        "touches, rework, handoffs, open_instances, instant_instances, partyless_handoffs",
                        d.definition()))
                .containsExactly("2 | 2 | 2 | 1 | 1 | 1");
    }

    @Test
    void valuesAreCarriedForwardIntoConditionsAndDimensions() throws SQLException {
        TestDefinition definition = new TestDefinition()
                .attribute("payer", ColumnType.TEXT)
                .dimension("payer")
                .close("activity = 'END'");
        definition.exceptions = new ExceptionRule(
                definition.expression("payer = 'P' AND activity = 'X'"), definition.expression("activity || '!'"));
        CompiledDefinition d = definition.compile();
        TestLog log = new TestLog(1)
                .add("a", monday("09:00"), "X")
                .add("a", monday("09:10"), "A", "complete", null, null, null, null, "P")
                .add("a", monday("09:10"), "END")
                .add("a", monday("09:20"), "X");
        run.run(d, log.events, monday("10:00"));
        assertThat(run.rows(FactTable.EXCEPTIONS, "episode, ordinal, time, event_id, category, payer", d.definition()))
                .containsExactly("2 | 1 | 09:20 | e4 | X! | P");
        assertThat(run.rows(FactTable.CASES, "episode, exceptions, ties, payer", d.definition()))
                .containsExactly("1 | 0 | 1 | P", "2 | 1 | 0 | P");
        assertThat(run.rows(FactTable.ACTIVITY_INSTANCES, "ordinal, payer", d.definition()))
                .containsExactly("1 | (none)", "2 | P", "3 | P", "1 | P");
    }

    @Test
    void durationsEndAtTheNextEventStrictlyAfter() throws SQLException {
        TestDefinition definition = new TestDefinition();
        definition.measures.add(new Measure.Duration(
                "d",
                "",
                definition.expression("activity IN ('A', 'AB')"),
                definition.expression("activity IN ('B', 'AB')"),
                "h",
                List.of(),
                null));
        CompiledDefinition d = definition.compile();
        TestLog log = new TestLog(0)
                .add("a", monday("09:00"), "A")
                .add("a", monday("09:00"), "A")
                .add("a", monday("10:00"), "AB")
                .add("a", monday("11:00"), "B")
                .add("a", monday("12:00"), "A");
        run.run(d, log.events, monday("13:00"));
        assertThat(run.rows(FactTable.DURATIONS, "ordinal, from_at, to_at, duration_us // 60000000", d.definition()))
                .containsExactly(
                        "1 | 09:00 | 10:00 | 60",
                        "2 | 09:00 | 10:00 | 60",
                        "3 | 10:00 | 11:00 | 60",
                        "4 | 12:00 | - | -");
        assertThat(run.rows(FactTable.MEASURE_PANES, "pane, numerator // 60000000, denominator", d.definition()))
                .containsExactly("10:00 | 120 | 2", "11:00 | 60 | 1");
    }

    @Test
    void measuresOfCasesAreCountedAtTheCloseAndFoldedOverOtherDimensions() throws SQLException {
        TestDefinition definition = new TestDefinition()
                .attribute("payer", ColumnType.TEXT)
                .attribute("amount", ColumnType.NUMBER)
                .dimension("payer")
                .close("activity = 'END'");
        definition.measures.add(new Measure.Share(
                "quick", "", true, definition.expression("events < 2"), null, List.of("payer"), null));
        definition.measures.add(
                new Measure.Average("mean", "", definition.expression("amount"), null, List.of(), null));
        CompiledDefinition d = definition.compile();
        TestLog log = new TestLog(2)
                .add("a", monday("09:00"), "END", "complete", null, null, null, null, "P", 1.5)
                .add("b", monday("09:00"), "A", "complete", null, null, null, null, "Q", 0.25)
                .add("b", monday("09:01"), "END", "complete", null, null, null, null, "P", -9e9)
                .add("c", monday("09:00"), "A");
        run.run(d, log.events, monday("10:00"));
        assertThat(run.rows(FactTable.MEASURE_PANES, "measure, pane, payer, numerator, denominator", d.definition()))
                .containsExactly(
                        "mean | 09:00 | (all) | 1750000 | 2", "quick | 09:00 | P | 1 | 1", "quick | 09:01 | P | 0 | 1");
    }

    @Test
    void percentilesAreOfTheNearestRank() throws SQLException {
        CompiledDefinition d = new TestDefinition().queue("q", "TRUE", "FALSE").compile();
        TestLog log = new TestLog(0);
        for (int i = 1; i <= 20; i++) {
            log.add("c" + i, monday("09:00") + i * TestDefinition.MINUTE, "A");
        }
        run.run(d, log.events, monday("10:20"));
        assertThat(run.rows(
                        FactTable.QUEUE_AGING,
                        "open, age_sum_s, p50_us // 60000000, p90_us // 60000000, p95_us // 60000000, bands",
                        d.definition()))
                .containsExactly("20 | 83400 | 69 | 77 | 78 | 0,20,0");
    }

    @Test
    void theStatementsLeaveNoTemporaryTable() throws SQLException {
        run.run(clock(TestDefinition.workingHours(3), "office").compile(), List.of(), 0);
        assertThat(run.count("SELECT count(*) FROM duckdb_tables() WHERE temporary"))
                .isZero();
        assertThat(run.count("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'batch'"))
                .isEqualTo(11);
    }

    @Test
    void anotherDatabaseCanTakeTheTables() throws SQLException {
        CompiledDefinition d = new TestDefinition().compile();
        run.run(d, new TestLog(0).add("a", monday("09:00"), "A").events, monday("09:00"));
        run.execute("ATTACH ':memory:' AS mem");
        new BatchEngine(d).compute(run.connection, "main.events", "mem.main", monday("09:00"));
        assertThat(run.count("SELECT count(*) FROM mem.main.cases")).isEqualTo(1);
    }

    @Test
    void aDefinitionInYamlRunsAsItIs() throws SQLException {
        CompiledDefinition d = Definitions.compile(
                "claims.yaml",
                """
                process: "claims' own"
                version: 3
                timezone: America/New_York
                calendars:
                  office: {week: "Mon-Fri 08:00-12:00 12:30-17:00", holidays: us-federal}
                attributes: {payer: text, amount: number}
                dimensions: [payer, team]
                close: activity = 'PAID' AND amount > 0
                close_after: 30d
                case: {asked: {count: "activity = 'ASKED'"}}
                queues:
                  payer's "desk":
                    enter: activity IN ('SENT', 'ASKED')
                    leave: activity = 'PAID'
                handoffs: {between: team}
                slas:
                  pay: {start: "activity = 'SENT'", stop: "activity = 'PAID'", within: 2 working_hours, calendar: office}
                measures:
                  asked: {per: case, share: asked > 0 AND cycle_time < 24, by: [payer]}
                  mean: {average: amount * 2, of: "activity LIKE 'P%'"}
                  hour: {count: EXTRACT(HOUR FROM time) = 12}
                """);
        TestLog log = new TestLog(2)
                .add("a", monday("14:00"), "SENT", "complete", "ann", "person", "red", null, "P", null)
                .add("a", monday("17:15"), "ASKED", "complete", "bob", "person", "blue", null)
                .add("a", monday("17:45"), "PAID", "complete", "eve", "payer", null, null, null, 10.5);
        run.run(d, log.events, monday("18:00"));
        assertThat(run.rows(FactTable.STAYS, "process, version, queue, left_at, payer, team", d.definition()))
                .containsExactly("claims' own | 3 | payer's \"desk\" | 17:45 | P | red");
        assertThat(run.rows(FactTable.SLA_CLOCKS, "state, due_at, payer", d.definition()))
                .containsExactly("breached | 16:00 | P");
        assertThat(run.rows(FactTable.ACTIVITY_INSTANCES, "team, carried_team", d.definition()))
                .containsExactly("red | red", "blue | blue", "- | blue");
        assertThat(run.rows(
                        FactTable.MEASURE_PANES, "measure, pane, payer, team, numerator, denominator", d.definition()))
                .containsExactly(
                        "asked | 17:45 | P | (all) | 1 | 1",
                        "hour | 17:15 | (all) | (all) | 1 | 1",
                        "hour | 17:45 | (all) | (all) | 1 | 1",
                        "mean | 17:45 | (all) | (all) | 21000000 | 1",
                        "sla:pay | 16:00 | P | red | 1 | 1");
    }

    @Test
    void anUnusableRelationIsNamed() {
        CompiledDefinition d = new TestDefinition().compile();
        assertThatThrownBy(() -> new BatchEngine(d).compute(run.connection, "nowhere", "batch", 0))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("nowhere");
    }
}
