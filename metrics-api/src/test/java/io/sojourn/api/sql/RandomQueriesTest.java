package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random queries of a grammar: the two walls refuse them, or give the rows that DuckDB gives for the text itself. */
class RandomQueriesTest {
    @TempDir
    private static Path folder;

    private static Worker worker;

    @BeforeAll
    static void open() throws SQLException {
        worker = new Worker(new SampleStore(60), folder);
    }

    @AfterAll
    static void close() throws SQLException {
        worker.close();
    }

    @Test
    void randomQueriesGiveTheSameRows() throws Exception {
        compare(250);
    }

    /** Found by chance: a key of {@code GROUP BY ALL} that names no column but what its lambda binds. */
    @Test
    void whatALambdaBindsIsNoColumnToGroupBy() throws Exception {
        String sql = new RandomQuery(new SplittableRandom(5_389)).query();
        assertThat(sql).contains("lambda x", "group by all");
        assertThat(rows(sql, sql, true)).isEqualTo(natively(sql));
    }

    @Tag("full")
    @Test
    void manyRandomQueriesGiveTheSameRows() throws Exception {
        compare(6_000);
    }

    private static void compare(int queries) throws Exception {
        String given = System.getProperty("sojourn.seed", "");
        long first = given.isEmpty() ? 1 : Long.parseLong(given);
        int ran = 0;
        int count = given.isEmpty() ? queries : 1;
        for (long seed = first; seed < first + count; seed++) {
            String sql = new RandomQuery(new SplittableRandom(seed)).query();
            String what = "-Dsojourn.seed=" + seed + "\n" + sql;
            List<String> natively = natively(sql);
            List<String> rows = rows(sql, what, natively != null);
            assertThat(rows).as(what).isEqualTo(natively);
            ran += rows == null ? 0 : 1;
        }
        assertThat(ran).as("queries that ran").isGreaterThan(count * 8 / 10);
    }

    /** Null: it was refused, which only a query that fails natively may be. */
    private static List<String> rows(String sql, String what, boolean runs) throws Exception {
        try {
            return sorted(Worker.rows(worker.run(sql).path("rows")));
        } catch (SojournException e) {
            assertThat(runs).as(what + "\n" + e.fullMessage()).isFalse();
            return null;
        }
    }

    private static List<String> natively(String sql) throws Exception {
        try {
            return sorted(Worker.rows(worker.natively(sql)));
        } catch (SQLException e) {
            return null;
        }
    }

    private static List<String> sorted(List<String> rows) {
        Collections.sort(rows);
        return rows;
    }
}
