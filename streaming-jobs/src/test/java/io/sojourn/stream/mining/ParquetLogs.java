package io.sojourn.stream.mining;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

/** Random logs as Parquet, written by DuckDB: ties, disorder, missing values, rows that can't be used, other alphabets. */
final class ParquetLogs {
    private static final String[] NAMES = {"Ask", "Décider", "受付", "Zahlen", "\uD83D\uDE80 go", "\uFF21", "Ask again"};

    private ParquetLogs() {}

    /** What a random log has. */
    record Kind(int rows, boolean starts, boolean lifecycles, String codec, int groupRows) {}

    static void write(SplittableRandom random, Kind kind, Path file) throws SQLException {
        String times = random.nextBoolean() ? "TIMESTAMPTZ" : random.nextBoolean() ? "TIMESTAMP" : "VARCHAR";
        int cases = random.nextInt(1, Math.max(2, kind.rows() / 6));
        int unit = random.nextBoolean() ? 1 : 1_000_000;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(
                    "CREATE TABLE log (case_id VARCHAR, activity VARCHAR, time TIMESTAMPTZ, start_time TIMESTAMPTZ,"
                            + " lifecycle VARCHAR, resource VARCHAR, instance VARCHAR, team INTEGER, amount DOUBLE)");
            StringBuilder rows = new StringBuilder("INSERT INTO log VALUES ");
            for (int i = 0; i < kind.rows(); i++) {
                rows.append(i == 0 ? "" : ", ").append(row(random, kind, cases, unit));
            }
            statement.execute(rows.toString());
            String columns = "case_id, activity, time::" + times + " AS time, "
                    + (kind.starts() ? "start_time, " : "") + (kind.lifecycles() ? "lifecycle, instance, " : "")
                    + "resource, team, amount";
            statement.execute("COPY (SELECT " + columns + " FROM log) TO '" + file + "' (FORMAT parquet, COMPRESSION "
                    + kind.codec() + ", ROW_GROUP_SIZE " + kind.groupRows() + ")");
        }
    }

    private static String row(SplittableRandom random, Kind kind, int cases, int unit) {
        long time = 1_700_000_000_000_000L + random.nextLong(0, 10_000) * unit;
        long start = time - random.nextLong(-3, 500) * unit;
        String lifecycle = new String[] {"start", "Complete", "complete", "suspend"}[random.nextInt(4)];
        return "(" + (random.nextInt(400) == 0 ? "NULL" : "'c" + random.nextInt(cases) + "'")
                + ", " + (random.nextInt(400) == 0 ? "NULL" : "'" + NAMES[random.nextInt(NAMES.length)] + "'")
                + ", " + (random.nextInt(400) == 0 ? "NULL" : "make_timestamp(" + time + ")")
                + ", " + (kind.starts() && random.nextInt(5) > 0 ? "make_timestamp(" + start + ")" : "NULL")
                + ", '" + lifecycle + "', "
                + (random.nextInt(4) == 0 ? "NULL" : "'r" + random.nextInt(5) + "'") + ", "
                + (random.nextInt(3) == 0 ? "'i" + random.nextInt(2) + "'" : "NULL") + ", "
                + (random.nextInt(3) == 0 ? "NULL" : random.nextInt(3)) + ", 1.5)";
    }

    /** Runs SQL in a database of its own. */
    static void run(String... sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }
}
