package io.sojourn.api.staffing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.delivery.Message;
import io.sojourn.api.delivery.Outbox;
import io.sojourn.api.staffing.Staffing.Outcome;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaffingTest {
    private static final String YAML =
            """
            process: prior-authorization
            calendars:
              office: {week: "Mon-Fri 09:00-17:00"}
            queues:
              review:
                title: Waiting for review
                enter: activity = 'RECEIVED'
                leave: activity = 'REVIEWED'
            slas:
              decision:
                start: activity = 'RECEIVED'
                stop: activity = 'REVIEWED'
                within: 40 working_hours
                calendar: office
            staffing:
              reviewers: {queue: review, handling: %s, calendar: office, productive: 75%%, target: {sla: decision}%s}
            """;

    /** A Monday, at the beginning of work. */
    private static final Instant MONDAY = Instant.parse("2026-01-19T09:00:00Z");

    private static final Duration SLOT = Duration.ofMinutes(15);

    private DuckDBConnection store;

    @BeforeEach
    void open() throws SQLException {
        store = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        CompiledDefinition definition = definition("18m", "");
        for (FactTable table : FactTable.values()) {
            run(TableSchema.of(table, definition.definition()).ddl("main." + table.tableName(), false));
        }
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    private static CompiledDefinition definition(String handling, String staff) {
        return Definitions.compile("test.yaml", YAML.formatted(handling, staff));
    }

    private Staffing staffing(String handling, String staff) {
        return new Staffing(
                definition(handling, staff),
                this::connection,
                StaffingOptions.defaults().sendingTo("erp"));
    }

    private Connection connection() {
        try {
            return store.duplicate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement s = store.createStatement()) {
            s.execute(sql);
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Open stays that are due at an instant; no clock where it is null. */
    private void backlog(String prefix, int cases, String dueAt) throws SQLException {
        String ids = " FROM range(" + cases + ") t(i)";
        run("INSERT INTO stays (process, version, case_id, episode, queue, ordinal, entered_at) SELECT"
                + " 'prior-authorization', 1, '" + prefix + "' || i, 1, 'review', 1, TIMESTAMP '2026-01-16 12:00:00'"
                + ids);
        if (dueAt != null) {
            run("INSERT INTO sla_clocks (process, version, case_id, episode, sla, ordinal, due_at, state) SELECT"
                    + " 'prior-authorization', 1, '" + prefix + "' || i, 1, 'decision', 1, TIMESTAMP '" + dueAt
                    + "', 'running'" + ids);
        }
    }

    /** The backlog of the published example: 30 cases due in 4 working hours, 80 in 8, 150 in 24, 340 in 40. */
    private void publishedBacklog() throws SQLException {
        backlog("a", 30, "2026-01-19 13:00:00");
        backlog("b", 80, "2026-01-19 17:00:00");
        backlog("c", 150, "2026-01-21 17:00:00");
        backlog("d", 340, "2026-01-23 17:00:00");
    }

    /** So many each quarter of a working hour, from two weeks before the Monday to its evening. */
    private void flow(int arrivals, int departures) throws SQLException {
        run("INSERT INTO queue_panes (process, version, queue, pane, arrivals, departures) SELECT"
                + " 'prior-authorization', 1, 'review', d + to_minutes(15 * q), " + arrivals + ", " + departures
                + " FROM range(TIMESTAMP '2026-01-05', TIMESTAMP '2026-01-20', INTERVAL 1 DAY) a(d), range(36, 68) b(q)"
                + " WHERE isodow(d) < 6");
    }

    @Test
    void publishedExampleGivesThePublishedNeed() throws SQLException {
        publishedBacklog();
        flow(10, 10);
        try (Staffing staffing = staffing("18m", ", staff: 5.1")) {
            staffing.evaluate(micros(MONDAY));
            assertThat(staffing.signals()).isEmpty();
            staffing.evaluate(micros(MONDAY.plus(SLOT)));

            Signal signal = staffing.signals().get(0);
            assertThat(signal.state()).isEqualTo("open");
            assertThat(signal.title()).isEqualTo("Waiting for review");
            assertThat(signal.demand().backlog()).isEqualTo(600);
            assertThat(signal.demand().oldestAgeHours()).isEqualTo(69.3);
            assertThat(signal.demand().arrivalsPerHour()).isEqualTo(40.0);
            assertThat(signal.need().fteToBeStable()).isEqualTo(16.0);
            assertThat(signal.need().gapStabilityFte()).isEqualTo(11.0);
            // A quarter of an hour later the same work has a little less time: 180 h / (0.75 * 39.75 h).
            assertThat(signal.need().fteToMeetSla()).isEqualTo(6.0);
            assertThat(signal.need().gapSlaFte()).isEqualTo(1.0);
            assertThat(signal.reason()).containsExactly("SLA_BREACH_PROJECTED", "ARRIVALS_OVER_CAPACITY");
            assertThat(signal.capacity().staffSource()).isEqualTo("declared");
        }
    }

    @Test
    void signalAndMessageAreWrittenTogetherAndBanded() throws Exception {
        backlog("late", 3, "2026-01-16 17:00:00");
        backlog("b", 400, "2026-01-19 17:00:00");
        flow(1, 1);
        try (Staffing staffing = staffing("18m", ", staff: 5")) {
            open(staffing);

            Signal signal = staffing.signals().get(0);
            assertThat(signal.delivery().state()).isEqualTo("READY");
            try (Connection c = connection()) {
                Message message = Outbox.newest(c, signal.signalId()).orElseThrow();
                JsonNode event = new ObjectMapper().readTree(message.envelope());
                assertThat(event.path("specversion").asText()).isEqualTo("1.0");
                assertThat(event.path("id").asText()).isEqualTo(signal.signalId() + "-1");
                assertThat(event.path("type").asText()).isEqualTo("org.sojourn.staffing.signal.v1");
                assertThat(event.at("/data/demand/past_due").asText()).isEqualTo("<11");
                assertThat(event.at("/data/demand/backlog").asInt()).isEqualTo(403);
                assertThat(event.at("/data/expires_at").asText()).isEqualTo("2026-01-26T09:15:00Z");
                assertThat(message.envelope()).doesNotContain("late0", "case_id");
            }
        }
    }

    @Test
    void documentHasTheShapeOfTheApi() throws SQLException {
        backlog("b", 400, "2026-01-19 17:00:00");
        flow(1, 1);
        try (Staffing staffing = staffing("18m", ", staff: 5")) {
            open(staffing);

            Map<String, Object> document = staffing.documents().get(0);
            assertThat(document)
                    .containsKeys("signal_id", "revision", "state", "staffing", "queue", "title", "opened_at")
                    .containsKeys("updated_at", "resolved_at", "demand", "capacity", "need", "reason", "delivery");
            assertThat(document.get("need"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsOnlyKeys(
                            "fte_to_meet_sla", "fte_to_be_stable", "gap_sla_fte", "gap_stability_fte", "hours");
            assertThat(document.get("delivery"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsOnlyKeys("state", "attempts", "last_error");
        }
    }

    private static void open(Staffing staffing) {
        staffing.evaluate(micros(MONDAY));
        staffing.evaluate(micros(MONDAY.plus(SLOT)));
    }

    @Test
    void revisionIsMadeOnlyWhenTheGapMovesOrTheStateChanges() throws SQLException {
        backlog("b", 200, "2026-01-19 17:00:00");
        flow(1, 1);
        try (Staffing staffing = staffing("18m", ", staff: 5")) {
            open(staffing);
            assertThat(staffing.signals().get(0).revision()).isEqualTo(1);

            staffing.evaluate(micros(MONDAY.plus(SLOT.multipliedBy(2))));
            int afterLittle = staffing.signals().get(0).revision();
            backlog("more", 100, "2026-01-19 17:00:00");
            staffing.evaluate(micros(MONDAY.plus(SLOT.multipliedBy(3))));
            Signal revised = staffing.signals().get(0);
            assertThat(revised.revision()).isEqualTo(afterLittle + 1);
            assertThat(revised.openedAt()).isEqualTo("2026-01-19T09:15:00Z");

            run("UPDATE stays SET left_at = TIMESTAMP '2026-01-19 09:46:00', ended_by = 'left'");
            for (int i = 4; i < 8; i++) {
                staffing.evaluate(micros(MONDAY.plus(SLOT.multipliedBy(i))));
            }
            Signal resolved = staffing.signals().get(0);
            assertThat(resolved.state()).isEqualTo("resolved");
            assertThat(resolved.resolvedAt()).isEqualTo("2026-01-19T10:45:00Z");
            assertThat(resolved.signalId()).isEqualTo(revised.signalId());
            assertThat(staffing.signals()).hasSize(1);
        }
    }

    @Test
    void nextSignalOfTheSameRuleIsAnotherOne() throws SQLException {
        backlog("b", 400, "2026-01-19 17:00:00");
        flow(1, 1);
        try (Staffing staffing = staffing("18m", ", staff: 5")) {
            open(staffing);
            run("CREATE TABLE kept AS FROM stays");
            run("DELETE FROM stays");
            for (int i = 2; i < 6; i++) {
                staffing.evaluate(micros(MONDAY.plus(SLOT.multipliedBy(i))));
            }
            run("INSERT INTO stays FROM kept");
            for (int i = 6; i < 8; i++) {
                staffing.evaluate(micros(MONDAY.plus(SLOT.multipliedBy(i))));
            }

            assertThat(staffing.signals()).extracting(Signal::state).containsExactly("open", "resolved");
            assertThat(staffing.signals()).extracting(Signal::signalId).doesNotHaveDuplicates();
        }
    }

    @Test
    void evaluatesOncePerQuarterOfAnHour() throws SQLException {
        flow(1, 1);
        try (Staffing staffing = staffing("18m", "")) {
            assertThat(staffing.evaluate(micros(MONDAY))).isEqualTo(Outcome.EVALUATED);
            assertThat(staffing.evaluate(micros(MONDAY.plusSeconds(899)))).isEqualTo(Outcome.TOO_SOON);
            assertThat(staffing.evaluate(micros(MONDAY.plusSeconds(900)))).isEqualTo(Outcome.EVALUATED);
        }
    }

    @Test
    void standstillOfTheFeedIsNoEvaluation() throws SQLException {
        backlog("b", 400, "2026-01-19 17:00:00");
        flow(1, 1);
        try (Staffing staffing = staffing("18m", ", staff: 5")) {
            assertThat(staffing.evaluate(micros(MONDAY.plus(Duration.ofDays(2)))))
                    .isEqualTo(Outcome.STALE);
            assertThat(staffing.signals()).isEmpty();
        }
    }

    @Test
    void stateSurvivesARestart() throws SQLException {
        backlog("b", 400, "2026-01-19 17:00:00");
        flow(1, 1);
        try (Staffing first = staffing("18m", ", staff: 5")) {
            first.evaluate(micros(MONDAY));
        }
        try (Staffing second = staffing("18m", ", staff: 5")) {
            assertThat(second.evaluate(micros(MONDAY))).isEqualTo(Outcome.TOO_SOON);
            second.evaluate(micros(MONDAY.plus(SLOT)));
            assertThat(second.signals()).extracting(Signal::state).containsExactly("open");
        }
    }

    @Test
    void withoutDeclaredStaffTheWorkDoneTellsTheCapacity() throws SQLException {
        publishedBacklog();
        flow(10, 5);
        try (Staffing staffing = staffing("18m", "")) {
            open(staffing);

            Signal.Capacity capacity = staffing.signals().get(0).capacity();
            assertThat(capacity.staffSource()).isEqualTo("observed");
            assertThat(capacity.staffOnHandFte()).isEqualTo(8.0);
            assertThat(staffing.signals().get(0).reason()).contains("ARRIVALS_OVER_CAPACITY", "STAFF_OBSERVED");
        }
    }

    @Test
    void observedHandlingIsTheMedianWorkingTimeAfterTheQueue() throws SQLException {
        publishedBacklog();
        flow(10, 10);
        List<Integer> minutes = List.of(6, 12, 18, 24, 300);
        for (int i = 0; i < minutes.size(); i++) {
            String left = "TIMESTAMP '2026-01-15 09:00:00'";
            run("INSERT INTO stays (process, version, case_id, episode, queue, ordinal, entered_at, left_at, ended_by)"
                    + " VALUES ('prior-authorization', 1, 'h" + i + "', 1, 'review', 1, " + left + ", " + left
                    + ", 'left')");
            run("INSERT INTO activity_instances (process, version, case_id, episode, ordinal, started_at, completed_at)"
                    + " VALUES ('prior-authorization', 1, 'h" + i + "', 1, 1, " + left + ", " + left
                    + " + to_minutes(" + minutes.get(i) + ")), ('prior-authorization', 1, 'h" + i + "', 1, 2, " + left
                    + " + to_hours(1), " + left + " + to_hours(2))");
        }
        try (Staffing staffing = staffing("observed", ", staff: 5")) {
            open(staffing);

            Signal.Confidence confidence = staffing.signals().get(0).confidence();
            assertThat(confidence.handleMinutes()).isEqualTo(18.0);
            assertThat(confidence.handleMinutesP90()).isEqualTo(300.0);
            assertThat(confidence.sampleCases()).isEqualTo(5);
        }
    }

    @Test
    void tooFewHandlingTimesTellNothing() throws SQLException {
        publishedBacklog();
        flow(10, 10);
        try (Staffing staffing = staffing("observed", ", staff: 5")) {
            open(staffing);

            assertThat(staffing.signals()).isEmpty();
        }
    }

    @Test
    void caseWithoutAClockIsDueOneLimitFromNow() throws SQLException {
        backlog("x", 1_000, null);
        flow(1, 1);
        try (Staffing staffing = staffing("18m", ", staff: 5")) {
            open(staffing);

            Signal signal = staffing.signals().get(0);
            assertThat(signal.need().fteToMeetSla()).isEqualTo(10.0);
            assertThat(signal.demand().pastDue()).isZero();
            assertThat(signal.window().end()).isEqualTo("2026-01-26T09:15:00Z");
        }
    }
}
