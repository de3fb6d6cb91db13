package io.sojourn.api.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.api.access.MaskKey;
import io.sojourn.api.access.ScopedTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;

/**
 * What somebody sees of a snapshot, as connections whose temporary views have the names of the tables. DuckDB looks for a
 * name among a connection's temporary things first, and the gate lets no qualified name through: so a table itself is out of
 * reach of a query, and of what is made on the connection behind the views.
 */
final class SightViews {
    private final Connection instance;
    private final Set<String> names;
    private final ScopedTables tables;
    private final WorkerSight sight;
    private final QueryWords words;
    private final WorkerCalendars calendars;

    /** @param catalog whose tables are all there is to see */
    SightViews(
            Connection instance,
            String database,
            Catalog catalog,
            QueryWords words,
            WorkerCalendars calendars,
            WorkerSight sight) {
        this.words = words;
        this.calendars = calendars;
        this.instance = instance;
        this.names = words.tables();
        this.sight = sight;
        this.tables = new ScopedTables(
                sight.sight(),
                '"' + database.replace("\"", "\"\"") + "\".main.",
                table -> catalog.tables().getOrDefault(table, List.of()).stream()
                        .map(c -> new ScopedTables.Col(c.name(), c.type()))
                        .toList());
    }

    /** A connection that sees what is seen. */
    Connection open() throws SQLException {
        return open(Set.of());
    }

    /**
     * The same, with the tables that a query names as copies of what is shown: nothing that it asks of them meets another row.
     * Price: reading and keeping these, under the worker's limits.
     */
    Connection openCopies(JsonNode tree) throws SQLException {
        Set<String> named = new TreeSet<>();
        tree.findParents("table_name")
                .forEach(n -> named.add(n.path("table_name").asText().toLowerCase(Locale.ROOT)));
        named.addAll(
                named.stream().map(LiveViews::source).filter(Objects::nonNull).toList());
        Set<String> operators = ProcessOperators.names();
        tree.findValuesAsText("function_name").stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(operators::contains)
                .forEach(name -> named.add(ProcessOperators.source(name)));
        return open(named);
    }

    private Connection open(Set<String> copied) throws SQLException {
        Connection connection = instance.unwrap(DuckDBConnection.class).duplicate();
        try (Statement s = connection.createStatement()) {
            MaskKey.giveTo(connection, sight.secret());
            for (String table : names) {
                String kind = copied.contains(table) ? "TABLE" : "VIEW";
                s.execute("CREATE TEMP " + kind + " " + table + " AS " + tables.select(table, null));
            }
            words.makeOn(connection);
            calendars.makeOn(connection, sight.processes());
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
