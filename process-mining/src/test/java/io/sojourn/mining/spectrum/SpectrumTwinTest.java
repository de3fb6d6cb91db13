package io.sojourn.mining.spectrum;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.spectrum.Steps.Row;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every figure of a spectrum against plain SQL over the same random rows. */
class SpectrumTwinTest {
    private static final int ROUNDS = 40;
    private static final SpectrumOptions SECONDS = new SpectrumOptions(ZoneOffset.UTC, WindowWidth.SECOND);

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("CREATE TABLE raw (position INT, case_id VARCHAR, activity VARCHAR, start BIGINT, time BIGINT)");
        execute("CREATE VIEW passages AS SELECT * FROM (SELECT lag(activity) OVER w AS x, activity AS y,"
                + " lag(time) OVER w AS entered, start AS left_at, case_id FROM raw"
                + " WINDOW w AS (PARTITION BY case_id ORDER BY start, time, position)) WHERE x IS NOT NULL");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void everySegmentIsWhatSqlSays() throws SQLException {
        SplittableRandom random = Steps.random(41);
        for (int round = 0; round < ROUNDS; round++) {
            List<Row> rows = Steps.rows(random.split(), round % 2 == 0);
            load(rows);
            Passages all = Passages.of(Steps.log(rows).all());
            List<String> lines = new ArrayList<>();
            for (int s = 0; s < all.segments(); s++) {
                lines.add(figures(Spectrum.of(all, s, SECONDS)));
            }
            assertThat(lines).isEqualTo(sql(FIGURES));
            if (all.size() > 0) {
                assertBins(Spectrum.of(all, all.byWait().get(0), SECONDS));
            }
        }
    }

    private static String figures(Spectrum s) {
        List<String> counts = new ArrayList<>();
        for (WaitClasses classes : List.of(s.byMedian(), s.byQuartile())) {
            for (int k = 0; k < classes.size(); k++) {
                counts.add(Long.toString(classes.count(k)));
            }
        }
        return s.segment().from() + " " + s.segment().to() + " " + s.passages().size() + " "
                + s.passages().caseCount() + " " + s.negative() + " "
                + s.crossings().pairs() + " " + s.crossings().overtaken() + " " + String.join(" ", counts);
    }

    private static final String CROSS = "SELECT count(*) FROM passages p, passages o WHERE p.x = s.x AND p.y = s.y"
            + " AND o.x = s.x AND o.y = s.y AND p.entered < o.entered AND p.left_at > o.left_at";
    private static final String OVERTAKEN = "SELECT count(*) FROM passages p WHERE p.x = s.x AND p.y = s.y AND EXISTS"
            + " (FROM passages o WHERE o.x = p.x AND o.y = p.y AND p.entered < o.entered AND p.left_at > o.left_at)";
    private static final String FIGURES = "WITH w AS (SELECT *, left_at - entered AS d FROM passages), s AS (SELECT x,"
            + " y, count(*) AS n, count(DISTINCT case_id) AS cases, count(*) FILTER (d < 0) AS negative,"
            + " median(d) AS m, quantile_cont(d, 0.25) AS q1, quantile_cont(d, 0.75) AS q3 FROM w GROUP BY x, y),"
            + " c AS (SELECT x, y, CASE WHEN m <= 0 THEN if(d <= 0, 1, 4) WHEN d < 0.5 * m THEN 0 WHEN d < 1.5 * m"
            + " THEN 1 WHEN d < 2 * m THEN 2 WHEN d < 3 * m THEN 3 ELSE 4 END AS k, CASE WHEN d <= q1 THEN 0"
            + " WHEN d <= m THEN 1 WHEN d <= q3 THEN 2 ELSE 3 END AS f FROM w JOIN s USING (x, y))"
            + " SELECT concat_ws(' ', x, y, n, cases, negative, (" + CROSS + "), (" + OVERTAKEN + "),"
            + counts("k", 5) + ", " + counts("f", 4) + ") FROM s ORDER BY x, y";

    private static String counts(String column, int classes) {
        List<String> counts = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            counts.add("(SELECT count(*) FROM c WHERE c.x = s.x AND c.y = s.y AND " + column + " = " + k + ")");
        }
        return String.join(", ", counts);
    }

    private static void assertBins(Spectrum s) throws SQLException {
        List<String> bins = new ArrayList<>();
        for (int w = 0; w < s.windows().size(); w++) {
            Bin bin = s.bins().get(w);
            bins.add(s.windows().begin(w) + " " + bin.pending() + " " + bin.started() + " " + bin.stopped());
        }
        String own = " FROM passages WHERE x = '" + s.segment().from() + "' AND y = '"
                + s.segment().to() + "'";
        assertThat(bins)
                .isEqualTo(sql("WITH p AS (SELECT *" + own + "), w AS (SELECT unnest(generate_series((SELECT"
                        + " least(min(entered), min(left_at)) FROM p) // 1000000, (SELECT greatest(max(entered),"
                        + " max(left_at)) FROM p) // 1000000)) * 1000000 AS b)"
                        + " SELECT concat_ws(' ', b, (SELECT count(*) FROM p WHERE entered < b AND b <= left_at),"
                        + " (SELECT count(*) FROM p WHERE entered // 1000000 = b // 1000000),"
                        + " (SELECT count(*) FROM p WHERE left_at // 1000000 = b // 1000000)) FROM w ORDER BY b"));
    }

    private static void execute(String statement) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    private static List<String> sql(String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private static void load(List<Row> rows) throws SQLException {
        execute("DELETE FROM raw");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO raw VALUES (?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                insert.setInt(1, row.position());
                insert.setString(2, row.caseId());
                insert.setString(3, row.activity());
                insert.setObject(4, row.start() == null ? row.time() : row.start(), Types.BIGINT);
                insert.setLong(5, row.time());
                insert.execute();
            }
        }
    }
}
