package io.sojourn.mining.filter;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How filters write DuckDB's SQL: over a relation {@value #LOG} that has the events of the store with their place in the
 * case, from 1, in the order (time, source, sequence).
 *
 * @param relation what holds the events: a table or view with the columns of the store's {@code events}
 * @param columns gives the relation's name of an attribute
 */
public record FilterSql(String relation, UnaryOperator<String> columns) {
    static final String LOG = "log";

    /** Over the store's events, attributes under their own names. */
    public static FilterSql overEvents() {
        return new FilterSql("events", UnaryOperator.identity());
    }

    /** The beginning of a query: the relation that conditions are over. */
    String with() {
        return "WITH " + LOG + " AS (SELECT *, row_number() OVER (PARTITION BY case_id ORDER BY time, source, sequence)"
                + " AS place FROM " + relation + ")";
    }

    String column(String name) {
        return '"' + columns.apply(name).replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        if (text.indexOf('\0') >= 0) {
            throw Term.wrong("a text in it has a NUL character.", null);
        }
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** Texts in brackets; of none, one that nothing is in. */
    static String literals(List<String> texts) {
        return texts.isEmpty()
                ? "(NULL)"
                : texts.stream().map(FilterSql::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The cases that a query of the relation names. */
    static String casesOf(String query) {
        return "case_id IN (SELECT case_id FROM " + query + ")";
    }

    /** The cases whose events together fulfil a condition. */
    static String casesHaving(String condition) {
        return casesOf(LOG + " GROUP BY case_id HAVING " + condition);
    }
}
