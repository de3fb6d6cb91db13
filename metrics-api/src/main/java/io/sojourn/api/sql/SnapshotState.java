package io.sojourn.api.sql;

import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.ProcessDefinition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a snapshot holds beside the public tables, in a schema that no query can name: the time of the data, and calendars. */
final class SnapshotState {
    static final String CALENDARS = "kept.calendars";
    private static final String TIME = "kept.data_time";

    private SnapshotState() {}

    /** Writes it into an attached database, in the transaction that copies the tables. */
    static void write(Connection live, String database, List<ProcessDefinition> definitions) throws SQLException {
        try (Statement s = live.createStatement()) {
            s.execute("CREATE SCHEMA " + database + ".kept");
            if (isThere(s, "kept.progress")) {
                s.execute("CREATE TABLE " + database + "." + TIME + " AS SELECT make_timestamp(as_of_us) AS as_of FROM"
                        + " kept.progress WHERE as_of_us > " + Long.MIN_VALUE);
            }
            s.execute("CREATE TABLE " + database + "." + CALENDARS + " (process VARCHAR, name VARCHAR, rule VARCHAR)");
        }
        try (PreparedStatement s =
                live.prepareStatement("INSERT INTO " + database + "." + CALENDARS + " VALUES (?, ?, ?)")) {
            for (ProcessDefinition definition : definitions) {
                for (CalendarRule rule : definition.calendars()) {
                    s.setString(1, definition.process());
                    s.setString(2, rule.name());
                    s.setString(3, CalendarText.write(rule));
                    s.execute();
                }
            }
        }
    }

    static boolean isThere(Statement s, String table) throws SQLException {
        String[] path = table.split("\\.");
        try (ResultSet r =
                s.executeQuery("SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database()"
                        + " AND schema_name = '" + path[0] + "' AND table_name = '" + path[1] + "'")) {
            r.next();
            return r.getLong(1) > 0;
        }
    }

    /** A literal: up to when everything is applied; by the newest event where the snapshot doesn't say. */
    static String asOf(Statement s, boolean events) throws SQLException {
        String kept = isThere(s, TIME) ? time(s, "SELECT max(as_of) FROM " + TIME) : null;
        String time = kept == null && events ? time(s, "SELECT max(time) FROM events") : kept;
        return "CAST(" + (time == null ? "NULL" : "'" + time + "'") + " AS TIMESTAMP)";
    }

    private static String time(Statement s, String query) throws SQLException {
        try (ResultSet r = s.executeQuery("SELECT CAST((" + query + ") AS VARCHAR)")) {
            r.next();
            return r.getString(1);
        }
    }
}
