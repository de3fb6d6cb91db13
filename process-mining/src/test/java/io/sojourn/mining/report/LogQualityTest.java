package io.sojourn.mining.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.RandomLog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The quality of random logs, against SQL. */
class LogQualityTest {
    private static final String COUNTS =
            """
            WITH neighbours AS (
                SELECT *, lag(time) OVER w AS t, lag(activity) OVER w AS a, lag(lifecycle) OVER w AS l, lag(resource) OVER w AS r
                FROM events WINDOW w AS (PARTITION BY c ORDER BY place))
            SELECT count(*), count(*) FILTER (time = t), count(*) FILTER (resource < 0), count(*) FILTER (team < 0),
                   count(*) FILTER (time = t AND activity = a AND lifecycle = l AND resource = r),
                   count(*) FILTER (time % 3600000000 = 0),
                   (SELECT count(*) FROM (SELECT c FROM events GROUP BY c HAVING count(*) = 1))
            FROM neighbours
            """;
    private static final String GAPS =
            """
            SELECT before, time FROM (SELECT time, lag(time) OVER (ORDER BY time) AS before FROM events)
            WHERE time > before ORDER BY time - before DESC, before LIMIT 3
            """;

    @Test
    void countsAndGapsAreThoseOfSql() throws SQLException {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(172));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE events (place INT, c INT, time BIGINT, activity INT, lifecycle INT, resource INT,"
                            + " team INT)");
            for (int round = 0; round < 40; round++) {
                EventLog log = RandomLog.next(random.split(), false);
                load(log, connection);
                LogQuality quality = LogQuality.of(log);
                assertThat(List.of(
                                quality.events(),
                                quality.ties(),
                                quality.withoutResource(),
                                quality.withoutTeam(),
                                quality.repeated(),
                                quality.fullHour(),
                                quality.singles()))
                        .isEqualTo(rows(statement, COUNTS, 7).get(0));
                assertThat(quality.gaps().stream()
                                .map(g -> List.of(g.from(), g.to()))
                                .toList())
                        .isEqualTo(rows(statement, GAPS, 2));
            }
        }
    }

    private static void load(EventLog log, Connection connection) throws SQLException {
        connection.createStatement().execute("DELETE FROM events");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (int c = 0; c < log.cases(); c++) {
                for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                    insert.setInt(1, i);
                    insert.setInt(2, c);
                    insert.setLong(3, log.times()[i]);
                    insert.setInt(4, log.activities().at(i));
                    insert.setInt(5, log.lifecycles().at(i));
                    insert.setInt(6, log.resources().at(i));
                    insert.setInt(7, log.teams().at(i));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static List<List<Long>> rows(Statement statement, String sql, int columns) throws SQLException {
        List<List<Long>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<Long> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getLong(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void aLogTwiceHasTwiceTheCounts() {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(173));
        EventLogBuilder once = new EventLogBuilder();
        EventLogBuilder twice = new EventLogBuilder();
        for (int i = 0; i < 300; i++) {
            String activity = "a" + random.nextInt(3);
            String who = random.nextInt(3) == 0 ? null : "r" + random.nextInt(2);
            String id = "c" + random.nextInt(90);
            long time = random.nextLong(5) * 1_800_000_000L;
            once.add(id, activity, "complete", time, who, null, null);
            twice.add(id, activity, "complete", time, who, null, null);
            twice.add("again " + id, activity, "complete", time, who, null, null);
        }
        LogQuality a = LogQuality.of(once.build());
        LogQuality b = LogQuality.of(twice.build());
        assertThat(b.ties()).isEqualTo(2 * a.ties()).isPositive();
        assertThat(b.repeated()).isEqualTo(2 * a.repeated()).isPositive();
        assertThat(b.fullHour()).isEqualTo(2 * a.fullHour()).isPositive();
        assertThat(b.singles()).isEqualTo(2 * a.singles()).isPositive();
        assertThat(b.withoutResource()).isEqualTo(2 * a.withoutResource()).isPositive();
        assertThat(b.gaps()).isEqualTo(a.gaps());
    }
}
