package io.sojourn.api.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * What queries may call and name beside the tables: process operators and what is open now. Made on each connection, behind
 * whatever hides rows there, since their bodies name tables plainly.
 *
 * @param tables that the snapshot has
 * @param asOf of the snapshot, as SQL
 */
record QueryWords(Set<String> tables, String asOf) {
    static QueryWords of(Connection connection, Set<String> tables) throws SQLException {
        try (Statement s = connection.createStatement()) {
            return new QueryWords(tables, SnapshotState.asOf(s, tables.contains("events")));
        }
    }

    void makeOn(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            for (String macro : ProcessOperators.macros(tables)) {
                s.execute(macro);
            }
            LiveViews.create(s, tables, asOf);
        }
    }
}
