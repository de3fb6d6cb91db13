package io.sojourn.api.resources;

import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.Map;

/**
 * The rows that a request chooses: by their dimensions ({@code where}), and by what happened in their cases ({@code filter}). The
 * same for every resource that has rows of cases.
 *
 * @param cases a condition on {@code case_id}
 */
record Choice(Where where, String cases) {
    private static final String EVERY = "TRUE";

    /** All rows. */
    static final Choice ALL = new Choice(new Where(Map.of()), EVERY);

    static Choice of(Snapshot s, Asked asked) throws SQLException {
        return new Choice(Where.of(s.definition(), asked), ChosenCases.condition(s, asked));
    }

    boolean hasFilter() {
        return !cases.equals(EVERY);
    }

    /** A condition on the rows of a table that has cases. */
    String condition(FactTable table) {
        return where.condition(table) + " AND " + cases;
    }

    /** The chosen rows of a table, for the FROM of a query. */
    String rows(Snapshot s, FactTable table) {
        boolean isAll = where.isEmpty() && !hasFilter();
        return isAll ? s.rows(table) : "(SELECT * FROM " + s.rows(table) + " WHERE " + condition(table) + ")";
    }
}
