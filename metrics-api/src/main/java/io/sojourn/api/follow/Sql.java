package io.sojourn.api.follow;

/** Literals and names of SQL. */
final class Sql {
    private Sql() {}

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String name(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
