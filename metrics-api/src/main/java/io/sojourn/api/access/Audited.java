package io.sojourn.api.access;

import io.javalin.http.Context;
import java.util.Collection;
import java.util.Map;

/** What handlers tell the audit log about a request, beside what everybody sees of it. */
public final class Audited {
    private static final String ROWS = "audit.rows";
    private static final String TARGET = "audit.target";
    private static final String STATEMENT = "audit.statement";
    private static final String CODE = "audit.code";

    private Audited() {}

    /** How many rows were given. */
    public static void rows(Context ctx, long rows) {
        ctx.attribute(ROWS, rows);
    }

    /** The rows of a document: the entries of its longest list. */
    public static void rows(Context ctx, Map<String, ?> document) {
        long most = 0;
        for (Object value : document.values()) {
            if (value instanceof Collection<?> list) {
                most = Math.max(most, list.size());
            }
        }
        rows(ctx, most);
    }

    /** What is recorded in place of path and query. */
    public static void target(Context ctx, String shown) {
        ctx.attribute(TARGET, shown);
    }

    /** A SQL text; only its SHA-256 is written. */
    public static void statement(Context ctx, String sql) {
        ctx.attribute(STATEMENT, KeyText.sha256(sql));
    }

    /** The code of a failure. */
    public static void code(Context ctx, String code) {
        ctx.attribute(CODE, code);
    }

    static Long rows(Context ctx) {
        return ctx.attribute(ROWS);
    }

    static String target(Context ctx) {
        return ctx.attribute(TARGET);
    }

    static String statement(Context ctx) {
        return ctx.attribute(STATEMENT);
    }

    static String code(Context ctx) {
        return ctx.attribute(CODE);
    }
}
