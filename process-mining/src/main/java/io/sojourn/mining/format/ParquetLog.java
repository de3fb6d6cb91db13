package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A Parquet log, read through DuckDB (an optional dependency) in this process, which sees that one file only. */
final class ParquetLog extends StoredLog {
    ParquetLog(StoredFile file, ReadOptions options) {
        super(file, options);
    }

    @Override
    public String format() {
        return "parquet";
    }

    /** A column of the file: what is selected for it, and what type its text then has. */
    private record Source(String name, String expression, byte type) {}

    @Override
    public void read(RowHandler handler) {
        file.position(0);
        try (Connection connection = connect()) {
            List<Source> sources = describe(connection);
            if (sources.size() > Limits.CSV_COLUMNS) {
                throw new SojournException(
                        ErrorCode.OVER_LIMIT,
                        file.path() + " has " + sources.size() + " columns, the limit is " + Limits.CSV_COLUMNS + ".");
            }
            Columns columns = Columns.of(sources.stream().map(Source::name).toList(), options, file);
            select(connection, sources, columns, handler);
            file.position(file.size());
        } catch (SQLException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    file.path() + " can't be read as Parquet: " + why,
                    "Maybe the file is cut off, or is no Parquet.",
                    e);
        }
    }

    /** Refuses Parquet where the program comes without DuckDB. */
    static void demandDuckDb() {
        try {
            Class.forName("org.duckdb.DuckDBDriver");
        } catch (ClassNotFoundException e) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    "Parquet needs DuckDB, which is not in this program.",
                    "Maybe convert the log to CSV, or use the full program.",
                    e);
        }
    }

    private static Connection connect() throws SQLException {
        demandDuckDb();
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            statement.execute("SET TimeZone = 'UTC'");
        }
        return connection;
    }

    /** The path with the characters of a glob made plain, so that it names one file. */
    private String literalPath() {
        return file.path().toString().replaceAll("([\\[*?])", "[$1]");
    }

    private List<Source> describe(Connection connection) throws SQLException {
        List<Source> sources = new ArrayList<>();
        String sql = "DESCRIBE SELECT * FROM read_parquet(?, hive_partitioning = false, union_by_name = false)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, literalPath());
            try (ResultSet columns = statement.executeQuery()) {
                while (columns.next()) {
                    sources.add(
                            source(columns.getString(1), columns.getString(2).toUpperCase(Locale.ROOT)));
                }
            }
        }
        return sources;
    }

    private static Source source(String name, String type) {
        String column = '"' + name.replace("\"", "\"\"") + '"';
        if (type.startsWith("TIMESTAMP WITH TIME ZONE")) {
            return new Source(
                    name,
                    "strftime(" + column + "::TIMESTAMPTZ AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')",
                    TypedAttributes.TIME);
        }
        if (type.startsWith("TIMESTAMP") || type.equals("DATE")) {
            return new Source(
                    name, "strftime(" + column + "::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%f')", TypedAttributes.TIME);
        }
        byte kind =
                switch (type) {
                    case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                        TypedAttributes.INTEGER;
                    case "BOOLEAN" -> TypedAttributes.BOOLEAN;
                    case "FLOAT", "DOUBLE" -> TypedAttributes.NUMBER;
                    default -> type.startsWith("DECIMAL") ? TypedAttributes.NUMBER : TypedAttributes.TEXT;
                };
        return new Source(name, column + "::VARCHAR", kind);
    }

    private void select(Connection connection, List<Source> sources, Columns columns, RowHandler handler)
            throws SQLException {
        String list = String.join(", ", sources.stream().map(Source::expression).toList());
        String sql = "SELECT " + list + " FROM read_parquet(?, hive_partitioning = false, union_by_name = false)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, literalPath());
            try (ResultSet rows = statement.executeQuery()) {
                new Pass(rows, sources, columns, handler).run();
            }
        }
    }

    private final class Pass {
        private final ResultSet rows;
        private final List<Source> sources;
        private final Columns columns;
        private final RowHandler handler;
        private final TypedAttributes attributes = new TypedAttributes(TimeReader.of(isoIn(options)));
        private final RowAssembler assembler;

        Pass(ResultSet rows, List<Source> sources, Columns columns, RowHandler handler) {
            this.rows = rows;
            this.sources = sources;
            this.columns = columns;
            this.handler = handler;
            this.assembler = new RowAssembler(file, "row", hasTypedTime() ? isoIn(options) : options);
        }

        /** A time that Parquet knows as such needs no format. */
        private boolean hasTypedTime() {
            int at = Arrays.asList(columns.roles()).indexOf(Role.TIME);
            return sources.get(columns.roleColumns()[at]).type == TypedAttributes.TIME;
        }

        void run() throws SQLException {
            int[] roleColumns = columns.roleColumns();
            Role[] roles = columns.roles();
            int[] attributeColumns = columns.attributeColumns();
            boolean startColumn = columns.has(Role.START);
            long microsRoles = columns.microsRoles();
            Supplier<String> raw = () -> null;
            for (long sequence = 0; rows.next(); sequence++) {
                assembler.clear();
                for (int i = 0; i < roles.length; i++) {
                    assembler.set(roles[i], rows.getString(roleColumns[i] + 1));
                }
                attributes.clear();
                for (int column : attributeColumns) {
                    attributes.add(sources.get(column).name, rows.getString(column + 1), sources.get(column).type);
                }
                assembler.finish(handler, sequence + 1, sequence, startColumn, microsRoles, attributes, raw);
            }
        }
    }

    static ReadOptions isoIn(ReadOptions o) {
        return new ReadOptions(null, null, null, null, null, null, null, o.zone());
    }
}
