package io.sojourn.api.resources;

import io.sojourn.definition.HandoffRule;
import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Handoffs picked up in a window, by pair of parties. */
final class HandoffsDocument {
    private static final int ROWS = 1_000;

    private HandoffsDocument() {}

    static Map<String, Object> of(Snapshot s, String windowWord, Choice choice) throws SQLException {
        Long first = s.list(
                        "SELECT epoch_us(min(picked_up_at)) AS t FROM " + choice.rows(s, FactTable.HANDOFFS),
                        r -> Snapshot.nullableLong(r, "t"))
                .get(0);
        Window window = Window.of(windowWord, s.clock(), first);
        HandoffRule rule = s.definition().handoffs();
        return Json.object(
                "as_of", Json.instant(s.asOf()),
                "window", window.json(),
                "between", rule == null ? null : rule.between().name().toLowerCase(java.util.Locale.ROOT),
                "handoffs", handoffs(s, window, choice));
    }

    /** What comes next in the case is asked of all of its handoffs, not only of the chosen ones. */
    private static List<Map<String, Object>> handoffs(Snapshot s, Window w, Choice choice) throws SQLException {
        return s.list(
                """
                SELECT from_party, to_party, count(*) AS n, avg(delay_us) / 1e6 AS mean,
                       quantile_disc(delay_us, 0.5) / 1e6 AS median, quantile_disc(delay_us, 0.9) / 1e6 AS p90,
                       count(*) FILTER (delay_us < 0) AS negative, count(*) FILTER (next_party = from_party) AS ping_pong
                FROM (SELECT *, lead(to_party) OVER (PARTITION BY case_id, episode ORDER BY ordinal) AS next_party
                      FROM %s)
                WHERE picked_up_at >= %s AND picked_up_at < %s AND %s
                GROUP BY from_party, to_party ORDER BY n DESC, from_party, to_party LIMIT %d
                """
                        .formatted(
                                s.rows(FactTable.HANDOFFS),
                                Snapshot.timestamp(w.from()),
                                Snapshot.timestamp(w.to()),
                                choice.condition(FactTable.HANDOFFS),
                                ROWS),
                r -> Json.object(
                        "from", r.getString("from_party"),
                        "to", r.getString("to_party"),
                        "count", r.getLong("n"),
                        "mean_delay_seconds", r.getDouble("mean"),
                        "median_delay_seconds", r.getDouble("median"),
                        "p90_delay_seconds", r.getDouble("p90"),
                        "negative", r.getLong("negative"),
                        "ping_pong", r.getLong("ping_pong")));
    }
}
