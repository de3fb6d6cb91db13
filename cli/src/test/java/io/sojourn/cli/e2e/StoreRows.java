package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.store.Store;
import io.sojourn.fact.FactTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables of stores as texts, to hold one store against another. */
public final class StoreRows {
    private StoreRows() {}

    /** Each row of a query as a text. */
    public static List<String> of(Store store, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection c = store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            while (r.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    row.add(r.getObject(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    /** What is left of rows when each of the others has taken one away that is equal. */
    private static List<String> without(List<String> rows, List<String> others) {
        Map<String, Integer> counts = new HashMap<>();
        others.forEach(row -> counts.merge(row, 1, Integer::sum));
        return rows.stream()
                .filter(row -> counts.merge(row, -1, Integer::sum) < 0)
                .toList();
    }

    /**
     * All tables but those about the way: what was rejected, came twice or late, and when it was received, is different when
     * the same events come another way.
     */
    public static void assertEqual(Path some, Path expected) throws SQLException {
        try (Store one = Store.openExisting(some);
                Store other = Store.openExisting(expected)) {
            for (FactTable table : FactTable.values()) {
                if (table != FactTable.REJECTED_EVENTS && table != FactTable.DELIVERIES) {
                    String without = table == FactTable.EVENTS ? " EXCLUDE (late, received_at)" : "";
                    String sql = "SELECT *" + without + " FROM " + table.tableName();
                    assertThat(sorted(of(one, sql))).as(table.tableName()).isEqualTo(sorted(of(other, sql)));
                }
            }
            assertThat(one.asOf()).isEqualTo(other.asOf());
        }
    }
}
