package io.sojourn.cli.e2e.harness;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two stores that no process has open, table by table, as readers see them: hidden columns and the books of repairs, which
 * depend on the way, are not compared, and neither is when an event was received.
 */
final class Tables implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;

    /** @param calm the undisturbed run's data folder */
    Tables(Path calm, Path disturbed) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        statement = connection.createStatement();
        statement.execute("ATTACH '" + calm.resolve("store.duckdb") + "' AS calm (READ_ONLY)");
        statement.execute("ATTACH '" + disturbed.resolve("store.duckdb") + "' AS disturbed (READ_ONLY)");
    }

    /** Rows in the one and not in the other, by table; all tables of facts but the given ones. */
    /**
     * Rows in the one and not in the other, by table.
     *
     * @param but tables that are not compared
     * @param without columns that are not compared in any table
     */
    Map<String, Long> different(Set<String> but, Set<String> without) throws SQLException {
        Set<String> hidden = new TreeSet<>(without);
        hidden.add("received_at");
        Map<String, Long> different = new TreeMap<>();
        for (String table : names()) {
            long rows = but.contains(table)
                    ? 0
                    : count(minus(table, hidden, "calm", "disturbed"))
                            + count(minus(table, hidden, "disturbed", "calm"));
            if (rows > 0) {
                different.put(table, rows);
            }
        }
        return different;
    }

    long events() throws SQLException {
        return count("SELECT * FROM calm.kept.events");
    }

    long lost() throws SQLException {
        return count(ids("calm") + " EXCEPT ALL " + ids("disturbed"));
    }

    long doubled() throws SQLException {
        return count(ids("disturbed") + " EXCEPT ALL " + ids("calm"));
    }

    private static String ids(String database) {
        return "SELECT case_id, source, event_id, revision FROM " + database + ".kept.events";
    }

    private static String minus(String table, Set<String> hidden, String one, String other) {
        String columns = "SELECT COLUMNS(lambda c: c NOT IN ('" + String.join("', '", hidden) + "')) FROM ";
        return columns + one + ".main." + table + " EXCEPT ALL " + columns + other + ".main." + table;
    }

    private List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        String all = "SELECT table_name FROM duckdb_columns() WHERE database_name = 'calm' AND schema_name = 'kept'"
                + " AND column_name = '_k2' ORDER BY 1";
        try (ResultSet r = statement.executeQuery(all)) {
            while (r.next()) {
                names.add(r.getString(1));
            }
        }
        if (names.size() < 10) {
            throw new AssertionError("tables of facts: " + names);
        }
        return names;
    }

    private long count(String relation) throws SQLException {
        try (ResultSet r = statement.executeQuery("SELECT count(*) FROM (" + relation + ")")) {
            r.next();
            return r.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.close();
    }
}
