package io.sojourn.mining.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.flow.RandomLogs.Row;
import io.sojourn.mining.log.View;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every figure of a flow against plain SQL over the same random rows. */
class FlowTwinTest {
    private static final int ROUNDS = 60;
    private static final String BY_TIME = "(PARTITION BY case_id ORDER BY time, position)";
    private static final String BY_START = "(PARTITION BY case_id ORDER BY start, time, position)";

    private static RowsInSql database;

    @BeforeAll
    static void connect() throws SQLException {
        database = new RowsInSql();
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    private static List<String> sql(String query) throws SQLException {
        return database.lines(query);
    }

    @Test
    void everyFigureOfALogWithStartAndCompleteRowsIsWhatSqlSays() throws SQLException {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(21));
        for (int round = 0; round < ROUNDS; round++) {
            List<Row> rows = RandomLogs.rows(random.split(), false);
            compare(rows, View.ALL, "SELECT * REPLACE (time AS start) FROM raw");
            boolean both = rows.stream().anyMatch(r -> r.lifecycle().equals("start"))
                    && rows.stream().anyMatch(r -> r.lifecycle().equals("complete"));
            if (both) {
                compare(rows, View.COMPLETE, "SELECT * REPLACE (time AS start) FROM raw WHERE lifecycle = 'complete'");
            }
        }
    }

    @Test
    void everyFigureOfALogWithStartTimesIsWhatSqlSays() throws SQLException {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(22));
        for (int round = 0; round < ROUNDS; round++) {
            compare(RandomLogs.rows(random.split(), true), View.ALL, "SELECT * FROM raw");
        }
    }

    private void compare(List<Row> rows, View view, String select) throws SQLException {
        database.load(rows, select);
        Flow flow = Flow.of(RandomLogs.log(rows), new FlowOptions(view, 0));
        assertThat(List.of(flow.events() + " " + flow.cases() + " " + flow.ties() + " " + flow.overlaps() + " "
                        + flow.negativeServiceTimes()))
                .isEqualTo(
                        sql("SELECT (SELECT count(*) FROM e) || ' ' || (SELECT count(DISTINCT case_id) FROM e) || ' '"
                                + " || (SELECT count(*) FROM (SELECT time = lag(time) OVER " + BY_TIME
                                + " AS tie FROM e) WHERE tie)"
                                + " || ' ' || (SELECT count(*) FROM (" + arcs("activity", BY_START) + ") WHERE d < 0)"
                                + " || ' ' || (SELECT count(*) FROM e WHERE time < start)"));
        assertThat(flow.activities().stream()
                        .map(a -> a.activity() + " " + a.count())
                        .toList())
                .isEqualTo(
                        sql(
                                "SELECT activity || ' ' || count(*) FROM e GROUP BY activity ORDER BY count(*) DESC, activity"));
        variants(flow);
        ends(flow);
        pairs(flow);
        repeats(flow);
    }

    private void variants(Flow flow) throws SQLException {
        assertThat(flow.variants().stream()
                        .map(v -> String.join(">", v.activities()) + " " + v.count() + " "
                                + figure(v.duration().median()))
                        .toList())
                .isEqualTo(sql("SELECT variant || ' ' || count(*) || ' ' || round(median(d) / 1e6, 6) FROM (SELECT"
                        + " string_agg(activity, '>' ORDER BY time, position) AS variant, max(time) - min(time) AS d,"
                        + " list(activity ORDER BY time, position) AS steps FROM e GROUP BY case_id)"
                        + " GROUP BY variant, steps ORDER BY count(*) DESC, steps"));
        assertThat(List.of(figures(flow.caseDuration())))
                .isEqualTo(sql("SELECT " + figuresSql("d")
                        + " FROM (SELECT max(time) - min(time) AS d FROM e GROUP BY case_id)"));
    }

    private void ends(Flow flow) throws SQLException {
        String end = "SELECT a || ' ' || count(*) FROM (SELECT %s(activity ORDER BY time, position) AS a FROM e"
                + " GROUP BY case_id) GROUP BY a ORDER BY count(*) DESC, a";
        assertThat(flow.startActivities().stream()
                        .map(a -> a.activity() + " " + a.count())
                        .toList())
                .isEqualTo(sql(end.formatted("first")));
        assertThat(flow.endActivities().stream()
                        .map(a -> a.activity() + " " + a.count())
                        .toList())
                .isEqualTo(sql(end.formatted("last")));
    }

    private static String arcs(String column, String window) {
        return "SELECT x, y, d FROM (SELECT lag(" + column + ") OVER " + window + " AS x, " + column
                + " AS y, start - lag(time) OVER " + window + " AS d FROM e) WHERE d IS NOT NULL";
    }

    private void pairs(Flow flow) throws SQLException {
        assertThat(flow.arcs().stream()
                        .map(a -> a.from() + " " + a.to() + " " + figures(a.time()))
                        .toList())
                .isEqualTo(sql("SELECT x || ' ' || y || ' ' || " + figuresSql("d") + " FROM ("
                        + arcs("activity", BY_START) + ") GROUP BY x, y ORDER BY count(*) DESC, x, y"));
        if (flow.handovers().isEmpty()) {
            assertThat(sql("SELECT DISTINCT resource FROM e WHERE resource IS NOT NULL"))
                    .hasSizeLessThan(1_000);
            return;
        }
        assertThat(flow.handovers().stream()
                        .map(h -> h.from() + " " + h.to() + " " + h.count() + " " + figure(h.meanDelaySeconds()))
                        .toList())
                .isEqualTo(sql("SELECT x || ' ' || y || ' ' || count(*) || ' ' || round(avg(d) / 1e6, 6) FROM ("
                        + arcs("coalesce(resource, '__MISSING__')", BY_TIME)
                        + ") GROUP BY x, y ORDER BY count(*) DESC, x, y"));
    }

    private void repeats(Flow flow) throws SQLException {
        assertThat(flow.rework().stream()
                        .map(r -> r.activity() + " " + r.cases() + " " + r.repeats())
                        .toList())
                .isEqualTo(sql("SELECT activity || ' ' || count(*) || ' ' || sum(n - 1) FROM (SELECT activity, case_id,"
                        + " count(*) AS n FROM e GROUP BY ALL) WHERE n > 1 GROUP BY activity"
                        + " ORDER BY count(*) DESC, activity"));
        if (!flow.serviceTimes().isEmpty()) {
            assertThat(flow.serviceTimes().stream()
                            .map(s -> s.activity() + " " + s.positive() + " " + figures(s.time()))
                            .toList())
                    .isEqualTo(sql("SELECT activity || ' ' || count(*) FILTER (time > start) || ' ' || "
                            + figuresSql("(time - start)") + " FROM e GROUP BY activity ORDER BY activity"));
        }
    }

    private static String figures(Distribution d) {
        return d.count() + " "
                + List.of(d.min(), d.mean(), d.median(), d.p90(), d.max()).stream()
                        .map(FlowTwinTest::figure)
                        .collect(Collectors.joining(" "));
    }

    private static String figuresSql(String d) {
        return "count(*) || ' ' || "
                + List.of("min(%s)", "avg(%s)", "median(%s)", "quantile_cont(%s, 0.9)", "max(%s)").stream()
                        .map(f -> "round(" + f.formatted(d) + " / 1e6, 6)")
                        .collect(Collectors.joining(" || ' ' || "));
    }

    private static String figure(double seconds) {
        double rounded = Math.round(seconds * 1e6) / 1e6;
        return Double.toString(rounded == 0 ? 0.0 : rounded);
    }
}
