package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import io.sojourn.mining.facts.BatchEngine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What the batch engine says of the same events: the other side of stream = batch. */
public final class BatchOracle implements AutoCloseable {
    private final CompiledDefinition definition;
    private final Connection connection;

    public BatchOracle(CompiledDefinition definition) throws SQLException {
        this.definition = definition;
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement s = connection.createStatement()) {
            s.execute("SET TimeZone='UTC'");
            s.execute("SET threads=1");
            s.execute("CREATE SCHEMA batch");
        }
    }

    public void compute(TableModel model, long asOf) throws SQLException {
        compute(model.rows(FactTable.EVENTS), model, asOf);
    }

    /** Of the events that are not late. */
    void computeTimely(TableModel model, long asOf) throws SQLException {
        List<Object[]> timely = model.rows(FactTable.EVENTS).stream()
                .filter(row -> !Boolean.TRUE.equals(row[21]))
                .toList();
        compute(timely, model, asOf);
    }

    private void compute(List<Object[]> events, TableModel model, long asOf) throws SQLException {
        TableSchema schema = model.schema(FactTable.EVENTS);
        try (Statement s = connection.createStatement()) {
            s.execute("DROP TABLE IF EXISTS events");
            s.execute(schema.ddl("events", false));
        }
        try (DuckDBAppender appender = ((DuckDBConnection) connection).createAppender("main", "events")) {
            for (Object[] row : events) {
                appender.beginRow();
                for (int i = 0; i < row.length; i++) {
                    append(appender, row[i], schema.columns().get(i).type());
                }
                appender.endRow();
            }
        }
        new BatchEngine(definition).compute(connection, "events", "batch", asOf);
    }

    private static void append(DuckDBAppender a, Object value, ColumnType type) throws SQLException {
        if (value == null) {
            a.appendNull();
            return;
        }
        switch (type) {
            case TEXT -> a.append((String) value);
            case INTEGER -> a.append((long) (Long) value);
            case NUMBER -> a.append((double) (Double) value);
            case BOOLEAN -> a.append((boolean) (Boolean) value);
            case TIME -> a.appendEpochMicros((Long) value);
        }
    }

    /** Rows of a computed table as texts, sorted. */
    public List<String> texts(FactTable table) throws SQLException {
        TableSchema schema = TableSchema.of(table, definition.definition());
        String columns = schema.columns().stream()
                .map(c -> c.type() == ColumnType.TIME ? "epoch_us(\"" + c.name() + "\")" : '"' + c.name() + '"')
                .collect(Collectors.joining(", "));
        List<String> rows = new ArrayList<>();
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("SELECT " + columns + " FROM batch." + table.tableName())) {
            while (r.next()) {
                Object[] row = new Object[schema.columns().size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = value(r, i + 1, schema.columns().get(i));
                }
                rows.add(Arrays.toString(row));
            }
        }
        rows.sort(null);
        return rows;
    }

    private static Object value(ResultSet r, int index, Column column) throws SQLException {
        Object value = r.getObject(index);
        return value instanceof Number n && column.type() != ColumnType.NUMBER ? (Object) n.longValue() : value;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
