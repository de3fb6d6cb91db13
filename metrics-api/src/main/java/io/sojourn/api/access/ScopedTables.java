package io.sojourn.api.access;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The only place that says which rows and values of a table a scope sees: as one SELECT for each table, which documents, mining
 * and the views of SQL workers all read from. What it shows of a store is what everybody would see in a store that never had
 * the other rows, and that holds tokens or nulls for the masked values.
 *
 * <p>A row is seen where its process is, and
 * <ul>
 *   <li>where the table has a named dimension: where the row's value is allowed, null being {@code (none)};
 *   <li>else, and for events always: where its case is seen, all of whose episodes have allowed values;
 *   <li>of tables with neither, not at all.
 * </ul>
 * Price: a semi-join with the cases for tables without the dimension, about a microsecond for each token that a query uses.
 */
public final class ScopedTables {
    private static final String EVENTS = FactTable.EVENTS.tableName();
    private static final String CASES = FactTable.CASES.tableName();
    private static final String ARCHIVE = "archived_events";
    private static final Set<String> BY_CASE_ONLY = Set.of(EVENTS, ARCHIVE);
    private static final String CASE_ID = "case_id";
    private static final String RESOURCE = "resource";
    private static final String TEAM = "team";
    /** Written by a source, and often made from the case's id. */
    private static final Set<String> NAMED_AFTER_CASES = Set.of("event_id", "instance");
    /** Text that may hold case ids in the middle. */
    private static final Set<String> TELLS_OF_CASES = Set.of("related", "raw", "message");

    private static final Set<String> PARTIES = Set.of("from_party", "to_party");

    private final Sight sight;
    private final String prefix;
    private final Function<String, List<Col>> columns;

    /**
     * A stored column.
     *
     * @param type DuckDB's word
     */
    public record Col(String name, String type) {}

    /**
     * @param prefix of each table's name, such as {@code main.}
     * @param columns of a table, by its name
     */
    public ScopedTables(Sight sight, String prefix, Function<String, List<Col>> columns) {
        this.sight = sight;
        this.prefix = prefix;
        this.columns = columns;
    }

    public Sight sight() {
        return sight;
    }

    private Scope scope() {
        return sight.scope();
    }

    /**
     * A SELECT of the rows that are seen, with all columns that are.
     *
     * @param also a further condition over the stored values, or null
     */
    public String select(String table, String also) {
        String list = columns.apply(table).stream()
                .filter(c -> !sight.hides(table.equals(ARCHIVE) ? EVENTS : table, c.name()))
                .map(c -> {
                    String shown = shown(table, c);
                    return shown.equals(name(c.name())) ? shown : shown + " AS " + name(c.name());
                })
                .collect(Collectors.joining(", "));
        return "SELECT " + list + from(table, also);
    }

