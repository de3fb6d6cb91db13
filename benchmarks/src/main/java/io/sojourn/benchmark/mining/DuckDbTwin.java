package io.sojourn.benchmark.mining;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * The answers of {@code mine} by SQL that makes it as easy for DuckDB as we know how: the log loaded, coded and sorted before
 * the clock runs. Argument: a CSV of {@code sojourn generate}.
 */
public final class DuckDbTwin {
    private DuckDbTwin() {}

    public static void main(String[] args) throws Exception {
        String csv = args[0].replace("'", "''");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            Timing.print(
                    "DuckDB: load the CSV",
                    0,
                    1,
                    () -> statement.execute("CREATE TABLE e AS SELECT case_id AS c,"
                            + " activity AS a, epoch_us(time) AS t, resource AS r, row_number() OVER () AS n"
                            + " FROM read_csv('" + csv + "', types = {'time': 'TIMESTAMP'})"));
            // Sorted and coded once, as the saved log is.
            statement.execute("CREATE TYPE step AS ENUM (SELECT DISTINCT a FROM e ORDER BY a)");
            statement.execute("CREATE TABLE log AS SELECT dense_rank() OVER (ORDER BY c) AS c,"
                    + " a::step AS a, t, r, n FROM e ORDER BY 1, t, n");
            statement.execute("DROP TABLE e");
            Timing.print("DuckDB: everything of mine, log loaded and sorted", 1, 3, () -> {
                run(
                        statement,
                        "CREATE OR REPLACE TEMP TABLE pairs AS SELECT c, a, t, lead(a) OVER w AS b,"
                                + " lead(t) OVER w - t AS d, r, lead(r) OVER w AS s FROM log WINDOW w AS (PARTITION BY c ORDER BY t, n)");
                run(
                        statement,
                        "SELECT a, b, count(*), avg(d), median(d), quantile_cont(d, 0.9), min(d), max(d)"
                                + " FROM pairs WHERE b IS NOT NULL GROUP BY a, b ORDER BY 3 DESC, a, b");
                run(
                        statement,
                        "SELECT steps, count(*), median(d) FROM (SELECT list(a ORDER BY t, n) AS steps,"
                                + " max(t) - min(t) AS d FROM log GROUP BY c) GROUP BY steps ORDER BY 2 DESC, 1");
                run(
                        statement,
                        "SELECT min(d), avg(d), median(d), quantile_cont(d, 0.9), max(d)"
                                + " FROM (SELECT max(t) - min(t) AS d FROM log GROUP BY c)");
                run(
                        statement,
                        "SELECT a, count(*), sum(k - 1) FROM (SELECT c, a, count(*) AS k FROM log GROUP BY c, a)"
                                + " WHERE k > 1 GROUP BY a ORDER BY 2 DESC, a");
                run(
                        statement,
                        "SELECT r, s, count(*), avg(d) FROM pairs WHERE b IS NOT NULL GROUP BY r, s ORDER BY 3 DESC");
            });
        }
    }

    private static void run(Statement statement, String sql) throws Exception {
        if (statement.execute(sql)) {
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    rows.getObject(1);
                }
            }
        }
    }
}
