package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.Processes;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.UnitedSchema;
import io.sojourn.mining.facts.HistoryEngine;
import io.sojourn.mining.facts.ProcessesEngine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What the batch engine says of the same events: the other side of stream = batch. */
public final class BatchOracle implements AutoCloseable {
    private final Processes processes;
    private final Connection connection;

    public BatchOracle(CompiledDefinition definition) throws SQLException {
        this(Processes.of(definition));
    }

    BatchOracle(DefinitionHistory history) throws SQLException {
        this(Processes.of(history));
    }

    BatchOracle(Processes processes) throws SQLException {
        this.processes = processes;
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement s = connection.createStatement()) {
            s.execute("SET TimeZone='UTC'");
            s.execute("SET threads=1");
            s.execute("CREATE SCHEMA batch");
        }
    }

    public void compute(TableModel model, long asOf) throws SQLException {
        store(model.rows(FactTable.EVENTS), model);
        new ProcessesEngine(processes).compute(connection, "events", "batch", asOf);
    }

    /** Of the events that are not late, by the versions under which the stream told them. */
    void computeTimely(TableModel model, long asOf) throws SQLException {
        List<Object[]> timely = model.rows(FactTable.EVENTS).stream()
                .filter(row -> !Boolean.TRUE.equals(row[21]))
                .toList();
        store(timely, model);
        List<String> parts = new ArrayList<>();
        for (DefinitionHistory history : processes.histories()) {
            String own = ProcessesEngine.rowsOf(history.process(), "events");
            String told = "(SELECT DISTINCT case_id, version FROM " + own + ")";
            String part = "batch_" + parts.size();
            new HistoryEngine(history).compute(connection, own, told, part, asOf);
            parts.add(part);
        }
        try (Statement s = connection.createStatement()) {
            for (FactTable table : FactTable.values()) {
                if (table.isDerived()) {
                    s.execute("CREATE OR REPLACE TABLE batch." + table.tableName() + " AS "
                            + parts.stream()
                                    .map(part -> "SELECT * FROM " + part + "." + table.tableName())
                                    .collect(Collectors.joining(" UNION ALL BY NAME ")));
                }
            }
        }
    }

    /** The version of each case, by its {@link TableModel#caseKey}. */
    Map<String, Long> versions() throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("SELECT process || '/' || case_id, version FROM batch.cases")) {
            while (r.next()) {
                versions.put(r.getString(1), r.getLong(2));
            }
        }
        return versions;
    }

    private void store(List<Object[]> events, TableModel model) throws SQLException {
        UnitedSchema schema = model.schema(FactTable.EVENTS);
        try (Statement s = connection.createStatement()) {
            s.execute("DROP TABLE IF EXISTS events");
            s.execute("CREATE TABLE events ("
                    + schema.columns().stream()
                            .map(c -> '"' + c.name() + "\" " + c.type().duckdb())
                            .collect(Collectors.joining(", "))
                    + ")");
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
        UnitedSchema schema = new UnitedSchema(table, processes.definitions());
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
