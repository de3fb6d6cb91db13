package io.sojourn.api.sql;

import io.sojourn.api.sql.SqlWorker.WorkerSettings;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** In a worker: one snapshot, opened read-only with everything locked, and the two walls before it. */
final class WorkerDatabase implements AutoCloseable {
    private final String file;
    private final Connection connection;
    private final QueryChecker checker;
    private final AstGate gate;
    private final Completion completion;

    private WorkerDatabase(String file, Connection connection, Catalog catalog) {
        this.file = file;
        this.connection = connection;
        this.checker = new QueryChecker(catalog);
        this.gate = new AstGate(connection, catalog.names());
        this.completion = new Completion(catalog);
    }

    static WorkerDatabase open(String file, WorkerSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, properties);
            Set<String> calendars = prepare(connection);
            lock(connection, settings);
            return new WorkerDatabase(file, connection, Catalog.read(connection, database(connection), calendars));
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the snapshot can't be opened: " + errorClass(e), null, e);
        }
    }

    /** Loads DuckDB, the parser and what a query goes through, so that no query's time is spent on it. */
    static void warmUp() {
        Catalog catalog = new Catalog(Map.of("events", List.of(new ColumnInfo("case_id", "VARCHAR"))));
        String sql = new QueryChecker(catalog)
                .check("select case_id, count(*) from events group by 1 order by 2", 10)
                .sql();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            prepare(connection);
            new AstGate(connection, catalog.names()).check(sql);
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "DuckDB can't be started: " + errorClass(e), null, e);
        }
    }

    private static String database(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_database()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Makes what queries may call and name beside the tables; whatever hides rows must be there before. */
    private static Set<String> prepare(Connection connection) throws SQLException {
        Set<String> tables =
                Catalog.read(connection, database(connection), Set.of()).names();
        WorkerCalendars calendars = WorkerCalendars.read(connection);
        calendars.register(connection);
        try (Statement s = connection.createStatement()) {
            for (String macro : ProcessOperators.macros(tables)) {
                s.execute(macro);
            }
            LiveViews.create(s, tables, SnapshotState.asOf(s, tables.contains("events")));
        }
        return calendars.names();
    }

    /** What can stand at a place of a text; runs nothing. */
    Proposals complete(String sql, int cursor) {
        return completion.at(sql, Math.max(0, Math.min(cursor, sql.length())));
    }

    /** The order matters: the lock is last, and it is for good. */
    private static void lock(Connection connection, WorkerSettings settings) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute("SET memory_limit = '" + settings.memoryMegabytes() + "MB'");
            s.execute("SET threads = 2");
            s.execute("SET temp_directory = '" + settings.spillFolder().replace("'", "''") + "'");
            s.execute("SET max_temp_directory_size = '256MB'");
            s.execute("SET max_expression_depth = 250");
            s.execute("SET TimeZone = 'UTC'");
            s.execute("SET autoinstall_known_extensions = false");
            s.execute("SET autoload_known_extensions = false");
            s.execute("SET allow_community_extensions = false");
            if (settings.archive() != null) {
                s.execute("SET allowed_directories = ['" + settings.archive().replace("'", "''") + "/']");
            }
            s.execute("SET enable_external_access = false");
            s.execute("SET lock_configuration = true");
        }
    }

    /** For tests of what the engine itself refuses. */
    Connection connection() {
        return connection;
    }

    boolean isOf(String snapshot) {
        return file.equals(snapshot);
    }

    byte[] run(WorkerRequest request) throws IOException {
        long start = System.nanoTime();
        QueryChecker.Checked checked = checker.check(request.sql(), request.maxRows());
        String sql = checked.sql();
        try {
            gate.check(sql);
        } catch (SQLException e) {
            throw Refusal.of("DuckDB can't read it: " + errorClass(e), null);
        }
        try (PreparedStatement statement = prepare(sql)) {
            statement.setQueryTimeout(request.timeoutSeconds());
            try (ResultSet rows = statement.executeQuery()) {
                return ResultWriter.write(rows, checked, request, start);
            }
        } catch (SQLException e) {
            throw failure(e, request);
        }
    }

    private PreparedStatement prepare(String sql) {
        try {
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            // Nothing was read yet, so a binder's words hold no row values.
            boolean binder = errorClass(e).equals("Binder Error");
            throw Refusal.of(binder ? Refusal.shortly(e.getMessage()) : "DuckDB refuses it: " + errorClass(e), null);
        }
    }

    private static SojournException failure(SQLException e, WorkerRequest request) {
        String kind = errorClass(e).toLowerCase(Locale.ROOT);
        if (kind.contains("interrupt")) {
            return Refusal.limit(
                    "stopped after " + request.timeoutSeconds() + " s, the limit", "Maybe filter or aggregate more.");
        }
        if (kind.contains("memory")) {
            return Refusal.limit("needs more memory than its limit", "Maybe filter or aggregate more.");
        }
        String hint = kind.contains("conversion") ? "Maybe use try_cast, which gives null." : null;
        return Refusal.of("failed while running: " + errorClass(e), hint);
    }

    /** DuckDB's texts may hold row values; the words before the colon never do. */
    static String errorClass(SQLException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        int colon = message.indexOf(':');
        String kind = colon > 0 && colon < 40 ? message.substring(0, colon) : "";
        return kind.matches("[A-Za-z ]+") ? kind : "Error";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the old snapshot can't be closed", null, e);
        }
    }
}
