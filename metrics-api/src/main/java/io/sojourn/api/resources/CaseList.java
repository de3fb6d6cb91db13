package io.sojourn.api.resources;

import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cases, those with the newest events first. A case that gets an event moves to the front: who walks the whole list asks as of
 * an instant.
 */
final class CaseList {
    private enum State {
        OPEN("closed_at IS NULL"),
        CLOSED("closed_at IS NOT NULL"),
        ALL("TRUE");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    private static final List<Keyset.Key> ORDER = List.of(
            Keyset.Key.number("coalesce(last_us, 0)").descending(),
            Keyset.Key.text("case_id"),
            Keyset.Key.number("episode").descending());

    private CaseList() {}

    static Map<String, Object> of(Snapshot s, Asked asked, Cursors cursors) throws SQLException {
        String condition = asked.one("state", State.class, State.OPEN).condition + " AND "
                + search(asked.text("search")) + " AND " + Choice.of(s, asked).condition(FactTable.CASES);
        String select =
                """
                SELECT found.*, queues, epoch_us(started_at) AS started_us, epoch_us(last_at) AS last_us,
                       epoch_us(closed_at) AS closed_us
                FROM (SELECT * FROM %s WHERE %s) found LEFT JOIN
                     (SELECT case_id, episode, list(DISTINCT queue ORDER BY queue) AS queues FROM %s
                      WHERE left_at IS NULL GROUP BY case_id, episode) waiting USING (case_id, episode)
                """
                        .formatted(s.rows(FactTable.CASES), condition, s.rows(FactTable.STAYS));
        return new Listing("cases", select, ORDER, r -> CasesDocument.row(s, r)).page(s, "cases", asked, cursors);
    }

    private static String search(String part) {
        if (part == null) {
            return "TRUE";
        }
        if (part.indexOf('\0') >= 0) {
            throw Asked.wrong("search has a NUL character.", null);
        }
        return "contains(lower(case_id), " + Snapshot.text(part.toLowerCase(Locale.ROOT)) + ")";
    }
}
