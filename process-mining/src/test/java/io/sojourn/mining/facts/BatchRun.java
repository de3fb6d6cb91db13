package io.sojourn.mining.facts;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Runs the batch engine over events in memory and reads the tables back; times as microseconds. */
final class BatchRun implements AutoCloseable {
    final Connection connection;

    BatchRun() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = 'UTC'");
        execute("SET threads = 2");
    }

    void execute(String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    Map<FactTable, List<List<Object>>> run(CompiledDefinition definition, List<Event> events, long asOf)
            throws SQLException {
        load(definition.definition(), events);
        new BatchEngine(definition).compute(connection, "events", "batch", asOf);
        Map<FactTable, List<List<Object>>> tables = new EnumMap<>(FactTable.class);
        for (FactTable table : FactTable.values()) {
            if (table.isDerived()) {
                tables.put(table, read(definition.definition(), table));
            }
        }
        return tables;
    }

    /** The chosen columns of a table, ordered by its key, one text a row: {@code a | b}. */
    List<String> rows(FactTable table, String columns, ProcessDefinition definition) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("SELECT " + columns + " FROM batch." + table.tableName() + " ORDER BY "
                        + TableSchema.of(table, definition).keyList())) {
            while (r.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    row.add(text(r.getString(i)));
                }
                rows.add(String.join(" | ", row));
            }
        }
        return rows;
    }

    private static String text(String value) {
        return value == null
                ? "-"
                : value.replaceFirst("^2026-01-05 (\\d\\d:\\d\\d):00(\\.0)?$", "$1")
                        .replaceFirst("^(2026-\\d\\d-\\d\\d \\d\\d:\\d\\d):00(\\.0)?$", "$1");
    }

    private void load(ProcessDefinition definition, List<Event> events) throws SQLException {
        TableSchema schema = TableSchema.of(FactTable.EVENTS, definition);
        execute("DROP TABLE IF EXISTS events");
        execute(schema.ddl("events", true));
        try (DuckDBAppender appender = ((DuckDBConnection) connection).createAppender("main", "events")) {
            for (Event e : events) {
                appender.beginRow();
                Object[] row = row(e);
                for (int i = 0; i < row.length; i++) {
                    append(appender, row[i]);
                }
                for (int i = 0; i < e.attributes().length; i++) {
                    append(appender, e.attributes()[i]);
                }
                appender.endRow();
            }
        }
    }

    private static Object[] row(Event e) {
        return new Object[] {
            "p",
            1L,
            e.caseId(),
            e.source(),
            e.operation() == Operation.APPEND ? e.eventId() : e.corrects(),
            (long) e.version(),
            e.sequence(),
            e.operation().word(),
            e.activity(),
            e.lifecycle(),
            new Time(e.timeMicros()),
            e.resource(),
            e.resourceKind(),
            e.team(),
            e.queue(),
            e.outcome(),
            e.exception(),
            e.reason(),
            e.instance(),
            e.related(),
            null,
            false
        };
    }

    /** An instant in microseconds, as opposed to a number. */
    private record Time(long micros) {}

    private static void append(DuckDBAppender appender, Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else if (value instanceof String s) {
            appender.append(s);
        } else if (value instanceof Long n) {
            appender.append(n.longValue());
        } else if (value instanceof Double n) {
            appender.append(n.doubleValue());
        } else if (value instanceof Boolean b) {
            appender.append(b.booleanValue());
        } else if (value instanceof Time t) {
            appender.appendEpochMicros(t.micros());
        } else {
            throw new IllegalArgumentException("no column type for " + value);
        }
    }

    private List<List<Object>> read(ProcessDefinition definition, FactTable table) throws SQLException {
        List<Column> columns = TableSchema.of(table, definition).columns();
        String select = columns.stream()
                .map(c -> c.type() == ColumnType.TIME ? "epoch_us(\"" + c.name() + "\")" : '"' + c.name() + '"')
                .collect(Collectors.joining(", "));
        List<List<Object>> rows = new ArrayList<>();
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("SELECT " + select + " FROM batch." + table.tableName())) {
            while (r.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = r.getObject(i + 1);
                }
                rows.add(Arrays.asList(row));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
