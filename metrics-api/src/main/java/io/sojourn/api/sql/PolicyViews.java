package io.sojourn.api.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.api.access.MaskKey;
import io.sojourn.api.access.ScopedTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one policy shows of a snapshot: a temporary view for each table, by {@link ScopedTables}. A query names the tables; it
 * runs as a text that was written from its checked tree with these views in their places, and that was checked again to name
 * nothing else. So the tables themselves are out of a query's reach.
 */
final class PolicyViews {
    private static final String COPY = "_copy";

    private final Connection connection;
    private final Map<String, String> views = new HashMap<>();

    /** Makes the views. */
    PolicyViews(Connection connection, String database, Catalog catalog, WorkerPolicy policy) throws SQLException {
        this.connection = connection;
        ScopedTables tables = new ScopedTables(
                policy.policy(),
                '"' + database.replace("\"", "\"\"") + "\".main.",
                table -> catalog.tables().getOrDefault(table, List.of()).stream()
                        .map(c -> new ScopedTables.Col(c.name(), c.type()))
                        .toList());
        MaskKey.giveTo(connection, policy.secret());
        for (String table : catalog.names()) {
            String view = "pol_" + policy.name() + "_" + table;
            run("CREATE OR REPLACE TEMP VIEW " + view + " AS " + tables.select(table, null));
            views.put(table, view);
        }
    }

    /** A query with the views in place of the tables. */
    String over(JsonNode tree) throws SQLException {
        return rewritten(tree, views);
    }

    /** The tables that a query names. */
    Set<String> tablesOf(JsonNode tree) {
        Set<String> found = new TreeSet<>();
        tree.findParents("table_name").forEach(n -> {
            if (views.containsKey(table(n))) {
                found.add(table(n));
            }
        });
        return found;
    }

    /** A query over copies of what the views show; {@link #dropCopies} takes them away. */
    String overCopies(JsonNode tree) throws SQLException {
        Map<String, String> copies = new HashMap<>();
        for (String table : tablesOf(tree)) {
            String copy = views.get(table) + COPY;
            run("CREATE OR REPLACE TEMP TABLE " + copy + " AS SELECT * FROM " + views.get(table));
            copies.put(table, copy);
        }
        return rewritten(tree, copies);
    }

    void dropCopies(JsonNode tree) throws SQLException {
        for (String table : tablesOf(tree)) {
            run("DROP TABLE IF EXISTS temp.main." + views.get(table) + COPY);
        }
    }

    void drop() throws SQLException {
        for (String view : views.values()) {
            run("DROP VIEW IF EXISTS temp.main." + view);
        }
    }

    private String rewritten(JsonNode tree, Map<String, String> names) throws SQLException {
        JsonNode copy = tree.deepCopy();
        copy.findParents("table_name").forEach(n -> rename((ObjectNode) n, names));
        String text = text(copy);
        new AstGate(connection, new TreeSet<>(names.values())).check(text);
        return text;
    }

    private static String table(JsonNode source) {
        return source.path("table_name").asText().toLowerCase(Locale.ROOT);
    }

    /** No name of WITH hides a table: the gate has refused it. */
    private static void rename(ObjectNode source, Map<String, String> names) {
        String name = names.get(table(source));
        boolean isTable = source.path("type").asText().equals("BASE_TABLE");
        if (name == null || !isTable) {
            return;
        }
        if (source.path("alias").asText().isEmpty()) {
            source.put("alias", source.path("table_name").asText());
        }
        source.put("table_name", name);
        if (source.path("qualified_name").path("path") instanceof ArrayNode path) {
            path.removeAll().add(name);
        }
    }

    private String text(JsonNode tree) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("SELECT json_deserialize_sql(?::JSON)")) {
            s.setString(1, tree.toString());
            try (ResultSet row = s.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    /** Names of the views, for tests. */
    Collection<String> names() {
        return views.values();
    }
}
