package io.sojourn.api.pgwire;

import io.sojourn.api.sql.ColumnInfo;
import io.sojourn.api.sql.Lineage;
import io.sojourn.api.sql.QueryResult;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A database in memory with the names of tables and columns, in the shape of PostgreSQL's own catalog. No row of the log is in it.
 * One question at a time.
 */
final class CatalogDatabase implements AutoCloseable {
    /** What the one database is called. */
    static final String NAME = "sojourn";

    private static final int MOST_ROWS = 20_000;
    private static final int SECONDS = 3;
    private static final String SCRIPT = "catalog.sql";
    private static final Map<PgType, Integer> LISTS = Map.ofEntries(
            Map.entry(PgType.BOOL, 1_000),
            Map.entry(PgType.NAME, 1_003),
            Map.entry(PgType.INT2, 1_005),
            Map.entry(PgType.INT4, 1_007),
            Map.entry(PgType.TEXT, 1_009),
            Map.entry(PgType.BPCHAR, 1_014),
            Map.entry(PgType.VARCHAR, 1_015),
            Map.entry(PgType.INT8, 1_016),
            Map.entry(PgType.FLOAT4, 1_021),
            Map.entry(PgType.FLOAT8, 1_022),
            Map.entry(PgType.OID, 1_028),
            Map.entry(PgType.TIMESTAMP, 1_115),
            Map.entry(PgType.DATE, 1_182),
            Map.entry(PgType.TIME, 1_183),
            Map.entry(PgType.TIMESTAMPTZ, 1_185),
            Map.entry(PgType.INTERVAL, 1_187),
            Map.entry(PgType.NUMERIC, 1_231),
            Map.entry(PgType.UUID, 2_951));

    private final TableList tables;
    private final Connection connection;
    private final CatalogGate gate;

    private CatalogDatabase(TableList tables, Connection connection, Set<String> names) {
        this.tables = tables;
        this.connection = connection;
        this.gate = new CatalogGate(connection, names);
    }

    static CatalogDatabase of(TableList tables) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement s = connection.createStatement()) {
                s.execute("CREATE SCHEMA pgc");
                s.execute("SET schema = 'pgc'");
                s.execute("SET integer_division = true");
                for (String statement : script().split(";\\s*\\n")) {
                    s.execute(statement);
                }
                fill(connection, tables);
                Set<String> names = names(s);
                lock(s);
                return new CatalogDatabase(tables, connection, names);
            }
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "the catalog of names can't be made: " + e.getMessage(), null, e);
        }
    }

    private static String script() {
        try (InputStream in = CatalogDatabase.class.getResourceAsStream(SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--") && !line.isBlank())
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, SCRIPT + " can't be read", null, e);
        }
    }

    private static void fill(Connection connection, TableList tables) throws SQLException {
        List<Object[]> tableRows = new ArrayList<>();
        List<Object[]> columnRows = new ArrayList<>();
        tables.tables().forEach((table, columns) -> {
            int oid = tables.oid(table);
            tableRows.add(new Object[] {oid, table, columns.size()});
            int num = 1;
            for (ColumnInfo info : columns) {
                PgColumn column = PgColumn.of(info);
                columnRows.add(
                        new Object[] {oid, num++, info.name(), column.type().oid(), column.modifier()});
            }
        });
        insert(connection, "shown_tables", 3, tableRows);
        insert(connection, "shown_columns", 5, columnRows);
        insert(connection, "shown_types", 7, types());
        List<Object[]> settings = new ArrayList<>();
        Settings.defaults().forEach((name, value) -> settings.add(new Object[] {name, value}));
        insert(connection, "pg_settings (name, setting)", 2, settings);
    }

    private static List<Object[]> types() {
        List<Object[]> rows = new ArrayList<>();
        for (PgType type : PgType.values()) {
            int list = LISTS.getOrDefault(type, 0);
            rows.add(new Object[] {
                type.oid(), type.word(), type.bytes(), String.valueOf(type.category()), type.title(), 0, list
            });
            if (list > 0) {
                rows.add(new Object[] {list, "_" + type.word(), -1, "A", type.title() + "[]", type.oid(), 0});
            }
        }
        return rows;
    }

    private static void insert(Connection connection, String table, int columns, List<Object[]> rows)
            throws SQLException {
        String marks = String.join(", ", java.util.Collections.nCopies(columns, "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.execute();
            }
        }
    }

    private static Set<String> names(Statement s) throws SQLException {
        Set<String> names = new HashSet<>();
        String sql =
                "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'pgc' AND table_name NOT LIKE 'shown_%'"
                        + " UNION ALL SELECT view_name FROM duckdb_views() WHERE schema_name = 'pgc'";
        try (ResultSet rows = s.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** The order matters: the lock is last, and it is for good. */
    private static void lock(Statement s) throws SQLException {
        for (String setting : List.of(
                "memory_limit = '128MB'",
                "threads = 1",
                "temp_directory = ''",
                "max_expression_depth = 250",
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                "allow_community_extensions = false",
                "enable_external_access = false",
                "lock_configuration = true")) {
            s.execute("SET " + setting);
        }
    }

    /** True where it shows exactly these tables. */
    boolean shows(TableList others) {
        return tables.equals(others);
    }

    synchronized QueryResult ask(StatementText text, String user) {
        String words = CatalogText.of(text, tables, user);
        try {
            String sql = gate.checked(words);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(SECONDS);
                try (ResultSet rows = statement.executeQuery()) {
                    return result(rows);
                }
            }
        } catch (SQLException e) {
            String reason = e.getMessage() == null
                    ? ""
                    : e.getMessage().lines().findFirst().orElse("");
            throw PgFailure.of(
                    SqlStates.NOT_SUPPORTED,
                    "the catalog doesn't answer this: " + reason.substring(0, Math.min(200, reason.length())),
                    "Maybe ask information_schema.tables and information_schema.columns.");
        }
    }

    private static QueryResult result(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<ColumnInfo> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new ColumnInfo(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
        }
        List<List<Object>> values = new ArrayList<>();
        boolean more = rows.next();
        while (more && values.size() < MOST_ROWS) {
            List<Object> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                Object value = rows.getObject(i);
                row.add(value instanceof Array list ? list(list) : value);
            }
            values.add(row);
            more = rows.next();
        }
        return new QueryResult(columns, values, more, 0, "", new Lineage(List.of(), List.of()));
    }

    /** As PostgreSQL writes lists: {@code {a,b}}. */
    private static String list(Array list) throws SQLException {
        return Arrays.stream((Object[]) list.getArray())
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the catalog of names can't be closed", null, e);
        }
    }
}
