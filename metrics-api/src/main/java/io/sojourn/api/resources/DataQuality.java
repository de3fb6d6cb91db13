package io.sojourn.api.resources;

import io.sojourn.fact.FactTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * How far the events of a process can be trusted: what was rejected and why, came late, twice or in conflict; ties and odd
 * sequences; where it was silent; how old the newest event is.
 */
final class DataQuality {
    private static final int SILENCES = 20;
    private static final int SOURCES = 100;

    private final Snapshot s;

    private DataQuality(Snapshot s) {
        this.s = s;
    }

    static Map<String, Object> of(Snapshot s) throws SQLException {
        DataQuality q = new DataQuality(s);
        Map<String, Object> json = Json.object(
                "as_of", Json.instant(s.asOf()), "process", s.definition().process());
        json.putAll(q.events());
        json.put("rejected", q.rejected());
        json.putAll(q.deliveries());
        json.putAll(q.cases());
        json.putAll(q.negatives());
        json.put("sources", q.sources());
        json.put("silences", q.silences());
        return json;
    }

    private Map<String, Object> events() throws SQLException {
        return s.list(
                        """
                        SELECT count(*) AS n, count(*) FILTER (late) AS late, epoch_us(max(time)) AS last,
                               count(*) FILTER (operation = 'correct') AS corrections,
                               count(*) FILTER (operation = 'retract') AS retractions,
                               quantile_disc(epoch_us(received_at) - epoch_us(time), 0.5) AS p50,
                               quantile_disc(epoch_us(received_at) - epoch_us(time), 0.95) AS p95,
                               count(*) FILTER (received_at < time) AS early
                        FROM %s
                        """
                                .formatted(s.rows(FactTable.EVENTS)),
                        this::events)
                .get(0);
    }

    private Map<String, Object> events(ResultSet r) throws SQLException {
        Long last = Snapshot.nullableLong(r, "last");
        long events = r.getLong("n");
        long late = r.getLong("late");
        return Json.object(
                "events", events,
                "last_event_at", Json.instant(last),
                "seconds_since_last_event", last == null ? null : Json.seconds(s.clock() - last),
                "receipt_delay",
                        Json.object(
                                "p50_seconds", Json.seconds(Snapshot.nullableLong(r, "p50")),
                                "p95_seconds", Json.seconds(Snapshot.nullableLong(r, "p95")),
                                "received_before_event", r.getLong("early")),
                "late", Json.object("numerator", late, "denominator", events, "value", Json.ratio(late, events)),
                "corrections", r.getLong("corrections"),
                "retractions", r.getLong("retractions"));
    }

    private Map<String, Object> rejected() throws SQLException {
        List<Map<String, Object>> codes = s.list(
                "SELECT code, count(*) AS n FROM " + s.rows(FactTable.REJECTED_EVENTS)
                        + " GROUP BY code ORDER BY n DESC, code",
                r -> Json.object("code", r.getString("code"), "count", r.getLong("n")));
        long all = codes.stream().mapToLong(c -> (Long) c.get("count")).sum();
        return Json.object("count", all, "codes", codes);
    }

    private Map<String, Object> deliveries() throws SQLException {
        return sums("duplicates, conflicts", FactTable.DELIVERIES);
    }

    private Map<String, Object> cases() throws SQLException {
        return sums(
                "ties, re_enters, stray_leaves, open_instances, instant_instances, partyless_handoffs",
                FactTable.CASES);
    }

    private Map<String, Object> sums(String columns, FactTable table) throws SQLException {
        StringBuilder sql = new StringBuilder();
        for (String column : columns.split(", ")) {
            sql.append(sql.isEmpty() ? "SELECT " : ", ");
            sql.append("coalesce(sum(")
                    .append(column)
                    .append("), 0)::BIGINT AS ")
                    .append(column);
        }
        return s.objects(sql + " FROM " + s.rows(table)).get(0);
    }

    private Map<String, Object> negatives() throws SQLException {
        return Json.object(
                "negative_handoffs",
                s.one("SELECT count(*) FROM " + s.rows(FactTable.HANDOFFS) + " WHERE delay_us < 0"),
                "negative_durations",
                s.one("SELECT count(*) FROM " + s.rows(FactTable.DURATIONS) + " WHERE duration_us < 0"));
    }

    private List<Map<String, Object>> sources() throws SQLException {
        return s.list(
                "SELECT source, count(*) AS n, count(*) FILTER (late) AS late, epoch_us(min(time)) AS first,"
                        + " epoch_us(max(time)) AS last FROM " + s.rows(FactTable.EVENTS)
                        + " GROUP BY source ORDER BY n DESC, source LIMIT " + SOURCES,
                r -> Json.object(
                        "source", r.getString("source"),
                        "events", r.getLong("n"),
                        "late", r.getLong("late"),
                        "first_event_at", Json.instant(r.getLong("first")),
                        "last_event_at", Json.instant(r.getLong("last")),
                        "seconds_since_last_event", Json.seconds(s.clock() - r.getLong("last"))));
    }

    /** The longest stretches in which no event happened, the one up to as_of too. */
    private List<Map<String, Object>> silences() throws SQLException {
        return s.list(
                """
                SELECT t AS begin_us, next AS end_us FROM (
                    SELECT t, lead(t, 1, %d) OVER (ORDER BY t) AS next
                    FROM (SELECT DISTINCT epoch_us(time) AS t FROM %s))
                WHERE next > t ORDER BY next - t DESC, t LIMIT %d
                """
                        .formatted(s.clock(), s.rows(FactTable.EVENTS), SILENCES),
                r -> Json.object(
                        "from", Json.instant(r.getLong("begin_us")),
                        "to", Json.instant(r.getLong("end_us")),
                        "seconds", Json.seconds(r.getLong("end_us") - r.getLong("begin_us"))));
    }
}
