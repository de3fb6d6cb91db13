package io.sojourn.api.pgwire;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a question about the catalog in words that DuckDB's parser knows: without {@code pg_catalog.}, with numbers for names of
 * tables, with patterns that match a part. What comes out is checked by {@link CatalogGate} before anything runs.
 */
final class CatalogText {
    private static final Set<String> TEXT_TYPES = Set.of(
            "regclass", "regtype", "regproc", "regprocedure", "regnamespace", "regrole", "name", "char", "aclitem");
    private static final Set<String> ARRAYS = Set.of("text", "name", "varchar", "int2", "int4", "int8", "oid");
    private static final Map<String, Integer> SYSTEM = Map.of(
            "pg_class", 1_259,
            "pg_type", 1_247,
            "pg_proc", 1_255,
            "pg_namespace", 2_615,
            "pg_attribute", 1_249,
            "pg_constraint", 2_606,
            "pg_database", 1_262,
            "pg_description", 2_609,
            "pg_am", 2_601);
    private static final Map<String, Integer> SCHEMAS =
            Map.of("pg_catalog", 11, "public", 2_200, "information_schema", 13_000);
    private static final Pattern WORDY = Pattern.compile("[a-z_][a-z0-9_]*");

    private final StatementText text;
    private final TableList tables;
    private final String user;
    private final StatementText.Edit edit;

    private CatalogText(StatementText text, TableList tables, String user) {
        this.text = text;
        this.tables = tables;
        this.user = user;
        this.edit = text.edit();
    }

    static String of(StatementText text, TableList tables, String user) {
        String known = KnownQueries.answer(text.text());
        return known != null ? known : new CatalogText(text, tables, user).rewrite();
    }

    private String rewrite() {
        int i = 0;
        while (i < text.size()) {
            i = Math.max(i + 1, step(i));
        }
        return edit.done().text();
    }

    /** Replaces what begins at a token, and gives the first token behind it; the same where nothing does. */
    private int step(int i) {
        if (text.is(i + 1, ".") && text.name(i).equals("pg_catalog")) {
            edit.replace(i, i + 1, "");
            return i + 2;
        }
        if (text.is(i + 1, ".") && text.name(i).equals("information_schema")) {
            edit.replace(i, i + 2, "information_schema_" + plain(text.name(i + 2)));
            return i + 3;
        }
        if (text.is(i, "operator") && text.is(i + 1, "(")) {
            return operator(i);
        }
        if (text.is(i, "collate")) {
            int last = qualified(i + 1);
            edit.replace(i, last, "");
            return last + 1;
        }
        if (text.is(i, Token.Kind.STRING) && text.is(i + 1, "::")) {
            return castText(i);
        }
        if (text.is(i, "::")) {
            return cast(i);
        }
        if (text.is(i, Token.Kind.STRING) && isMatch(i - 1)) {
            edit.replace(
                    i,
                    i,
                    partly(text.string(i), text.token(i - 1).in(text.text()).endsWith("*")));
            return i + 1;
        }
        if (text.is(i, "~*") || text.is(i, "!~*")) {
            edit.replace(i, i, text.is(i, "~*") ? "~" : "!~");
            return i + 1;
        }
        return session(i);
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return WORDY.matcher(lower).matches() ? lower : "unknown";
    }

    /** The last token of a name that may stand behind {@code pg_catalog.}. */
    private int qualified(int i) {
        return text.is(i + 1, ".") ? i + 2 : i;
    }

    /** {@code OPERATOR(pg_catalog.~)} is {@code ~}. */
    private int operator(int i) {
        int sign = qualified(i + 2);
        if (!text.is(sign, Token.Kind.SYMBOL) || !text.is(sign + 1, ")")) {
            return i;
        }
        String word = text.token(sign).in(text.text());
        edit.replace(i, sign + 1, word.startsWith("!") ? "!~" : word.startsWith("~") ? "~" : word);
        if (word.contains("~") && text.string(sign + 2) != null) {
            edit.replace(sign + 2, sign + 2, partly(text.string(sign + 2), word.endsWith("*")));
            return sign + 3;
        }
        return sign + 2;
    }

