package io.sojourn.api.resources;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.UnitedSchema;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Tables as files: the rows of one process in the order of their key, so that equal rows are equal bytes. DuckDB writes a
 * file in a folder that only this user can read; it is gone from there before the first byte is sent, and its space when the
 * last one is. So memory stays flat, and who reads slowly holds a file, not the database.
 */
public final class Exports {
    private static final int AT_A_TIME = 2;
    private static final int WRITING_SECONDS = 300;

    /** Beginnings by which spreadsheets take a text for a formula. */
    private static final String FORMULA = "^[=+@\\t\\r\\n＝＋－＠-]";

    private final Semaphore turns = new Semaphore(AT_A_TIME);

    /** How a file is written. */
    private enum Format {
        CSV("text/csv; charset=utf-8", "FORMAT csv, HEADER true, NULLSTR ''"),
        NDJSON("application/x-ndjson", "FORMAT json, ARRAY false"),
        PARQUET("application/vnd.apache.parquet", "FORMAT parquet, COMPRESSION zstd"),
        /** Written here: DuckDB has no writer of it. */
        ARROW("application/vnd.apache.arrow.stream", null);

        private final String type;
        private final String options;

        Format(String type, String options) {
            this.type = type;
            this.options = options;
        }
    }

    /** What is done to texts that a spreadsheet would take for formulas. */
    private enum Formulas {
        GUARD,
        KEEP
    }

    /**
     * A file that was written.
     *
     * @param content to be closed when it is sent
     * @param asOf ISO-8601, or null in an empty store
     */
    public record Export(String name, String type, String asOf, long rows, InputStream content) {}

    /** Writes the rows that are asked for, as they are seen. */
    public Export of(Documents seen, String table, Asked asked) {
        FactTable facts = table(table);
        Format format = asked.one("format", Format.class, Format.CSV);
        Formulas formulas = asked.one("formulas", Formulas.class, Formulas.GUARD);
        if (!turns.tryAcquire()) {
            throw new SojournException(
                    ErrorCode.BUSY, AT_A_TIME + " exports are under way.", "Maybe try again in some seconds.");
        }
        try {
            return seen.read(asked.text("process"), asked.asOf(), s -> write(s, facts, format, formulas, asked));
        } catch (RuntimeException e) {
            turns.release();
            throw e;
        }
    }

    private static FactTable table(String name) {
        List<String> names =
                Arrays.stream(FactTable.values()).map(FactTable::tableName).toList();
        return FactTable.values()[names.indexOf(Names.known("table", name, names))];
    }

    private Export write(Snapshot s, FactTable table, Format format, Formulas formulas, Asked asked)
            throws SQLException {
        UnitedSchema schema = schema(s, table);
        String rows = s.rows(table) + " WHERE " + condition(s, table, schema, asked);
        long count = s.one("SELECT count(*) FROM " + rows);
        if (count > Limits.EXPORT_ROWS) {
            throw new SojournException(
                    ErrorCode.QUERY_LIMIT,
                    table.tableName() + " has " + count + " such rows, the limit of an export is " + Limits.EXPORT_ROWS
                            + ".",
                    "Maybe choose a part of them by filter or where.");
        }
        List<Column> chosen = columns(schema, asked.text("columns"));
        String columns = chosen.stream().map(c -> written(c, format, formulas)).collect(Collectors.joining(", "));
        String select = "SELECT " + columns + " FROM " + rows + " ORDER BY " + schema.keyList();
        String file = s.definition().process() + "-" + table.tableName() + "."
                + format.name().toLowerCase(Locale.ROOT);
        return new Export(file, format.type, Json.instant(s.asOf()), count, written(s, chosen, select, format));
    }

    private static UnitedSchema schema(Snapshot s, FactTable table) {
        return new UnitedSchema(
                table,
                s.history().versions().stream()
                        .map(DefinitionVersion::definition)
                        .toList());
    }

    private static String condition(Snapshot s, FactTable table, UnitedSchema schema, Asked asked) throws SQLException {
        Choice choice = Choice.of(s, asked);
        if (!choice.where().isEmpty() && !hasDimensions(table)) {
            throw Asked.wrong(
                    table.tableName() + " has no dimensions for where.", "Maybe choose cases by filter instead.");
        }
        boolean hasCases = schema.columns().stream().anyMatch(c -> c.name().equals("case_id"));
        if (asked.text(Asked.FILTER) != null && !hasCases) {
            throw Asked.wrong(table.tableName() + " has no cases for filter.", "Maybe choose rows by where instead.");
        }
        return choice.condition(table);
    }

    private static boolean hasDimensions(FactTable table) {
        return switch (table) {
            case EVENTS, REJECTED_EVENTS, DELIVERIES, CASE_RELATIONS -> false;
            default -> true;
        };
    }

    private static List<Column> columns(UnitedSchema schema, String names) {
        if (names == null) {
            return schema.columns();
        }
        List<String> known = schema.columns().stream().map(Column::name).toList();
        return Arrays.stream(names.split(",", -1))
                .map(name -> Names.known("column", name, known))
                .distinct()
                .map(name -> schema.columns().get(known.indexOf(name)))
                .toList();
    }

    /** Times are ISO-8601 in texts, timestamps in Parquet, and microseconds for Arrow. */
    private static String written(Column column, Format format, Formulas formulas) {
        String name = Snapshot.name(column.name());
        if (column.type() == ColumnType.TIME && format == Format.ARROW) {
            return "epoch_us(" + name + ") AS " + name;
        }
        if (column.type() == ColumnType.TIME && format != Format.PARQUET) {
            return "strftime(" + name + ", '%Y-%m-%dT%H:%M:%S.%fZ') AS " + name;
        }
        boolean isGuarded = column.type() == ColumnType.TEXT && format == Format.CSV && formulas == Formulas.GUARD;
        return isGuarded
                ? "IF(regexp_matches(" + name + ", '" + FORMULA + "'), '''' || " + name + ", " + name + ") AS " + name
                : name;
    }

    private InputStream written(Snapshot s, List<Column> columns, String select, Format format) throws SQLException {
        try {
            Path folder = Files.createTempDirectory("sojourn-export");
            Path file = folder.resolve("rows");
            try (Statement statement = s.connection().createStatement()) {
                statement.setQueryTimeout(WRITING_SECONDS);
                if (format == Format.ARROW) {
                    writeArrow(statement, columns, select, file);
                } else {
                    statement.execute(
                            "COPY (" + select + ") TO " + Snapshot.text(file.toString()) + " (" + format.options + ")");
                }
                return new Sent(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE), turns);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "the export can't be written: " + e.getMessage() + ".",
                    "Maybe the disk is full.",
                    e);
        }
    }

    private static void writeArrow(Statement statement, List<Column> columns, String select, Path file)
            throws SQLException, IOException {
        statement.execute("SET jdbc_stream_results = true");
        try (ResultSet rows = statement.executeQuery(select);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ArrowFile.write(columns, rows, out);
        }
    }

    /** Gives the turn back, once, when it is closed. */
    private static final class Sent extends FilterInputStream {
        private Semaphore turns;

        Sent(InputStream in, Semaphore turns) {
            super(in);
            this.turns = turns;
        }

        @Override
        public synchronized void close() throws IOException {
            Semaphore mine = turns;
            turns = null;
            if (mine != null) {
                mine.release();
                super.close();
            }
        }
    }
}
