package io.sojourn.api.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Second wall: DuckDB's own syntax tree of the generated text may hold listed kinds of nodes, listed functions and
 * listed tables only. Stands alone: it trusts nothing of the first wall.
 */
final class AstGate {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEPTH = 1_500;
    private static final Set<String> NODES = Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE");
    private static final Set<String> CLASSES = Set.of(
            "CASE",
            "CAST",
            "COLUMN_REF",
            "COMPARISON",
            "CONJUNCTION",
            "CONSTANT",
            "FUNCTION",
            "LAMBDA",
            "LAMBDA_REF",
            "OPERATOR",
            "STAR",
            "SUBQUERY",
            "WINDOW",
            "BETWEEN",
            "TYPE");
    private static final Set<String> SOURCES =
            Set.of("BASE_TABLE", "SUBQUERY", "JOIN", "EMPTY", "EXPRESSION_LIST", "TABLE_FUNCTION", "PIVOT");
    /** What may be called in FROM: our own operators, and lists as rows. */
    private static final Set<String> TABLE_FUNCTIONS = tableFunctions();

    private static final Set<String> OTHERS =
            Set.of("ORDER_MODIFIER", "LIMIT_MODIFIER", "DISTINCT_MODIFIER", "ORDER_DEFAULT", "ASCENDING", "DESCENDING");
    private static final Set<String> TYPES = Set.of(
            "varchar",
            "bigint",
            "integer",
            "smallint",
            "tinyint",
            "hugeint",
            "double",
            "float",
            "real",
            "decimal",
            "numeric",
            "boolean",
            "timestamp",
            "date",
            "time",
            "interval",
            "char",
            "int",
            "double precision",
            "timestamp_us",
            "text");

    private static final Set<String> JOINS = Set.of("REGULAR", "CROSS", "NATURAL", "ASOF");
    /** Functions that are called without parentheses look like columns. */
    private static final Set<String> SESSION = Set.of("session_user", "localtime", "localtimestamp");

    private final Connection connection;
    private final Set<String> tables;
    private final Set<String> functions = Functions.duckdbNames();

    private static Set<String> tableFunctions() {
        Set<String> names = new HashSet<>(ProcessOperators.names());
        names.add("unnest");
        return names;
    }

