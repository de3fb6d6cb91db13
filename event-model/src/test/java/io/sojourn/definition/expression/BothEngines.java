package io.sojourn.definition.expression;

import io.sojourn.definition.Expression;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Evaluates expressions over rows in both engines: the loaded Java program, and DuckDB in memory. */
final class BothEngines implements AutoCloseable {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
    private final Connection connection;
    private final List<Column> columns;
    private final List<Object[]> rows;

    BothEngines(List<Column> columns, List<Object[]> rows) throws SQLException {
        this.columns = columns;
        this.rows = rows;
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = 'UTC'");
        execute("SET autoinstall_known_extensions = false");
        execute("SET autoload_known_extensions = false");
        String types = columns.stream()
                .map(c -> '"' + c.name() + "\" " + c.type().duckdb())
                .collect(Collectors.joining(", "));
        execute("CREATE TABLE event (row_number INTEGER, " + types + ")");
        insert();
    }

    private void insert() throws SQLException {
        String marks = ", ?".repeat(columns.size());
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO event VALUES (?" + marks + ")")) {
            for (int i = 0; i < rows.size(); i++) {
                insert.setInt(1, i);
                for (int c = 0; c < columns.size(); c++) {
                    Object value = rows.get(i)[c];
                    boolean time = value != null && columns.get(c).type() == ColumnType.TIME;
                    insert.setObject(c + 2, time ? EPOCH.plus((Long) value, ChronoUnit.MICROS) : value);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static CompiledExpressions compile(ZoneId zone, List<Column> columns, List<String> texts) {
        ExpressionCompiler compiler = new ExpressionCompiler(zone);
        for (int i = 0; i < texts.size(); i++) {
            compiler.add(new Expression(texts.get(i), i, "test", 1, 1), columns, null);
        }
        return compiler.compile();
    }

    /** Values by expression, then row, as Java computes them. */
    List<List<Object>> java(CompiledExpressions compiled) {
        ExpressionProgram program = ExpressionPrograms.load(compiled);
        List<List<Object>> all = new ArrayList<>();
        for (int i = 0; i < compiled.sql().size(); i++) {
            int index = i;
            all.add(rows.stream()
                    .map(row -> program.evaluate(index, row))
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
        return all;
    }

    /** Values by expression, then row, as DuckDB computes them. */
    List<List<Object>> duckdb(CompiledExpressions compiled) throws SQLException {
        List<List<Object>> all = new ArrayList<>();
        String select = String.join(",\n", compiled.sql());
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + select + " FROM event ORDER BY row_number")) {
            compiled.sql().forEach(sql -> all.add(new ArrayList<>()));
            while (result.next()) {
                for (int i = 0; i < all.size(); i++) {
                    all.get(i).add(value(result, i + 1, compiled.types().get(i)));
                }
            }
        }
        return all;
    }

    private static Object value(ResultSet result, int column, ColumnType type) throws SQLException {
        Object value = result.getObject(column);
        if (value == null) {
            return null;
        }
        return switch (type) {
            case TEXT -> (String) value;
            case BOOLEAN -> (Boolean) value;
            case NUMBER -> (Double) value;
            case INTEGER -> ((Number) value).longValue();
            case TIME -> ChronoUnit.MICROS.between(EPOCH, result.getObject(column, LocalDateTime.class));
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
