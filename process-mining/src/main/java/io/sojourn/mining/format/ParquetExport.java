package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes Parquet through DuckDB, by way of a database file beside the target, so that the log need not fit twice into memory. */
final class ParquetExport {
    private ParquetExport() {}

    static void write(Selection selection, Path part, Path target) throws IOException {
        Path database = part.resolveSibling(part.getFileName() + ".duckdb");
        try (DuckDBConnection connection =
                DriverManager.getConnection("jdbc:duckdb:" + database).unwrap(DuckDBConnection.class)) {
            write(selection, connection, part);
        } catch (SQLException e) {
            throw LogExport.unwritable(target, e);
        } finally {
            Files.deleteIfExists(database);
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + ".wal"));
        }
    }

    private static void write(Selection selection, DuckDBConnection connection, Path file) throws SQLException {
        List<ExportColumns.Column> columns = new ExportColumns(selection.log()).columns();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE TABLE log ("
                    + columns.stream()
                            .map(c -> '"' + c.name().replace("\"", "\"\"") + "\" "
                                    + c.type().duckdb())
                            .collect(Collectors.joining(", "))
                    + ")");
            try (DuckDBAppender appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "log")) {
                new LogRows(selection).forEach(new Rows(appender, columns));
            }
            String utc = columns.stream().map(ParquetExport::exported).collect(Collectors.joining(", "));
            statement.execute("COPY (SELECT " + utc + " FROM log) TO '"
                    + file.toString().replace("'", "''") + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    /** Times are instants. */
    private static String exported(ExportColumns.Column column) {
        String name = '"' + column.name().replace("\"", "\"\"") + '"';
        return switch (column.type()) {
            case TIME -> "CAST(" + name + " AS TIMESTAMPTZ) AS " + name;
            default -> name;
        };
    }

    /** Appends rows to the table. */
    private record Rows(DuckDBAppender appender, List<ExportColumns.Column> columns) implements RowHandler {
        @Override
        public void row(LogRow row) {
            try {
                appender.beginRow();
                for (ExportColumns.Column column : columns) {
                    append(column.value().apply(row));
                }
                appender.endRow();
            } catch (SQLException e) {
                throw new SojournException(ErrorCode.BROKEN, "DuckDB takes no row: " + e.getMessage() + ".", null, e);
            }
        }

        private void append(Object value) throws SQLException {
            if (value == null) {
                appender.appendNull();
            } else if (value instanceof Long number) {
                appender.append(number.longValue());
            } else if (value instanceof Double number) {
                appender.append(number.doubleValue());
            } else if (value instanceof Boolean truth) {
                appender.append(truth.booleanValue());
            } else if (value instanceof Instant time) {
                appender.append(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            } else {
                appender.append(value.toString());
            }
        }

        @Override
        public void rejected(RejectedRow row) {
            throw new IllegalStateException(row.message());
        }
    }
}
