package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.row;

import io.sojourn.api.resources.Health;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A store of hand-made facts: three cases, as of Monday noon. */
final class SampleStore {
    static final Health HEALTH =
            new Health(Health.Status.OK, Health.Mode.REPLAY, 60.0, 10L, 10L, Instant.parse("2026-03-02T13:00:00Z"));

    private SampleStore() {}

    static Store open(Path dir) {
        Store store = Store.open(dir, Samples.definition(), new StoreOptions(512, 2, 10_000, Duration.ofMillis(5)));
        store.accept(facts());
        store.flush();
        return store;
    }

    private static List<Result> facts() {
        List<Result> all = new ArrayList<>();
        for (String c : List.of("R-1", "R-2", "R-3")) {
            event(all, c, 1, "Request", NOON - 10 * HOUR);
            event(all, c, 2, "Review", NOON - 9 * HOUR);
        }
        event(all, "R-3", 3, "Decide", NOON - HOUR);
        cases(all);
        stay(all, "R-1", "intake", NOON - 10 * HOUR, null, "A");
        stay(all, "R-2", "intake", NOON - HOUR / 2, null, "B");
        stay(all, "R-3", "intake", NOON - 10 * HOUR, NOON - HOUR, "A");
        clock(all, "R-1", "at_risk", NOON + HOUR, null);
        clock(all, "R-2", "breached", NOON - HOUR, null);
        clock(all, "R-3", "met", NOON + HOUR, NOON - HOUR);
        clock(all, "R-4", "paused", null, null);
        handoff(all, "R-1", 2, "Desk", "Nurse", HOUR);
        handoff(all, "R-1", 3, "Nurse", "Desk", 2 * HOUR);
        handoff(all, "R-2", 2, "Desk", "Nurse", -HOUR);
        pane(all, "denial_rate", NOON - HOUR, "A", 1, 4);
        pane(all, "denial_rate", NOON - 2 * HOUR, "B", 0, 4);
        pane(all, "denial_rate", NOON - 30 * HOUR, "B", 2, 2);
        pane(all, "received", NOON - HOUR, "(all)", 3, 3);
        pane(all, "confidence", NOON - HOUR, "(all)", 1_500_000, 2);
        pane(all, "turnaround", NOON - HOUR, "A", 9 * HOUR, 1);
        pane(all, "sla:standard", NOON - HOUR, "B", 1, 1);
        duration(all, "R-3", NOON - 10 * HOUR, NOON - HOUR);
        duration(all, "R-1", NOON - 10 * HOUR, null);
        all.add(row(
                FactTable.EXCEPTIONS,
                "case_id",
                "R-1",
                "episode",
                1,
                "ordinal",
                1,
                "time",
                NOON - HOUR,
                "event_id",
                "e2",
                "activity",
                "Review",
                "category",
                "missing",
                "payer",
                "A"));
        all.add(row(
                FactTable.REJECTED_EVENTS,
                "source",
                "s",
                "position",
                7,
                "code",
                "bad_value",
                "event_id",
                "e9",
                "message",
                "no time"));
        all.add(row(FactTable.DELIVERIES, "case_id", "R-1", "duplicates", 2, "conflicts", 0));
        all.addAll(Samples.asOf(1, NOON));
        return all;
    }

    private static void event(List<Result> all, String caseId, int n, String activity, long time) {
        all.add(row(
                FactTable.EVENTS,
                "case_id",
                caseId,
                "source",
                "s",
                "event_id",
                "e" + n,
                "revision",
                0,
                "sequence",
                n,
                "operation",
                "append",
                "activity",
                activity,
                "lifecycle",
                "complete",
                "time",
                time,
                "late",
                false));
        all.add(row(
                FactTable.ACTIVITY_INSTANCES,
                "case_id",
                caseId,
                "episode",
                1,
                "ordinal",
                n,
                "activity",
                activity,
                "started_at",
                time,
                "completed_at",
                time,
                "payer",
                "A"));
    }

    private static void cases(List<Result> all) {
        for (String c : List.of("R-1", "R-2", "R-3")) {
            boolean closed = c.equals("R-3");
            all.add(row(
                    FactTable.CASES,
                    "case_id",
                    c,
                    "episode",
                    1,
                    "started_at",
                    NOON - 10 * HOUR,
                    "last_at",
                    NOON - (closed ? 1 : 9) * HOUR,
                    "closed_at",
                    closed ? NOON - HOUR : null,
                    "closed_by",
                    closed ? "rule" : null,
                    "events",
                    closed ? 3 : 2,
                    "touches",
                    1,
                    "rework",
                    0,
                    "handoffs",
                    1,
                    "exceptions",
                    0,
                    "reopened",
                    0,
                    "cycle_time_us",
                    HOUR,
                    "payer",
                    "A"));
        }
    }

    private static void stay(List<Result> all, String c, String queue, long from, Long to, String payer) {
        all.add(row(
                FactTable.STAYS,
                "case_id",
                c,
                "episode",
                1,
                "queue",
                queue,
                "ordinal",
                1,
                "entered_at",
                from,
                "left_at",
                to,
                "ended_by",
                to == null ? null : "left",
                "payer",
                payer));
    }

    private static void clock(List<Result> all, String c, String state, Long due, Long stopped) {
        all.add(row(
                FactTable.SLA_CLOCKS,
                "case_id",
                c,
                "episode",
                1,
                "sla",
                "standard",
                "ordinal",
                1,
                "started_at",
                NOON - 10 * HOUR,
                "limit_us",
                72 * HOUR,
                "at_risk_at",
                due,
                "due_at",
                due,
                "stopped_at",
                stopped,
                "state",
                state,
                "payer",
                "A"));
    }

    private static void handoff(List<Result> all, String c, int ordinal, String from, String to, long delay) {
        all.add(row(
                FactTable.HANDOFFS,
                "case_id",
                c,
                "episode",
                1,
                "ordinal",
                ordinal,
                "from_ordinal",
                ordinal - 1,
                "from_activity",
                "a",
                "to_activity",
                "b",
                "from_party",
                from,
                "to_party",
                to,
                "released_at",
                NOON - 3 * HOUR - delay,
                "picked_up_at",
                NOON - 3 * HOUR,
                "delay_us",
                delay,
                "payer",
                "A"));
    }

    private static void pane(List<Result> all, String measure, long pane, String payer, long n, long d) {
        all.add(row(
                FactTable.MEASURE_PANES,
                "measure",
                measure,
                "pane",
                pane,
                "payer",
                payer,
                "numerator",
                n,
                "denominator",
                d));
    }

    private static void duration(List<Result> all, String c, long from, Long to) {
        all.add(row(
                FactTable.DURATIONS,
                "case_id",
                c,
                "episode",
                1,
                "measure",
                "turnaround",
                "ordinal",
                1,
                "from_at",
                from,
                "to_at",
                to,
                "duration_us",
                to == null ? null : to - from,
                "payer",
                "A"));
    }
}
