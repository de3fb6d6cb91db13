package io.sojourn.api.resources;

import io.sojourn.definition.QueueRule;
import io.sojourn.fact.FactTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One queue: its ages at as_of from the stays, and its history step by step from the minutes in which cases came and went. How
 * many are open at the end of a step is all that came up to it, minus all that went.
 */
final class QueueHistory {
    /** Minutes of chosen cases; those of all are kept, as panes. */
    private static final String MOVES =
            """
            (SELECT pane, sum(arrival) AS arrivals, sum(1 - arrival) AS departures FROM (
                SELECT date_trunc('minute', entered_at) AS pane, 1 AS arrival FROM %s
                UNION ALL SELECT date_trunc('minute', left_at), 0 FROM %s)
             GROUP BY pane)
            """;

    private final Snapshot s;
    private final QueueRule queue;
    private final Choice choice;

    private QueueHistory(Snapshot s, QueueRule queue, Choice choice) {
        this.s = s;
        this.queue = queue;
        this.choice = choice;
    }

    /** The queue of a name; refused where there is none. */
    static QueueRule rule(Snapshot s, String name) {
        List<QueueRule> queues = s.definition().queues();
        int place = queues.stream().map(QueueRule::name).toList().indexOf(name);
        if (place < 0) {
            Names.known("queue", name, queues.stream().map(QueueRule::name).toList());
        }
        return queues.get(place);
    }

    static Map<String, Object> of(Snapshot s, String name, Asked asked) throws SQLException {
        QueueHistory history = new QueueHistory(s, rule(s, name), Choice.of(s, asked));
        Long first = s.list(
                        "SELECT epoch_us(min(pane)) AS t FROM " + history.panes(), r -> Snapshot.nullableLong(r, "t"))
                .get(0);
        return history.json(Period.of(asked, s.clock(), first, s.definition().zone()));
    }

    private Map<String, Object> json(Period period) throws SQLException {
        Map<String, Object> json = Json.object(
                "as_of", Json.instant(s.asOf()),
                "queue", queue.name(),
                "title", queue.title(),
                "waits_on", queue.waitsOn(),
                "where", choice.where().values());
        json.putAll(now());
        json.put("window", period.window().json());
        json.put("step", period.step().word());
        json.put("history", steps(period));
        return json;
    }

    private String panes() {
        String queued = " WHERE queue = " + Snapshot.text(queue.name());
        return choice.hasFilter()
                ? MOVES.formatted(stays() + queued, stays() + queued + " AND left_at IS NOT NULL") + " WHERE TRUE"
                : s.rows(FactTable.QUEUE_PANES) + queued + " AND "
                        + choice.where().condition(FactTable.QUEUE_PANES);
    }

    private String stays() {
        return choice.rows(s, FactTable.STAYS);
    }

    private Map<String, Object> now() throws SQLException {
        return s.list(
                        "SELECT count(*) AS open, max(age) / 1e6 AS oldest, avg(age) / 1e6 AS mean,"
                                + " quantile_disc(age, 0.5) / 1e6 AS p50, quantile_disc(age, 0.9) / 1e6 AS p90,"
                                + " quantile_disc(age, 0.95) / 1e6 AS p95 FROM (SELECT " + s.clock()
                                + " - epoch_us(entered_at) AS age FROM " + stays()
                                + " WHERE left_at IS NULL AND queue = " + Snapshot.text(queue.name())
                                + ")",
                        r -> Json.object(
                                "open", r.getLong("open"),
                                "oldest_seconds", nullable(r, "oldest"),
                                "mean_seconds", nullable(r, "mean"),
                                "p50_seconds", nullable(r, "p50"),
                                "p90_seconds", nullable(r, "p90"),
                                "p95_seconds", nullable(r, "p95")))
                .get(0);
    }

    private static Double nullable(ResultSet r, String column) throws SQLException {
        double value = r.getDouble(column);
        return r.wasNull() ? null : (Double) value;
    }

    private List<Map<String, Object>> steps(Period period) throws SQLException {
        long[][] moves = new long[period.steps()][2];
        s.list(
                "SELECT step, sum(arrivals)::BIGINT AS came, sum(departures)::BIGINT AS went FROM (SELECT * FROM "
                        + panes() + ") JOIN " + period.relation() + " ON pane >= lo AND pane < hi GROUP BY step",
                r -> moves[r.getInt("step")] = new long[] {r.getLong("came"), r.getLong("went")});
        long open = s.one("SELECT coalesce(sum(arrivals - departures), 0)::BIGINT FROM " + panes() + " AND pane < "
                + Snapshot.timestamp(period.window().from()));
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i < moves.length; i++) {
            open += moves[i][0] - moves[i][1];
            steps.add(Json.object(
                    "from",
                    Json.instant(period.bounds().get(i)),
                    "to",
                    Json.instant(period.bounds().get(i + 1)),
                    "arrivals",
                    moves[i][0],
                    "departures",
                    moves[i][1],
                    "open",
                    open));
        }
        return steps;
    }
}
