package io.sojourn.mining.flow;

import io.sojourn.mining.flow.RandomLogs.Row;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Random rows as tables of a database in memory, for twins in SQL: {@code raw} as they are, {@code e} as a view of them. */
public final class RowsInSql implements AutoCloseable {
    private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");

    public RowsInSql() throws SQLException {
        run("CREATE TABLE raw (position INT, case_id VARCHAR, activity VARCHAR, lifecycle VARCHAR,"
                + " time BIGINT, start BIGINT, resource VARCHAR, instance VARCHAR)");
    }

    /** @param select the query of {@code e} */
    public void load(List<Row> rows, String select) throws SQLException {
        run("DELETE FROM raw");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                insert.setInt(1, row.position());
                insert.setString(2, row.caseId());
                insert.setString(3, row.activity());
                insert.setString(4, row.lifecycle());
                insert.setLong(5, row.time());
                insert.setObject(6, row.start());
                insert.setString(7, row.resource());
                insert.setString(8, row.instance());
                insert.execute();
            }
        }
        run("CREATE OR REPLACE TEMP TABLE e AS " + select);
    }

    public void run(String statement) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    /** The first column of each row; a negative zero is zero. */
    public List<String> lines(String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                lines.add(rows.getString(1).replaceAll("-0\\.0(?!\\d)", "0.0"));
            }
        }
        return lines;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
