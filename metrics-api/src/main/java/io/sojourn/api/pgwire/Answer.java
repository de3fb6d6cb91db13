package io.sojourn.api.pgwire;

import io.sojourn.api.sql.QueryResult;
import java.util.List;

/**
 * What a statement gave.
 *
 * @param columns null where it gives no rows
 * @param tag what it is called when it is done; of rows, their number is added
 * @param cut there were more rows than the limit lets through
 */
record Answer(List<PgColumn> columns, List<List<Object>> rows, String tag, boolean cut) {
    static Answer done(String tag) {
        return new Answer(null, List.of(), tag, false);
    }

    static Answer of(QueryResult result) {
        return new Answer(PgColumn.of(result.columns()), result.rows(), "SELECT", result.truncated());
    }

    /** One row of one text. */
    static Answer text(String column, String value) {
        return new Answer(List.of(new PgColumn(column, PgType.TEXT, -1)), List.of(List.of(value)), "SHOW", false);
    }

    boolean hasRows() {
        return columns != null;
    }

    /** {@code SELECT} with its number of rows, any other tag as it is. */
    String tag(int rowsSent) {
        return tag.equals("SELECT") ? "SELECT " + rowsSent : tag;
    }
}
