package io.sojourn.api.resources;

import io.sojourn.definition.SlaRule;
import io.sojourn.fact.FactTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SLA clocks: how many are in which state, the most urgent ones, and the newest breaches. */
final class SlasDocument {
    private static final int ROWS = 50;
    private static final List<String> STATES =
            List.of("running", "paused", "at_risk", "breached_open", "met", "breached", "cancelled");

    private SlasDocument() {}

    static Map<String, Object> of(Snapshot s, Choice choice) throws SQLException {
        String clocks = choice.rows(s, FactTable.SLA_CLOCKS);
        Map<String, Map<String, Long>> counts = counts(s, clocks);
        List<Map<String, Object>> slas = new ArrayList<>();
        for (SlaRule sla : s.definition().slas()) {
            slas.add(sla(sla, counts.getOrDefault(sla.name(), Map.of())));
        }
        return Json.object(
                "as_of", Json.instant(s.asOf()),
                "slas", slas,
                "clocks", clocks(s, clocks),
                "breaches", breaches(s, clocks));
    }

    private static Map<String, Map<String, Long>> counts(Snapshot s, String clocks) throws SQLException {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        s.list(
                "SELECT sla, state, count(*) AS n, count(*) FILTER (stopped_at IS NULL) AS unstopped FROM " + clocks
                        + " GROUP BY sla, state",
                r -> {
                    Map<String, Long> states = counts.computeIfAbsent(r.getString("sla"), k -> new HashMap<>());
                    states.put(r.getString("state"), r.getLong("n"));
                    return r.getString("state").equals("breached")
                            ? states.put("breached_open", r.getLong("unstopped"))
                            : null;
                });
        return counts;
    }

    private static Map<String, Object> sla(SlaRule sla, Map<String, Long> states) {
        Map<String, Object> json = Json.object(
                "sla", sla.name(), "title", sla.title(), "within", sla.within().text());
        STATES.forEach(state -> json.put(state, states.getOrDefault(state, 0L)));
        long breached = states.getOrDefault("breached", 0L);
        long due = breached + states.getOrDefault("met", 0L);
        json.put(
                "breach_rate",
                Json.object("numerator", breached, "denominator", due, "value", Json.ratio(breached, due)));
        return json;
    }

    static final String COLUMNS = "SELECT *, epoch_us(started_at) AS started_us, epoch_us(due_at) AS due_us,"
            + " epoch_us(at_risk_at) AS at_risk_us, epoch_us(stopped_at) AS stopped_us FROM ";

    private static List<Map<String, Object>> clocks(Snapshot s, String clocks) throws SQLException {
        return s.list(
                COLUMNS + clocks
                        + " WHERE stopped_at IS NULL AND state IN ('running', 'paused', 'at_risk')"
                        + " ORDER BY due_at NULLS LAST, case_id, episode, sla, ordinal LIMIT " + ROWS,
                r -> open(s, r));
    }

    /** A clock that has not stopped. */
    static Map<String, Object> open(Snapshot s, ResultSet r) throws SQLException {
        Map<String, Object> json = clock(s, r);
        Long due = Snapshot.nullableLong(r, "due_us");
        json.put("seconds_left", due == null ? null : Json.seconds(due - s.clock()));
        return json;
    }

    private static List<Map<String, Object>> breaches(Snapshot s, String clocks) throws SQLException {
        return s.list(
                COLUMNS + clocks
                        + " WHERE state = 'breached' ORDER BY due_at DESC, case_id, episode, sla, ordinal LIMIT "
                        + ROWS,
                r -> breach(s, r));
    }

    static Map<String, Object> breach(Snapshot s, ResultSet r) throws SQLException {
        Map<String, Object> json = clock(s, r);
        Long stopped = Snapshot.nullableLong(r, "stopped_us");
        json.put("stopped_at", Json.instant(stopped));
        long end = stopped == null ? s.clock() : stopped;
        json.put("seconds_over", Json.seconds(end - r.getLong("due_us")));
        return json;
    }

    static Map<String, Object> clock(Snapshot s, ResultSet r) throws SQLException {
        return Json.object(
                "case_id", r.getString("case_id"),
                "episode", r.getLong("episode"),
                "sla", r.getString("sla"),
                "state", r.getString("state"),
                "started_at", Json.instant(Snapshot.nullableLong(r, "started_us")),
                "due_at", Json.instant(Snapshot.nullableLong(r, "due_us")),
                "at_risk_at", Json.instant(Snapshot.nullableLong(r, "at_risk_us")),
                "dimensions", Dimensions.key(r, s.definition().dimensions()));
    }
}
