package io.sojourn.api.sql;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** In a worker: one snapshot, opened read-only with everything locked, and the two walls before it. */
final class WorkerDatabase implements AutoCloseable {
    private static final int MOST_SESSIONS = 64;

    private final String file;
    private final Connection connection;
    private final AstGate gate;
    private final String database;
    private final Catalog catalog;
    private final QueryWords words;
    private final WorkerCalendars calendars;
    /** Of who sees everything. */
    private final SightSession whole;
    /** By sight, the least recently used first. */
    private final Map<String, SightSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private WorkerDatabase(
            String file, Connection connection, String database, WorkerCalendars calendars, QueryWords words)
            throws SQLException {
        this.words = words;
        this.file = file;
        this.connection = connection;
        this.database = database;
        this.calendars = calendars;
        this.catalog = Catalog.read(connection, database, calendars.names(Set.of()));
        this.gate = new AstGate(connection, catalog.names());
        this.whole = new SightSession(catalog, null, connection);
    }

    static WorkerDatabase open(String file, WorkerSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, properties);
            WorkerCalendars calendars = WorkerCalendars.read(connection);
            String database = database(connection);
            QueryWords words = prepare(connection, database, calendars);
            lock(connection, settings);
            return new WorkerDatabase(file, connection, database, calendars, words);
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
            prepare(connection, database(connection), WorkerCalendars.read(connection));
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

    /** Makes what queries may call and name beside the tables. */
    private static QueryWords prepare(Connection connection, String database, WorkerCalendars calendars)
            throws SQLException {
        calendars.register(connection);
        QueryWords words = QueryWords.of(
                connection, Catalog.read(connection, database, Set.of()).names());
        words.makeOn(connection);
        calendars.makeOn(connection, Set.of());
        return words;
    }

    /**
     * What can stand at a place of a text; runs nothing.
     *
     * @param scope of who asks; null: everything
     */
    Proposals complete(String sql, int cursor, WorkerSight scope) {
        return session(scope).completion().at(sql, Math.max(0, Math.min(cursor, sql.length())));
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
        SightSession session = session(request.scope());
        QueryChecker.Checked checked = session.checker().check(request.sql(), request.maxRows());
        String sql = checked.sql();
        JsonNode tree;
        try {
            tree = gate.check(sql);
        } catch (SQLException e) {
            throw Refusal.of("DuckDB can't read it: " + errorClass(e), null);
        }
        return session.seesAll()
                ? run(prepare(sql), checked, request, start)
                : runScoped(session, tree, checked, request, start);
    }

    private static byte[] run(
            PreparedStatement prepared, QueryChecker.Checked checked, WorkerRequest request, long start)
            throws IOException {
        try (PreparedStatement statement = prepared) {
            return rows(statement, checked, request, start);
        } catch (SQLException e) {
            throw failure(e, request);
        }
    }

    private static byte[] rows(
            PreparedStatement statement, QueryChecker.Checked checked, WorkerRequest request, long start)
            throws SQLException, IOException {
        statement.setQueryTimeout(request.timeoutSeconds());
        if (request.maxRows() == 0) {
            return ResultWriter.columnsOnly(statement.getMetaData(), checked.sql());
        }
        try (ResultSet rows = statement.executeQuery()) {
            return ResultWriter.write(rows, checked, request, start);
        }
    }

    /**
     * Over the views of who asks. DuckDB may ask a query's own conditions before those of a view, and an error of
     * theirs over a hidden row would tell of it: what fails is run again over copies of what is seen, and only that counts.
     */
    private static byte[] runScoped(
            SightSession session, JsonNode tree, QueryChecker.Checked checked, WorkerRequest request, long start)
            throws IOException {
        try {
            try (PreparedStatement statement = session.connection().prepareStatement(checked.sql())) {
                return rows(statement, checked, request, start);
            } catch (SQLException e) {
                if (isLimit(e)) {
                    throw e;
                }
                return runOverCopies(session, tree, checked, request, start);
            }
        } catch (SQLException e) {
            throw failure(e, request);
        }
    }

    private static byte[] runOverCopies(
            SightSession session, JsonNode tree, QueryChecker.Checked checked, WorkerRequest request, long start)
            throws IOException, SQLException {
        try (Connection copies = session.copies(tree);
                PreparedStatement statement = copies.prepareStatement(checked.sql())) {
            return rows(statement, checked, request, start);
        }
    }

    /** The session of a sight; those that were not used for long are closed where there are many. */
    private SightSession session(WorkerSight sight) {
        if (sight == null) {
            return whole;
        }
        SightSession known = sessions.get(sight.name());
        if (known != null) {
            return known;
        }
        if (sessions.size() >= MOST_SESSIONS) {
            closeOldest();
        }
        Catalog seen = catalog.seenBy(sight.sight(), calendars.names(sight.processes()));
        SightSession made =
                new SightSession(seen, new SightViews(connection, database, catalog, words, calendars, sight), null);
        sessions.put(sight.name(), made);
        return made;
    }

    private void closeOldest() {
        try {
            sessions.remove(sessions.keySet().iterator().next()).close();
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "a view of the snapshot can't be closed", null, e);
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

    private static boolean isLimit(SQLException e) {
        String kind = errorClass(e).toLowerCase(Locale.ROOT);
        return kind.contains("interrupt") || kind.contains("memory");
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
            for (SightSession session : sessions.values()) {
                session.close();
            }
            whole.close();
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the old snapshot can't be closed", null, e);
        }
    }
}
