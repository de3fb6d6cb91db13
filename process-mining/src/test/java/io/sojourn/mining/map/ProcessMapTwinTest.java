package io.sojourn.mining.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CalendarRule;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.RandomLogs;
import io.sojourn.mining.flow.RandomLogs.Row;
import io.sojourn.mining.flow.RowsInSql;
import io.sojourn.mining.log.View;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every figure of a map against plain SQL over the same random rows, which lie on a weekend and the days around it. */
class ProcessMapTwinTest {
    private static final int ROUNDS = 25;
    private static final long FRIDAY = Instant.parse("2026-03-06T00:00:00Z").getEpochSecond() * 1_000_000;
    private static final long SLOWER = 14_400;

    /** Shifts of the same hours, without any calendar of ours. */
    private static final String SHIFTS =
            """
            CREATE TABLE shifts AS SELECT epoch_us(d::TIMESTAMP) + h[1] * 60000000::BIGINT AS s, epoch_us(d::TIMESTAMP) + h[2] * 60000000::BIGINT AS e
            FROM range(DATE '2026-02-20', DATE '2026-03-25', INTERVAL 1 DAY) AS days(d), (VALUES ([540, 750]), ([780, 1020])) AS hours(h)
            WHERE isodow(d) <= 5""";

    private static final String WORKED =
            """
            CREATE MACRO worked(a, b) AS sign(b - a) * (SELECT coalesce(sum(greatest(0,
            least(greatest(a, b), e) - greatest(least(a, b), s))), 0) FROM shifts)""";

    /** Each event with the one before it, its place and the length of its case. */
    private static final String ORDERED =
            """
            CREATE OR REPLACE TEMP TABLE o AS SELECT *, worked(t0, start) AS wd, start - t0 AS d, worked(start, time) AS ws FROM (
            SELECT case_id, activity AS y, time, start, lag(activity) OVER w AS x, lag(time) OVER w AS t0,
            row_number() OVER w AS i, count(*) OVER (PARTITION BY case_id) AS n
            FROM e WINDOW w AS (PARTITION BY case_id ORDER BY start, time, position))""";

    private static CalendarRule office() {
        Map<DayOfWeek, List<CalendarRule.Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (int day = 1; day <= 5; day++) {
            week.put(
                    DayOfWeek.of(day),
                    List.of(
                            new CalendarRule.Shift(LocalTime.of(9, 0), LocalTime.of(12, 30)),
                            new CalendarRule.Shift(LocalTime.of(13, 0), LocalTime.of(17, 0))));
        }
        return new CalendarRule("office", ZoneOffset.UTC, week, List.of(), List.of());
    }

    private static Row slower(Row r) {
        Long start = r.start() == null ? null : (Long) (FRIDAY + r.start() * SLOWER);
        return new Row(
                r.position(),
                r.caseId(),
                r.activity(),
                r.lifecycle(),
                FRIDAY + r.time() * SLOWER,
                start,
                r.resource(),
                r.instance());
    }

    @Test
    void everyFigureIsWhatSqlSays() throws SQLException {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(51));
        try (RowsInSql database = new RowsInSql()) {
            database.run(SHIFTS);
            database.run(WORKED);
            for (int round = 0; round < 2 * ROUNDS; round++) {
                boolean starts = round % 2 == 0;
                List<Row> rows = RandomLogs.rows(random.split(), starts).stream()
                        .map(ProcessMapTwinTest::slower)
                        .toList();
                database.load(rows, starts ? "SELECT * FROM raw" : "SELECT * REPLACE (time AS start) FROM raw");
                database.run(ORDERED);
                ProcessMap map = ProcessMap.of(RandomLogs.log(rows), new MapOptions(View.ALL, office()));
                assertThat(map.paths().stream().map(ProcessMapTwinTest::line).toList())
                        .isEqualTo(database.lines(paths()));
                assertThat(map.activities().stream()
                                .map(ProcessMapTwinTest::line)
                                .toList())
                        .isEqualTo(database.lines(activities(starts)));
                assertThat(map.events()).isEqualTo(rows.size());
            }
        }
    }

    private static String paths() {
        return "WITH pairs AS (SELECT x, y, case_id, d, wd FROM o WHERE x IS NOT NULL"
                + " UNION ALL SELECT NULL, y, case_id, NULL, NULL FROM o WHERE i = 1"
                + " UNION ALL SELECT y, NULL, case_id, NULL, NULL FROM o WHERE i = n),"
                + " most AS (SELECT x, y, max(c) AS most FROM (SELECT x, y, case_id, count(*) AS c FROM pairs GROUP BY ALL)"
                + " GROUP BY x, y)"
                + " SELECT concat_ws(' ', coalesce(pairs.x, '*'), coalesce(pairs.y, '*'), count(*), count(DISTINCT case_id),"
                + " any_value(most), " + figures("d") + ", " + figures("wd") + ") FROM pairs JOIN most"
                + " ON pairs.x IS NOT DISTINCT FROM most.x AND pairs.y IS NOT DISTINCT FROM most.y"
                + " GROUP BY pairs.x, pairs.y ORDER BY count(*) DESC, pairs.x NULLS FIRST, pairs.y NULLS LAST";
    }

    private static String activities(boolean starts) {
        String service = starts ? "time - start" : "NULL::BIGINT";
        String working = starts ? "ws" : "NULL::BIGINT";
        return "WITH most AS (SELECT y, max(c) AS most, avg(f) AS place FROM"
                + " (SELECT y, case_id, count(*) AS c, min(i) - 1 AS f FROM o GROUP BY ALL) GROUP BY y)"
                + " SELECT concat_ws(' ', y, count(*), count(DISTINCT case_id), any_value(most),"
                + " count(*) FILTER (i = 1), count(*) FILTER (i = n), format('{:.6f}', any_value(place)), "
                + figures(service) + ", " + figures(working)
                + ") FROM o JOIN most USING (y) GROUP BY y ORDER BY count(*) DESC, y";
    }

    private static String figures(String d) {
        return List.of("min(%s)", "avg(%s)", "median(%s)", "quantile_cont(%s, 0.9)", "max(%s)", "sum(%s)").stream()
                .map(f -> "coalesce(format('{:.6f}', round((" + f.formatted(d) + ")::DOUBLE / 1e6, 6) + 0.0), '-')")
                .collect(Collectors.joining(", "));
    }

    private static String line(MapPath p) {
        return String.join(
                " ",
                p.from() == null ? "*" : p.from(),
                p.to() == null ? "*" : p.to(),
                "" + p.count(),
                "" + p.cases(),
                "" + p.mostInCase(),
                figures(p.time()),
                figures(p.working()));
    }

    private static String line(MapActivity a) {
        return String.join(
                " ",
                a.name(),
                "" + a.count(),
                "" + a.cases(),
                "" + a.mostInCase(),
                "" + a.begins(),
                "" + a.ends(),
                figure(a.meanPlace()),
                figures(a.service()),
                figures(a.working()));
    }

    private static String figures(Distribution d) {
        return List.of(d.min(), d.mean(), d.median(), d.p90(), d.max(), d.total()).stream()
                .map(ProcessMapTwinTest::figure)
                .collect(Collectors.joining(" "));
    }

    private static String figure(double seconds) {
        return Double.isNaN(seconds) ? "-" : String.format(Locale.ROOT, "%.6f", Math.round(seconds * 1e6) / 1e6 + 0.0);
    }
}
