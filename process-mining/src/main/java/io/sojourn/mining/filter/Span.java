package io.sojourn.mining.filter;

/**
 * Bounds of a span, both inclusive, in microseconds; null is no bound.
 */
public record Span(Long min, Long max) {
    static Span of(Term term) {
        return new Span(term.span("min"), term.span("max"));
    }

    boolean contains(long micros) {
        return (min == null || micros >= min) && (max == null || micros <= max);
    }

    String minText() {
        return min == null ? null : Spans.text(min);
    }

    String maxText() {
        return max == null ? null : Spans.text(max);
    }

    /** The same of an expression in SQL. */
    String sql(String micros) {
        StringBuilder sql = new StringBuilder("true");
        if (min != null) {
            sql.append(" AND ").append(micros).append(" >= ").append(min);
        }
        if (max != null) {
            sql.append(" AND ").append(micros).append(" <= ").append(max);
        }
        return sql.toString();
    }
}
