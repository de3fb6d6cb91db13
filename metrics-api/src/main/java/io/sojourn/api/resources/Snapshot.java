package io.sojourn.api.resources;

import io.sojourn.api.access.ScopedTables;
import io.sojourn.api.access.Sight;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.UnitedSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The store at one commit: what a document is computed from.
 *
 * @param connection in a transaction; of this document alone
 * @param history the process that the document is about; null: all of them
 * @param alone whether the store has no other process
 * @param asOf up to when everything is applied, in microseconds; null when nothing is yet
 * @param tables what is seen of each table
 */
public record Snapshot(
        Connection connection, DefinitionHistory history, boolean alone, Long asOf, ScopedTables tables) {
    private static final int QUERY_SECONDS = 60;

    /** Makes an object of a row. */
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The newest definition. */
    ProcessDefinition definition() {
        return history.newest().definition();
    }

    /** The rows of the process in a table that are seen, as they are shown, for the FROM of a query. */
    public String rows(FactTable table) {
        return rows(table, null);
    }

    /** The same of one case, by its id as it is stored. */
    String rowsOfCase(FactTable table, String storedId) {
        return rows(table, "case_id = " + text(storedId));
    }

    private String rows(FactTable table, String also) {
        if (sight().scope().isAll() && also == null && (history == null || alone)) {
            return table.tableName();
        }
        String condition = history == null ? also : join("process = " + text(history.process()), also);
        return "(" + tables.select(table.tableName(), condition) + ")";
    }

    private static String join(String condition, String also) {
        return also == null ? condition : condition + " AND " + also;
    }

    /** The id, as it is stored, of the case of some table that is shown under a name; null where none is seen. */
    String storedId(List<FactTable> among, String shownId) throws SQLException {
        if (!sight().scope().masked().contains("case_id")) {
            return shownId;
        }
        List<String> names = among.stream().map(FactTable::tableName).toList();
        String ofProcess = history == null ? null : "process = " + text(history.process());
        List<String> found = list(tables.idsShownAs(names, ofProcess), r -> r.getString(1), shownId);
        return found.isEmpty() ? null : found.get(0);
    }

    /** What is hidden from who asks. */
    Sight sight() {
        return tables.sight();
    }

    /** The columns that the process has in a table, quoted and separated by commas. */
    String columns(FactTable table) {
        return new UnitedSchema(
                        table,
                        history.versions().stream()
                                .map(DefinitionVersion::definition)
                                .toList())
                .columnList();
    }

    /** The clock for arithmetic: as_of, or 1970 in an empty store. */
    long clock() {
        return asOf == null ? 0 : asOf;
    }

    public <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            s.setQueryTimeout(QUERY_SECONDS);
            for (int i = 0; i < parameters.length; i++) {
                s.setObject(i + 1, parameters[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (r.next()) {
                    rows.add(reader.read(r));
                }
                return rows;
            }
        }
    }

    public long one(String sql, Object... parameters) throws SQLException {
        return list(sql, r -> r.getLong(1), parameters).get(0);
    }

    /** Rows as objects, column by column. */
    List<Map<String, Object>> objects(String sql, Object... parameters) throws SQLException {
        return list(sql, Snapshot::object, parameters);
    }

    private static Map<String, Object> object(ResultSet r) throws SQLException {
        ResultSetMetaData columns = r.getMetaData();
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            object.put(columns.getColumnName(i), value(r, i, columns.getColumnTypeName(i)));
        }
        return object;
    }

    private static Object value(ResultSet r, int i, String type) throws SQLException {
        if (type.equals("TIMESTAMP")) {
            LocalDateTime time = r.getObject(i, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC).toString();
        }
        Object value = r.getObject(i);
        return value instanceof Double d && !Double.isFinite(d) ? d.toString() : value;
    }

    /** A column that may be null. */
    static Long nullableLong(ResultSet r, String column) throws SQLException {
        long value = r.getLong(column);
        return r.wasNull() ? null : value;
    }

    /** {@code TIMESTAMP} text of an instant for SQL. */
    static String timestamp(long micros) {
        return "make_timestamp(" + micros + "::BIGINT)";
    }

    /** A text literal for SQL. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A name for SQL. */
    public static String name(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
