package io.sojourn.api.pgwire;

import io.sojourn.api.pgwire.Prepared.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what a statement is, and what its parameters may be. */
final class Statements {
    private static final Set<String> COMMANDS = Set.of(
            "set",
            "show",
            "reset",
            "begin",
            "start",
            "commit",
            "end",
            "rollback",
            "abort",
            "savepoint",
            "release",
            "discard",
            "deallocate",
            "close",
            "unlisten");
    private static final Set<String> CHANGES = Set.of(
            "insert",
            "update",
            "delete",
            "merge",
            "create",
            "alter",
            "drop",
            "truncate",
            "grant",
            "revoke",
            "copy",
            "vacuum",
            "analyze",
            "reindex",
            "cluster",
            "comment",
            "lock",
            "call",
            "do",
            "refresh",
            "import",
            "security");
    /** Functions and names that tell about the connection: a query of them alone is none of rows. */
    private static final Set<String> SESSION = Set.of(
            "version",
            "current_schema",
            "current_schemas",
            "current_database",
            "current_catalog",
            "current_user",
            "session_user",
            "current_role",
            "user",
            "current_setting",
            "set_config",
            "has_table_privilege",
            "has_schema_privilege",
            "has_database_privilege",
            "has_any_column_privilege",
            "has_column_privilege",
            "format_type",
            "obj_description",
            "col_description",
            "shobj_description",
            "quote_ident",
            "to_regclass");

    private static final Set<String> BETWEEN_NAME_AND_PARAMETER = Set.of(
            "=", "<", ">", "<=", ">=", "<>", "!=", "(", ",", "between", "and", "in", "not", "is", "distinct", "from");
    private static final Set<String> TEXT_OPERATORS = Set.of("like", "ilike", "||");

    private Statements() {}

    static Prepared read(StatementText text, int[] declared, Supplier<Map<String, PgType>> columns) {
        Kind kind = kind(text);
        int[] types = new int[kind == Kind.QUERY || kind == Kind.CATALOG ? parameters(text, declared.length) : 0];
        for (int i = 0; i < text.size(); i++) {
            if (text.is(i, Token.Kind.PARAMETER) && types.length > 0) {
                int n = Prepared.parameter(text, i) - 1;
                types[n] = n < declared.length && declared[n] != 0 ? declared[n] : guess(text, i, columns, types[n]);
            }
        }
        for (int n = 0; n < Math.min(declared.length, types.length); n++) {
            types[n] = declared[n] == 0 ? types[n] : declared[n];
        }
        return new Prepared(text, kind, types);
    }

    private static int parameters(StatementText text, int declared) {
        int most = declared;
        for (int i = 0; i < text.size(); i++) {
            most = text.is(i, Token.Kind.PARAMETER) ? Math.max(most, Prepared.parameter(text, i)) : most;
        }
        return most;
    }

    private static Kind kind(StatementText text) {
        if (text.size() == 0) {
            return Kind.EMPTY;
        }
        String first = text.is(0, Token.Kind.WORD) ? text.name(0) : "";
        if (COMMANDS.contains(first)) {
            return Kind.COMMAND;
        }
        if (CHANGES.contains(first)) {
            throw PgFailure.of(
                    SqlStates.READ_ONLY,
                    "cannot execute " + first.toUpperCase(Locale.ROOT) + ": the data is read-only here",
                    "Maybe ask by SELECT.");
        }
        return isCatalog(text) ? Kind.CATALOG : Kind.QUERY;
    }

    private static boolean isCatalog(StatementText text) {
        boolean fromSomewhere = false;
        boolean session = false;
        for (int i = 0; i < text.size(); i++) {
            String name = text.name(i);
            if (name.equals("information_schema") || name.startsWith("pg_")) {
                return true;
            }
            fromSomewhere |= text.is(i, "from");
            session |= SESSION.contains(name);
        }
        boolean constant = text.is(0, "select") && text.size() == 2 && text.is(1, Token.Kind.NUMBER);
        return constant || session && !fromSomewhere;
    }

    /** What a parameter is compared with says its type, where all tables agree on that column's. */
    private static int guess(StatementText text, int at, Supplier<Map<String, PgType>> columns, int known) {
        if (known != 0) {
            return known;
        }
        if (text.is(at - 1, "limit") || text.is(at - 1, "offset")) {
            return PgType.INT8.oid();
        }
        int i = at - 1;
        while (i >= 0) {
            if (text.is(i, Token.Kind.PARAMETER)) {
                i--;
                continue;
            }
            String word = text.token(i).in(text.text()).toLowerCase(Locale.ROOT);
            if (TEXT_OPERATORS.contains(word)) {
                return PgType.TEXT.oid();
            }
            if (!BETWEEN_NAME_AND_PARAMETER.contains(word)) {
                PgType type =
                        i == at - 1 ? null : columns.get().get(text.name(i).toLowerCase(Locale.ROOT));
                return type == null ? 0 : type.oid();
            }
            i--;
        }
        return 0;
    }
}
