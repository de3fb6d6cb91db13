package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.truth.PlantedProcess;
import io.sojourn.mining.truth.Plants;
import io.sojourn.mining.truth.Setting;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.WaitCauses;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitTableTest {
    private static final long HOUR = 3_600_000_000L;
    private static final long DAY = 24 * HOUR;

    private final WaitCauses waits =
            PlantedTruth.waits(PlantedProcess.simulate(Setting.usual(300, Plants.random(3, 4)), 4));

    /** The same by SQL over one row an instance. */
    @Test
    void segmentsAreWhatSqlSays() throws SQLException {
        Places places = new Places(waits);
        List<WaitFigures> table = new WaitTable(waits, BottleneckOptions.defaults()).bySegment(places);
        try (Connection sql = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = sql.createStatement()) {
            load(sql);
            int row = 0;
            try (ResultSet rows = statement.executeQuery(
                    """
                    SELECT s.activity, i.activity, count(*), sum(i.begun - i.possible), avg(i.begun - i.possible) / 1e6,
                      quantile_cont((i.begun - i.possible)::DOUBLE, 0.5) / 1e6,
                      quantile_cont((i.begun - i.possible)::DOUBLE, 0.9) / 1e6,
                      sum(i.begun - i.possible) / (SELECT max(ended) - min(begun) FROM i),
                      sum(i.begun - i.possible) / (SELECT sum(begun - possible) FROM i)
                    FROM i JOIN i s ON s.id = i.source
                    GROUP BY ALL ORDER BY 4 DESC, 1, 2""")) {
                while (rows.next()) {
                    WaitFigures f = table.get(row++);
                    assertThat(f.from()).isEqualTo(rows.getString(1));
                    assertThat(f.to()).isEqualTo(rows.getString(2));
                    assertThat(f.occurrences()).isEqualTo(rows.getLong(3));
                    assertThat(f.totalMicros()).isEqualTo(rows.getLong(4));
                    assertThat(f.calendar().mean()).isCloseTo(rows.getDouble(5), within(1e-3));
                    assertThat(f.calendar().median()).isCloseTo(rows.getDouble(6), within(1e-3));
                    assertThat(f.calendar().p90()).isCloseTo(rows.getDouble(7), within(1e-3));
                    assertThat(f.standing()).isCloseTo(rows.getDouble(8), within(1e-9));
                    assertThat(f.share()).isCloseTo(rows.getDouble(9), within(1e-9));
                    assertThat(f.causeMicros().values().stream()
                                    .mapToLong(x -> x)
                                    .sum())
                            .isEqualTo(f.totalMicros());
                }
            }
            assertThat(table).hasSize(row);
        }
    }

    private void load(Connection sql) throws SQLException {
        try (Statement create = sql.createStatement()) {
            create.execute(
                    "CREATE TABLE i (id INT, source INT, activity VARCHAR, possible BIGINT, begun BIGINT, ended BIGINT)");
        }
        ActivityInstances of = waits.instances();
        try (PreparedStatement insert = sql.prepareStatement("INSERT INTO i VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < of.size(); i++) {
                insert.setInt(1, i);
                insert.setInt(2, waits.enablement().sources()[i]);
                insert.setString(3, of.activityNames().get(of.activities()[i]));
                insert.setLong(4, of.starts()[i] - waits.wait(i));
                insert.setLong(5, of.starts()[i]);
                insert.setLong(6, of.ends()[i]);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Test
    void activitiesAndResourcePairsHaveTheSameWaitsInAll() {
        WaitTable table = new WaitTable(waits, BottleneckOptions.defaults());
        assertThat(table.byActivity().stream()
                        .mapToLong(WaitFigures::totalMicros)
                        .sum())
                .isEqualTo(table.all().waited());
        assertThat(table.byResourcePair().stream()
                        .mapToLong(WaitFigures::totalMicros)
                        .sum())
                .isEqualTo(table.all().waited());
        assertThat(table.byActivity().stream().mapToDouble(WaitFigures::share).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void whatArrivesLeaves() {
        Places places = new Places(waits);
        for (int s = 0; s < places.segments().size(); s++) {
            List<CumulativeFlow> flow = CumulativeFlow.of(waits, places.bySegment(), s, ZoneOffset.UTC);
            long arrivals = flow.stream().mapToLong(CumulativeFlow::arrivals).sum();
            assertThat(arrivals).isEqualTo(places.bySegment().size(s));
            assertThat(flow).allSatisfy(day -> assertThat(day.standing()).isNotNegative());
            assertThat(flow.get(flow.size() - 1).standing()).isZero();
        }
    }

    @Test
    void waitsThatGrowByTheWeekHaveATrend() {
        EventLogBuilder log = new EventLogBuilder();
        for (int week = 0; week < 12; week++) {
            for (int k = 0; k < 6; k++) {
                long at = week * 7L * DAY + k * HOUR;
                log.add(week + "-" + k, "Ask", at).add(week + "-" + k, "Decide", at + HOUR + week * 2L * HOUR);
            }
        }
        Bottlenecks all = Bottlenecks.of(log.build(), BottleneckOptions.defaults());
        WaitFigures segment = all.segments().get(0);
        assertThat(segment.trend().slope()).isCloseTo(2, within(1e-9));
        assertThat(segment.trend().p()).isLessThan(1e-4);
        assertThat(segment.trend().points()).isEqualTo(12);
    }
}
