package io.sojourn.api.resources;

import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which deadlines have passed since an instant: clocks that are breached and were due in [from, as_of), and clocks that are at risk and
 * became so in (from, as_of]. From one as_of to the next no clock is named twice as the same. One whose deadline had passed before {@code
 * from} when its events came is in no such list; it is in the figures.
 */
final class DeadlinesDocument {
    /** Of each kind; more are counted. */
    static final int MOST = 200;

    private DeadlinesDocument() {}

    /** For those who see no single clocks. */
    static Map<String, Object> none(Long asOf) {
        return Json.object("as_of_us", asOf, "breaches", List.of(), "at_risk", List.of(), "more", 0L);
    }

    /** @param from in microseconds; null: nothing is listed */
    static Map<String, Object> of(Snapshot s, Long from) throws SQLException {
        List<Map<String, Object>> breaches = new ArrayList<>();
        List<Map<String, Object>> atRisk = new ArrayList<>();
        long more = 0;
        if (from != null && s.asOf() != null) {
            more += read(s, breaches, "breached", "due_at", from, s.asOf());
            more += read(s, atRisk, "at_risk", "at_risk_at", from + 1, s.asOf() + 1);
        }
        return Json.object("as_of_us", s.asOf(), "breaches", breaches, "at_risk", atRisk, "more", more);
    }

    /** @return how many there are beyond those that it has added */
    private static long read(Snapshot s, List<Map<String, Object>> all, String state, String time, long from, long to)
            throws SQLException {
        String rows = s.rows(FactTable.SLA_CLOCKS) + " WHERE state = '" + state + "' AND " + time + " >= "
                + Snapshot.timestamp(from) + " AND " + time + " < " + Snapshot.timestamp(to);
        all.addAll(s.list(
                SlasDocument.COLUMNS + rows + " ORDER BY " + time + ", case_id, episode, sla, ordinal LIMIT " + MOST,
                r -> SlasDocument.clock(s, r)));
        return all.size() < MOST ? 0 : s.one("SELECT count(*) FROM " + rows) - MOST;
    }
}
