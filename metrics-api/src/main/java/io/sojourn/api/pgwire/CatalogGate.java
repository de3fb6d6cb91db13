package io.sojourn.api.pgwire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/**
 * Lets questions about the catalog through. DuckDB's own syntax tree may hold listed kinds of nodes, functions and tables only, so
 * few tables and so few places that make long texts that no question takes long or much memory. What runs is written anew from
 * the tree. The catalog holds names of tables and columns only, but it is in the server's own process.
 */
final class CatalogGate {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEPTH = 600;
    private static final int MOST_TABLES = 16;
    private static final Set<String> NODES = Set.of("SELECT_NODE", "SET_OPERATION_NODE");
    private static final Set<String> CLASSES = Set.of(
            "CASE",
            "CAST",
            "COLUMN_REF",
            "COMPARISON",
            "CONJUNCTION",
            "CONSTANT",
            "FUNCTION",
            "OPERATOR",
            "STAR",
            "SUBQUERY",
            "WINDOW",
            "BETWEEN",
            "TYPE",
            "POSITIONAL_REFERENCE");
    private static final Set<String> SOURCES =
            Set.of("BASE_TABLE", "SUBQUERY", "JOIN", "EMPTY", "EXPRESSION_LIST", "TABLE_FUNCTION");
    private static final Set<String> TABLE_FUNCTIONS = Set.of("generate_series", "unnest", "pg_get_keywords");
    private static final Set<String> FUNCTIONS = Set.of(
            """
            + - * / // & >> unnest % || ~ !~ ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape
            not_ilike_escape regexp_full_match regexp_matches count_star count sum min max avg string_agg
            array_agg list bool_or bool_and row_number rank coalesce nullif lower upper length substring
            trim ltrim rtrim left right position starts_with contains abs round replace concat greatest
            least array_to_string array_upper array_lower array_length array_extract list_extract list_value
            list_contains array_position struct_extract row len cardinality first any_value split_part
            current_schemas current_schema current_database version format_type pg_get_userbyid
            pg_table_is_visible pg_type_is_visible pg_function_is_visible pg_get_expr pg_get_indexdef
            pg_get_constraintdef pg_get_viewdef pg_get_partkeydef pg_get_functiondef pg_get_function_result
            pg_get_function_arguments pg_get_function_identity_arguments pg_get_ruledef pg_get_triggerdef
            pg_get_serial_sequence pg_get_statisticsobjdef_columns pg_encoding_to_char pg_size_pretty
            pg_table_size pg_relation_size pg_total_relation_size pg_database_size
            pg_relation_is_publishable pg_stat_get_numscans pg_is_in_recovery pg_backend_pid
            pg_tablespace_location pg_relation_filenode pg_my_temp_schema pg_is_other_temp_schema
            obj_description col_description shobj_description quote_ident to_regclass has_table_privilege
            has_schema_privilege has_database_privilege has_any_column_privilege has_column_privilege
            has_function_privilege has_sequence_privilege pg_has_role current_setting set_config
            information_schema__pg_expandarray txid_current pg_postmaster_start_time inet_server_addr
            inet_server_port pg_conf_load_time
            """
                    .strip()
                    .split("\\s+"));
    private static final Set<String> OTHERS =
            Set.of("ORDER_MODIFIER", "LIMIT_MODIFIER", "DISTINCT_MODIFIER", "ORDER_DEFAULT", "ASCENDING", "DESCENDING");

    private final Connection connection;
    private final Set<String> tables;
    private TextGrowth growth = new TextGrowth();

