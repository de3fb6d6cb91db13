package io.sojourn.api.resources;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One page of a list in a total order: the rows right behind a place. A row that comes in between while someone turns pages
 * neither repeats nor hides another; one whose place changes moves with it.
 *
 * @param order the order's keys, which together are unique, and never null
 * @param after the place; empty: from the beginning
 * @param limit rows of the page
 */
record Keyset(List<Key> order, List<Object> after, int limit) {

    /**
     * One key of an order.
     *
     * @param sql an expression over the rows, a text or a BIGINT, never null
     */
    record Key(String sql, boolean isText, boolean isDescending) {
        static Key text(String sql) {
            return new Key(sql, true, false);
        }

        static Key number(String sql) {
            return new Key(sql, false, false);
        }

        Key descending() {
            return new Key(sql, isText, true);
        }

        private String literal(Object value) {
            return isText ? Snapshot.text((String) value) : "(" + value + ")::BIGINT";
        }

        private Object read(ResultSet row, String column) throws SQLException {
            return isText ? row.getString(column) : (Object) row.getLong(column);
        }
    }

    /** A page, and the place of its last row; null where no further row follows. */
    record Page(List<Map<String, Object>> rows, List<Object> next) {}

    /** @param select a query whose rows are listed */
    Page read(Snapshot s, String select, Snapshot.RowReader<Map<String, Object>> reader, Object... parameters)
            throws SQLException {
        List<List<Object>> places = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>(s.list(
                "SELECT * FROM (SELECT *" + keys() + " FROM (" + select + ")) WHERE " + behind() + " ORDER BY "
                        + inOrder() + " LIMIT " + (limit + 1),
                row -> {
                    places.add(place(row));
                    return reader.read(row);
                },
                parameters));
        if (rows.size() <= limit) {
            return new Page(rows, null);
        }
        rows.remove(limit);
        return new Page(rows, places.get(limit - 1));
    }

    private static String column(int i) {
        return "place_" + i;
    }

    private String keys() {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < order.size(); i++) {
            sql.append(", ").append(order.get(i).sql()).append(" AS ").append(column(i));
        }
        return sql.toString();
    }

    private String inOrder() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            keys.add(column(i) + (order.get(i).isDescending() ? " DESC" : ""));
        }
        return String.join(", ", keys);
    }

    private List<Object> place(ResultSet row) throws SQLException {
        List<Object> place = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            place.add(order.get(i).read(row, column(i)));
        }
        return place;
    }

    /** Rows that are behind in the first key, or equal in it and behind in the second one, and so on. */
    private String behind() {
        if (after.isEmpty()) {
            return "TRUE";
        }
        List<String> ways = new ArrayList<>();
        StringBuilder equal = new StringBuilder();
        for (int i = 0; i < order.size(); i++) {
            Key key = order.get(i);
            String value = key.literal(after.get(i));
            ways.add(equal + column(i) + (key.isDescending() ? " < " : " > ") + value);
            equal.append(column(i)).append(" = ").append(value).append(" AND ");
        }
        return ways.stream().map(way -> "(" + way + ")").collect(Collectors.joining(" OR ", "(", ")"));
    }
}