    private boolean isMatch(int i) {
        return text.is(i, "~") || text.is(i, "!~") || text.is(i, "~*") || text.is(i, "!~*");
    }

    /** DuckDB's {@code ~} matches the whole text, PostgreSQL's a part of it. */
    private static String partly(String pattern, boolean anyCase) {
        String inner = pattern == null ? "" : pattern;
        return "'" + (anyCase ? "(?i)" : "") + ".*(?:" + inner.replace("'", "''") + ").*'";
    }

    /** A literal as a number of the catalog, or as a list. */
    private int castText(int i) {
        int type = qualified(i + 2);
        String word = text.name(type);
        String value = text.string(i);
        boolean list = text.is(type + 1, "[") && text.is(type + 2, "]");
        if (value == null || word.isEmpty()) {
            return i;
        }
        if (list && ARRAYS.contains(word) && value.startsWith("{") && value.endsWith("}")) {
            edit.replace(i, type + 2, array(value.substring(1, value.length() - 1)));
            return type + 3;
        }
        String number =
                switch (word) {
                    case "regclass" -> Integer.toString(regclass(value));
                    case "regtype" -> Integer.toString(regtype(value));
                    case "regnamespace" -> Integer.toString(SCHEMAS.getOrDefault(value, 0));
                    default -> null;
                };
        if (number == null) {
            return i;
        }
        edit.replace(i, type, number);
        return type + 1;
    }

    private static String array(String elements) {
        StringBuilder list = new StringBuilder("[");
        for (String element : elements.isEmpty() ? new String[0] : elements.split(",")) {
            list.append(list.length() > 1 ? ", '" : "'")
                    .append(element.replace("'", "''"))
                    .append('\'');
        }
        return list.append("]::VARCHAR[]").toString();
    }

    private int regclass(String value) {
        String name = value.replaceFirst("^\"?(public|pg_catalog)\"?\\.", "").replace("\"", "");
        if (value.matches("\\d{1,9}")) {
            return Integer.parseInt(value);
        }
        int oid = SYSTEM.getOrDefault(name, tables.oid(name));
        if (oid == 0 && !name.startsWith("pg_")) {
            throw PgFailure.of(SqlStates.NO_TABLE, "relation \"" + value + "\" does not exist", null);
        }
        return oid;
    }

    private static int regtype(String value) {
        String name = value.replaceFirst("^pg_catalog\\.", "");
        for (PgType type : PgType.values()) {
            if (type.word().equals(name) || type.title().equals(name)) {
                return type.oid();
            }
        }
        return 0;
    }

    private int cast(int i) {
        int type = qualified(i + 1);
        String word = text.name(type);
        boolean list = text.is(type + 1, "[") && text.is(type + 2, "]");
        String duckdb = TEXT_TYPES.contains(word) ? "VARCHAR" : word.equals("xid") ? "BIGINT" : null;
        if (duckdb == null) {
            return i;
        }
        int last = list ? type + 2 : type;
        edit.replace(i, last, "::" + duckdb + (list ? "[]" : ""));
        return last + 1;
    }

    /** Who and where this connection is. */
    private int session(int i) {
        boolean plain = text.is(i, Token.Kind.WORD)
                && !text.is(i - 1, ".")
                && !text.is(i + 1, ".")
                && !text.is(i - 1, "as")
                && !text.is(i + 1, "(");
        if (!plain) {
            return i;
        }
        String value =
                switch (text.name(i)) {
                    case "current_user", "session_user", "current_role", "user" -> user;
                    case "current_catalog" -> CatalogDatabase.NAME;
                    case "current_schema" -> "public";
                    default -> null;
                };
        if (value == null) {
            return i;
        }
        edit.replace(i, i, "'" + value.replace("'", "''") + "'");
        return i + 1;
    }
}