    CatalogGate(Connection connection, Set<String> tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** The text to run. */
    String checked(String sql) throws SQLException {
        String tree = value("SELECT json_serialize_sql(?::VARCHAR)", sql);
        try {
            JsonNode root = JSON.readTree(tree);
            if (root.path("error").asBoolean(true) || root.path("statements").size() != 1) {
                throw refuse("this way of asking");
            }
            growth = new TextGrowth();
            walk(root.path("statements").get(0), Set.of(), false, 0);
            refuseIf(growth.tooMuch());
        } catch (JsonProcessingException e) {
            throw refuse("so deep a nesting");
        }
        return value("SELECT json_deserialize_sql(?::JSON)", tree);
    }

    private String value(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void walk(JsonNode node, Set<String> scope, boolean inFrom, int depth) {
        if (depth > DEPTH) {
            throw refuse("so deep a nesting");
        }
        Set<String> inner = scope;
        boolean tableFunction = false;
        if (node.isObject()) {
            if (node.has("cte_map")) {
                inner = query(node, scope);
            } else if (node.has("class")) {
                expression(node, inFrom);
            } else if (node.has("type") && node.has("sample")) {
                source(node, scope);
                tableFunction = node.path("type").asText().equals("TABLE_FUNCTION");
            } else if (node.path("type").isTextual()) {
                require(OTHERS, node.path("type").asText());
            }
        }
        for (JsonNode child : node) {
            walk(child, inner, tableFunction, depth + 1);
        }
    }

    private Set<String> query(JsonNode node, Set<String> scope) {
        require(NODES, node.path("type").asText());
        refuseIf(node.has("sample") && !node.path("sample").isNull(), "sampling");
        refuseIf(growth.select(node));
        Set<String> inner = new java.util.HashSet<>(scope);
        for (JsonNode cte : node.path("cte_map").path("map")) {
            inner.add(cte.path("key").asText().toLowerCase(Locale.ROOT));
        }
        return inner;
    }

    private void expression(JsonNode node, boolean inFrom) {
        String kind = node.path("class").asText();
        require(CLASSES, kind);
        if (kind.equals("FUNCTION") || kind.equals("WINDOW")) {
            String name = node.path("function_name").asText().toLowerCase(Locale.ROOT);
            require(inFrom ? TABLE_FUNCTIONS : FUNCTIONS, name);
            refuseIf(
                    !node.path("schema").asText().isEmpty()
                            || !node.path("catalog").asText().isEmpty(),
                    name);
            refuseIf(node.path("qualified_name").path("path").size() > 1, name);
            if (inFrom) {
                growth.table(name.equals("generate_series"));
            }
        }
        if (kind.equals("CONSTANT")) {
            refuseIf(TextGrowth.isLong(node), "so long a text");
        }
        if (kind.equals("STAR")) {
            boolean plain =
                    !node.path("columns").asBoolean() && node.path("expr").isNull();
            refuseIf(!plain, "COLUMNS(...)");
        }
    }

    private void source(JsonNode node, Set<String> scope) {
        String type = node.path("type").asText();
        require(SOURCES, type);
        refuseIf(!node.path("sample").isNull(), "sampling");
        if (type.equals("BASE_TABLE")) {
            growth.table(false);
        }
        refuseIf(growth.tables() > MOST_TABLES, "so many tables");
        if (type.equals("BASE_TABLE")) {
            String name = node.path("table_name").asText().toLowerCase(Locale.ROOT);
            boolean qualified = !node.path("schema_name").asText().isEmpty()
                    || !node.path("catalog_name").asText().isEmpty();
            if (qualified || !tables.contains(name) && !scope.contains(name)) {
                throw PgFailure.of(
                        SqlStates.NO_TABLE, "relation \"" + shortly(name) + "\" is not in the catalog", null);
            }
        }
    }

    private static void require(Set<String> allowed, String found) {
        refuseIf(!allowed.contains(found), found);
    }

    /** @param what null: nothing is wrong */
    private static void refuseIf(String what) {
        refuseIf(what != null, what);
    }

    private static void refuseIf(boolean bad, String what) {
        if (bad) {
            throw refuse(shortly(what));
        }
    }

    private static String shortly(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private static PgFailure refuse(String what) {
        return PgFailure.of(
                SqlStates.NOT_SUPPORTED,
                "the catalog doesn't answer " + what,
                "Maybe ask information_schema.tables and information_schema.columns; rows of the log are asked without pg_ names.");
    }
}
