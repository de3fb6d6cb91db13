package io.sojourn.api.resources;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * A list in pages: how many rows there are in all, those of this page, and the cursor of the next one.
 *
 * @param name what the rows are called
 * @param select a query whose rows are listed
 * @param order a total order, see {@link Keyset}
 */
record Listing(String name, String select, List<Keyset.Key> order, Snapshot.RowReader<Map<String, Object>> reader) {
    private static final int DEFAULT_ROWS = 100;

    /** @param kind tells this list from others */
    Map<String, Object> page(Snapshot s, String kind, Asked asked, Cursors cursors) throws SQLException {
        String question = Cursors.digest(kind
                + '\0'
                + s.definition().process()
                + '\0'
                + s.sight().scope().key()
                + '\0'
                + asked.key("process", "cursor", "limit"));
        String cursor = asked.text("cursor");
        List<Object> after = cursor == null ? List.of() : cursors.read(question, cursor);
        Keyset.Page page = new Keyset(order, after, asked.limit(DEFAULT_ROWS)).read(s, select, reader);
        return Json.object(
                "as_of",
                Json.instant(s.asOf()),
                "total",
                s.one("SELECT count(*) FROM (" + select + ")"),
                "next_cursor",
                page.next() == null ? null : cursors.write(question, page.next()),
                name,
                page.rows());
    }
}