    AstGate(Connection connection, Set<String> tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** Refuses a text whose tree is not allowed; returns the tree. */
    JsonNode check(String sql) throws SQLException {
        JsonNode root = tree(sql);
        if (root.path("error").asBoolean(true)) {
            throw Refusal.of("not a SELECT that DuckDB reads", null);
        }
        if (root.path("statements").size() != 1) {
            throw Refusal.of("more than one statement", null);
        }
        walk(root.path("statements").get(0), Set.of(), 0);
        return root;
    }

    private JsonNode tree(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            statement.setString(1, sql);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1));
            }
        } catch (JsonProcessingException e) {
            throw Refusal.of("its syntax tree is too deep", null);
        }
    }

    private void walk(JsonNode node, Set<String> scope, int depth) {
        if (depth > DEPTH) {
            throw Refusal.of("its syntax tree is too deep", null);
        }
        if (node.isObject()) {
            if (node.has("cte_map")) {
                queryNode(node, scope, depth);
                return;
            } else if (node.path("type").asText().equals("TABLE_FUNCTION")) {
                source(node, scope);
                tableFunction(node.path("function"), scope, depth);
                return;
            } else if (node.has("class")) {
                expression(node);
            } else if (node.has("type") && node.has("sample")) {
                source(node, scope);
            } else if (node.path("type").isTextual()) {
                require(OTHERS, node.path("type").asText(), "clause");
            }
        }
        for (JsonNode child : node) {
            walk(child, scope, depth + 1);
        }
    }

    /** Its name is looked up in a list of its own; its arguments are expressions like others. */
    private void tableFunction(JsonNode function, Set<String> scope, int depth) {
        require(Set.of("FUNCTION"), function.path("class").asText(), "expression");
        require(TABLE_FUNCTIONS, function.path("function_name").asText().toLowerCase(Locale.ROOT), "table function");
        refuseIf(isQualified(function), "a qualified function");
        for (JsonNode child : function) {
            walk(child, scope, depth + 1);
        }
    }

    /**
     * What a WITH names is seen from what comes behind it; from inside itself in the part of a recursive one alone that is
     * repeated. Anywhere else its name would mean a table outside of the lists.
     */
    private void queryNode(JsonNode node, Set<String> scope, int depth) {
        require(NODES, node.path("type").asText(), "statement");
        refuseIf(!node.path("sample").isNull() && node.has("sample"), "sampling");
        Set<String> inner = new HashSet<>(scope);
        for (JsonNode cte : node.path("cte_map").path("map")) {
            String name = cte.path("key").asText().toLowerCase(Locale.ROOT);
            refuseIf(tables.contains(name), "a WITH name that hides a table");
            walk(cte, inner, depth + 1);
            inner.add(name);
        }
        Set<String> repeated = new HashSet<>(inner);
        if (node.path("type").asText().equals("RECURSIVE_CTE_NODE")) {
            String name = node.path("cte_name").asText().toLowerCase(Locale.ROOT);
            refuseIf(tables.contains(name), "a WITH name that hides a table");
            repeated.add(name);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals("cte_map")) {
                walk(field.getValue(), field.getKey().equals("right") ? repeated : inner, depth + 1);
            }
        }
    }

    private void expression(JsonNode node) {
        String kind = node.path("class").asText();
        require(CLASSES, kind, "expression");
        if (kind.equals("FUNCTION") || kind.equals("WINDOW")) {
            require(functions, node.path("function_name").asText().toLowerCase(Locale.ROOT), "function");
            refuseIf(isQualified(node), "a qualified function");
            refuseIf(
                    node.path("function_name").asText().equalsIgnoreCase(Functions.BOUNDED_SERIES) && !isFixed(node),
                    "a series of values that are not literals");
        }
        if (kind.equals("TYPE")) {
            require(TYPES, node.path("type_name").asText().toLowerCase(Locale.ROOT), "type");
            refuseIf(isQualified(node), "a qualified type");
        }
        if (kind.equals("COLUMN_REF") && node.path("column_names").size() == 1) {
            String name = node.path("column_names").get(0).asText().toLowerCase(Locale.ROOT);
            refuseIf(name.startsWith("current_") || SESSION.contains(name), "name " + Refusal.shortly(name));
        }
        if (kind.equals("STAR")) {
            boolean plain =
                    !node.path("columns").asBoolean() && node.path("expr").isNull();
            refuseIf(!plain, "COLUMNS(...)");
        }
    }

    private void source(JsonNode node, Set<String> scope) {
        require(SOURCES, node.path("type").asText(), "source");
        refuseIf(!node.path("sample").isNull(), "sampling");
        if (node.path("type").asText().equals("JOIN")) {
            require(JOINS, node.path("ref_type").asText(), "join");
        }
        if (node.path("type").asText().equals("BASE_TABLE")) {
            String name = node.path("table_name").asText().toLowerCase(Locale.ROOT);
            refuseIf(!node.path("schema_name").asText().isEmpty(), "a qualified table");
            refuseIf(!node.path("catalog_name").asText().isEmpty(), "a qualified table");
            refuseIf(!node.path("at_clause").isNull(), "AT");
            refuseIf(!tables.contains(name) && !scope.contains(name), "table " + Refusal.shortly(name));
        }
    }

    /** Whether a tree names no column and asks nothing. */
    private static boolean isFixed(JsonNode node) {
        String kind = node.path("class").asText();
        if (kind.equals("COLUMN_REF") || kind.equals("SUBQUERY") || kind.equals("LAMBDA")) {
            return false;
        }
        for (JsonNode child : node) {
            if (!isFixed(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQualified(JsonNode node) {
        return !node.path("schema").asText().isEmpty()
                || !node.path("catalog").asText().isEmpty()
                || node.path("qualified_name").path("path").size() > 1;
    }

    private static void require(Set<String> allowed, String found, String what) {
        refuseIf(!allowed.contains(found), what + " " + Refusal.shortly(found));
    }

    private static void refuseIf(boolean bad, String what) {
        if (bad) {
            throw Refusal.of(what + " is not allowed", null);
        }
    }
}
