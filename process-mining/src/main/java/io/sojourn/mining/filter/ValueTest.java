package io.sojourn.mining.filter;

import java.util.List;

/**
 * A test of one column of an event, or of the value that a case has of it: {@code case_id}, {@code activity}, {@code
 * lifecycle}, {@code time}, {@code resource}, {@code team}, {@code instance} or an attribute. A missing value passes only
 * {@link Missing}.
 */
public sealed interface ValueTest {
    /** The value is one of some texts; an integer or truth is compared as the text it is usually written as. */
    record In(String column, List<String> values) implements ValueTest {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public Term term() {
            return Term.of("in", "column", column, "values", values);
        }

        @Override
        public String sql(String value) {
            return "CAST(" + value + " AS VARCHAR) IN " + FilterSql.literals(values);
        }
    }

    /** A number within bounds, both inclusive; null is no bound. */
    record Numbers(String column, Double min, Double max) implements ValueTest {
        @Override
        public Term term() {
            return Term.of("range", "column", column, "min", min, "max", max);
        }

        @Override
        public String sql(String value) {
            String lower = min == null ? "" : " AND " + value + " >= CAST('" + min + "' AS DOUBLE)";
            String upper = max == null ? "" : " AND " + value + " <= CAST('" + max + "' AS DOUBLE)";
            return "(" + value + " IS NOT NULL" + lower + upper + ")";
        }
    }

    /** A time within bounds in microseconds, both inclusive; null is no bound. */
    record TimeRange(String column, Long min, Long max) implements ValueTest {
        @Override
        public Term term() {
            return Term.of(
                    "range",
                    "column",
                    column,
                    "min",
                    min == null ? null : Times.text(min),
                    "max",
                    max == null ? null : Times.text(max));
        }

        @Override
        public String sql(String value) {
            String lower = min == null ? "" : " AND " + value + " >= " + Times.sql(min);
            String upper = max == null ? "" : " AND " + value + " <= " + Times.sql(max);
            return "(" + value + " IS NOT NULL" + lower + upper + ")";
        }
    }

    /** There is no value. */
    record Missing(String column) implements ValueTest {
        @Override
        public Term term() {
            return Term.of("missing", "column", column);
        }

        @Override
        public String sql(String value) {
            return value + " IS NULL";
        }
    }

    /** A range of times where a bound looks like one, else of numbers. */
    static ValueTest range(Term term) {
        String column = term.neededText("column");
        if (!term.has("min") && !term.has("max")) {
            throw Term.wrong("range of " + column + " has neither min nor max.", "Maybe range(amount, min=100).");
        }
        boolean times = isTime(term.text("min")) || isTime(term.text("max"));
        return times
                ? new TimeRange(column, term.time("min"), term.time("max"))
                : new Numbers(column, term.number("min"), term.number("max"));
    }

    private static boolean isTime(String text) {
        return text != null && text.matches("[+-]?\\d{4,10}-\\d\\d-\\d\\d.*");
    }

    /** The column that is tested. */
    String column();

    Term term();

    /** The test of an expression in SQL; true, or else false or null. */
    String sql(String value);
}
