package io.sojourn.api.resources;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.FilterSql;
import io.sojourn.mining.filter.LogFilter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A filter of cases as a condition on tables of facts: it chooses from the effective events of a process, of corrections the
 * one with the highest version, as mining does.
 */
public final class ChosenCases {
    /** Standard columns that filters name beside those of every log; all are texts. */
    private static final List<String> STANDARD = List.of("resource_kind", "queue", "outcome", "exception", "reason");

    private static final String CORRECTED =
            """
            (SELECT * EXCLUDE (placed, appended) REPLACE (placed AS sequence) FROM (
                SELECT *, min_by(sequence, revision) OVER same AS placed, bool_or(operation = 'append') OVER same AS appended
                FROM %s WINDOW same AS (PARTITION BY case_id, source, event_id)
                QUALIFY row_number() OVER (PARTITION BY case_id, source, event_id ORDER BY revision DESC) = 1)
             WHERE appended AND operation <> 'retract')
            """;

    private ChosenCases() {}

    /** A condition on {@code case_id}, true where no filter is asked for. */
    static String condition(Snapshot s, Asked asked) throws SQLException {
        String text = asked.text(Asked.FILTER);
        if (text == null) {
            return "TRUE";
        }
        LogFilter filter = new LogFilter(Filter.parse(text), List.of());
        filter.check(attributes(s));
        FilterSql sql = new FilterSql(effective(s), UnaryOperator.identity());
        return "case_id IN (SELECT case_id FROM (" + filter.sql(sql) + "))";
    }

    /** The effective events, with the content of their newest correction, for the FROM of a query. */
    public static String effective(Snapshot s) throws SQLException {
        String events = s.rows(FactTable.EVENTS);
        long corrections =
                s.one("SELECT count(*) FROM (SELECT 1 FROM " + events + " WHERE operation <> 'append' LIMIT 1)");
        return corrections == 0 ? events : CORRECTED.formatted(events);
    }

    private static Map<String, ColumnType> attributes(Snapshot s) {
        Map<String, ColumnType> all = new LinkedHashMap<>();
        STANDARD.forEach(name -> all.put(name, ColumnType.TEXT));
        for (DefinitionVersion version : s.history().versions()) {
            version.definition().attributes().forEach(a -> all.putIfAbsent(a.name(), a.type()));
        }
        return all;
    }
}