    private String from(String table, String also) {
        List<String> conditions = conditions(table);
        if (also != null) {
            conditions.add(also);
        }
        return " FROM " + prefix + table + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    /**
     * A SELECT of the ids, as they are stored, of the cases of which a row is seen and whose shown id fulfils {@code = ?}.
     *
     * @param tables in which cases are looked for
     * @param also a further condition over the stored values, or null
     */
    public String idsShownAs(List<String> tables, String also) {
        String ids = tables.stream()
                .map(t -> "SELECT " + CASE_ID + from(t, also))
                .collect(Collectors.joining(" UNION ALL "));
        // The aggregate keeps DuckDB from making the token of each row instead of each id.
        return "SELECT " + CASE_ID + " FROM (SELECT min(" + CASE_ID + ") AS " + CASE_ID + " FROM (" + ids
                + ") GROUP BY " + CASE_ID + ") WHERE " + shown(CASES, new Col(CASE_ID, "VARCHAR")) + " = ?";
    }

    private List<String> conditions(String table) {
        List<String> conditions = new ArrayList<>();
        if (!scope().processes().isEmpty()) {
            conditions.add("process IN " + list(scope().processes()));
        }
        if (!sight.hidesValues()) {
            return conditions;
        }
        List<Col> all = columns.apply(table);
        boolean ofCases = has(all, CASE_ID);
        boolean byCase = BY_CASE_ONLY.contains(table);
        for (String dimension : byCase ? Set.<String>of() : scope().rows().keySet()) {
            String column = column(table, all, dimension);
            if (column != null || table.equals(CASES) || !ofCases) {
                conditions.add(allowed(column, dimension));
            } else {
                byCase = true;
            }
        }
        if (table.equals(FactTable.REJECTED_EVENTS.tableName())) {
            conditions.add("FALSE");
        } else if (byCase) {
            conditions.add("(process, " + CASE_ID + ") IN (" + seenCases() + ")");
        }
        return conditions;
    }

    private String allowed(String column, String dimension) {
        String value =
                column == null ? text(FactTable.NONE) : "coalesce(" + name(column) + ", " + text(FactTable.NONE) + ")";
        Set<String> values = scope().rows().get(dimension);
        return values.isEmpty() ? "FALSE" : value + " IN " + list(values);
    }

    /** Cases, all of whose episodes have allowed values. */
    private String seenCases() {
        List<Col> all = columns.apply(CASES);
        String rule = scope().rows().keySet().stream()
                .map(d -> allowed(column(CASES, all, d), d))
                .collect(Collectors.joining(" AND "));
        String where = scope().processes().isEmpty() ? "" : " WHERE process IN " + list(scope().processes());
        return "SELECT process, " + CASE_ID + " FROM " + prefix + CASES + where + " GROUP BY process, " + CASE_ID
                + " HAVING bool_and(" + rule + ")";
    }

    /** A dimension's column in a table, or null. */
    private static String column(String table, List<Col> all, String dimension) {
        String column = TableSchema.dimensionColumn(FactTable.valueOf(table.toUpperCase(Locale.ROOT)), dimension);
        return has(all, column) ? column : null;
    }

    private static boolean has(List<Col> all, String name) {
        return all.stream().anyMatch(c -> c.name().equals(name));
    }

    /** SQL of what is shown for a column; the column itself where it is not masked. */
    public String shown(String table, Col column) {
        String c = column.name();
        String plain = name(c);
        if (c.equals("related_case_id") || c.equals("related_process")) {
            return related(plain, c);
        }
        if (TELLS_OF_CASES.contains(c) && (isMasked(CASE_ID) || sight.hidesRows() && c.equals("related"))) {
            return nothing(column);
        }
        String base = c.startsWith("carried_") ? c.substring("carried_".length()) : c;
        if (c.equals(CASE_ID) || NAMED_AFTER_CASES.contains(base)) {
            return isMasked(CASE_ID) || isMasked(base) ? MaskKey.token(base, plain) : plain;
        }
        if (PARTIES.contains(c)) {
            return party(plain);
        }
        return !isMasked(base) ? plain : column.type().equals("VARCHAR") ? token(base, plain) : nothing(column);
    }

    private boolean isMasked(String column) {
        return scope().masked().contains(column);
    }

    private static String nothing(Col column) {
        return "CAST(NULL AS " + column.type() + ")";
    }

    /** What is no value stays as it is. */
    private static String token(String kind, String plain) {
        return "CASE WHEN " + plain + " IN (" + text(FactTable.NONE) + ", " + text(FactTable.ALL) + ") THEN " + plain
                + " ELSE " + MaskKey.token(kind, plain) + " END";
    }

    /** Of a case that is hidden, or of which it isn't known whose it is, nothing is shown. */
    private String related(String plain, String column) {
        boolean isId = column.equals("related_case_id");
        String shown = isId && isMasked(CASE_ID) ? MaskKey.token(CASE_ID, plain) : plain;
        if (!sight.hidesRows()) {
            return shown;
        }
        String seen = sight.hidesValues()
                ? "(related_process, related_case_id) IN (" + seenCases() + ")"
                : "related_process IN " + list(scope().processes());
        return "CASE WHEN " + seen + " THEN " + shown + " END";
    }

    private String party(String plain) {
        boolean either = isMasked(RESOURCE) || isMasked(TEAM);
        String asResource = either ? MaskKey.token(RESOURCE, plain) : plain;
        String asTeam = isMasked(TEAM) ? MaskKey.token(TEAM, plain) : plain;
        return !either || sight.teamHandoffs().isEmpty()
                ? asResource
                : "CASE WHEN process IN " + list(sight.teamHandoffs()) + " THEN " + asTeam + " ELSE " + asResource
                        + " END";
    }

    private static String list(Set<String> values) {
        return values.stream().map(ScopedTables::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String name(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
