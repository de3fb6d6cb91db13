package io.sojourn.api.sql;

import io.sojourn.api.access.Sight;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a query may name.
 *
 * @param tables with the DuckDB types of their columns
 * @param calendars for working time
 */
record Catalog(Map<String, List<ColumnInfo>> tables, Set<String> calendars) {
    Catalog(Map<String, List<ColumnInfo>> tables) {
        this(tables, Set.of());
    }

    /** The public tables; those that a store lacks are left out. */
    static final List<String> PUBLIC = List.of(
            "events",
            "cases",
            "stays",
            "sla_clocks",
            "activity_instances",
            "handoffs",
            "exceptions",
            "durations",
            "case_relations",
            "measure_panes",
            "queue_panes",
            "queue_aging",
            "rejected_events",
            "deliveries");

    /** What else a query may name: the view over the {@link EventArchive}. */
    private static final Set<String> NAMED = Set.copyOf(named());

    /** Reads the main schema of the given database of the instance, and the views of what is open now. */
    static Catalog read(Connection connection, String database, Set<String> calendars) throws SQLException {
        Map<String, List<ColumnInfo>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND"
                                + " (database_name = '" + database.replace("'", "''") + "' AND table_name IN "
                                + list(NAMED) + " OR database_name = 'temp' AND table_name IN "
                                + list(LiveViews.NAMES) + ") ORDER BY table_name, column_index")) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), t -> new ArrayList<>())
                        .add(new ColumnInfo(rows.getString(2), rows.getString(3)));
            }
        }
        return new Catalog(tables, calendars);
    }

    private static String list(Set<String> names) {
        return names.stream().sorted().map(t -> "'" + t + "'").collect(Collectors.joining(", ", "(", ")"));
    }

    /** All names that a query may use for a table. */
    static List<String> named() {
        return Stream.of(
                        PUBLIC.stream(),
                        Stream.of(EventArchive.VIEW),
                        LiveViews.NAMES.stream().sorted())
                .flatMap(names -> names)
                .toList();
    }

    /** What somebody may name who sees a part, and what they may call calendars. */
    Catalog seenBy(Sight sight, Set<String> theirCalendars) {
        Map<String, List<ColumnInfo>> seen = new LinkedHashMap<>();
        tables.forEach((table, columns) -> {
            String stored = LiveViews.source(table) != null
                    ? LiveViews.source(table)
                    : table.equals(EventArchive.VIEW) ? "events" : table;
            seen.put(
                    table,
                    columns.stream().filter(c -> !sight.hides(stored, c.name())).toList());
        });
        return new Catalog(seen, theirCalendars);
    }

    Set<String> names() {
        return tables.keySet();
    }
}
