package io.sojourn.definition.expression;

import io.sojourn.event.Limits;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes a checked expression as DuckDB SQL that no row can make fail. Arithmetic is in DOUBLE; one check at the top of
 * a sum or product turns what isn't finite to null, because plus, minus and times never come back from there.
 */
final class SqlEmitter {
    /** Characters of one expression's SQL; nested conversions and divisions repeat their operands. */
    static final int MAX_LENGTH = 500_000;

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private final ZoneTable zone;

    SqlEmitter(ZoneTable zone) {
        this.zone = zone;
    }

    /** The SQL, or null when it would be longer than {@link #MAX_LENGTH}. */
    String emit(Node node) {
        try {
            return sql(node);
        } catch (TooLong e) {
            return null;
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private String sql(Node node) {
        String text = node instanceof Node.Arithmetic ? finite(arithmetic(node)) : value(node);
        if (text.length() > MAX_LENGTH) {
            throw new TooLong();
        }
        return text;
    }

    private static String finite(String number) {
        return "CASE WHEN isfinite(" + number + ") THEN " + number + " END";
    }

    /** An operand: what isn't a single word is in parentheses. */
    private String part(Node node) {
        String text = sql(node);
        boolean single = node instanceof Node.ColumnValue || node instanceof Node.Constant;
        return single ? text : "(" + text + ")";
    }

    private String value(Node node) {
        if (node instanceof Node.ColumnValue column) {
            return name(column.name());
        } else if (node instanceof Node.Constant constant) {
            return constant(constant);
        } else if (node instanceof Node.Condition condition) {
            return condition(condition);
        } else if (node instanceof Node.Coalesce coalesce) {
            return "coalesce(" + list(coalesce.parts(), this::sql) + ")";
        } else if (node instanceof Node.NullIf nullIf) {
            String left = part(nullIf.left());
            return "CASE WHEN " + left + " = " + part(nullIf.right()) + " THEN NULL ELSE " + left + " END";
        } else if (node instanceof Node.Case cases) {
            return cases(cases);
        } else if (node instanceof Node.Widen widen) {
            return "CAST(" + sql(widen.value()) + " AS DOUBLE)";
        } else if (node instanceof Node.Extract extract) {
            return extract(extract);
        } else if (node instanceof Node.Convert convert) {
            return convert(convert);
        }
        throw new IllegalStateException("No SQL for " + node);
    }

    private String condition(Node.Condition node) {
        if (node instanceof Node.Compare compare) {
            return part(compare.left()) + " " + compare.comparison().sql + " " + part(compare.right());
        } else if (node instanceof Node.Between between) {
            return part(between.value()) + " BETWEEN " + part(between.low()) + " AND " + part(between.high());
        } else if (node instanceof Node.In in) {
            return part(in.value()) + " IN (" + list(in.items(), this::part) + ")";
        } else if (node instanceof Node.Like like) {
            return part(like.value()) + " LIKE " + text(like.pattern());
        } else if (node instanceof Node.IsNull isNull) {
            return part(isNull.value()) + " IS NULL";
        } else if (node instanceof Node.Is is) {
            return part(is.value()) + (is.truth() ? " IS TRUE" : " IS FALSE");
        } else if (node instanceof Node.Not not) {
            return not(not.value());
        } else if (node instanceof Node.Junction junction) {
            List<String> parts = junction.parts().stream().map(this::part).toList();
            return balanced(parts, junction.and() ? " AND " : " OR ");
        }
        throw new IllegalStateException("No SQL for " + node);
    }

    private String not(Node value) {
        return value instanceof Node.IsNull isNull ? part(isNull.value()) + " IS NOT NULL" : "NOT " + part(value);
    }

    /** A long chain in halves: DuckDB limits the depth of an expression, and a chain may be deep to it. */
    private static String balanced(List<String> parts, String operator) {
        if (parts.size() <= 16) {
            return String.join(operator, parts);
        }
        int half = parts.size() / 2;
        return "(" + balanced(parts.subList(0, half), operator) + ")" + operator + "("
                + balanced(parts.subList(half, parts.size()), operator) + ")";
    }

    private String cases(Node.Case node) {
        StringBuilder sql = new StringBuilder("CASE");
        if (node.subject() != null) {
            sql.append(' ').append(part(node.subject()));
        }
        for (int i = 0; i < node.whens().size(); i++) {
            sql.append(" WHEN ").append(part(node.whens().get(i)));
            sql.append(" THEN ").append(part(node.results().get(i)));
        }
        return sql.append(" ELSE ")
                .append(part(node.otherwise()))
                .append(" END")
                .toString();
    }

    /** Arithmetic without the check of its result: nested arithmetic needs none of its own. */
    private String arithmetic(Node node) {
        if (node instanceof Node.Negate negate) {
            return "(- " + arithmetic(negate.value()) + ")";
        } else if (node instanceof Node.Binary binary) {
            String right = arithmetic(binary.right());
            if (binary.operation() == Node.Operation.DIVIDE) {
                right = "CASE WHEN abs(" + right + ") BETWEEN 4.9E-324 AND 1.7976931348623157E308 THEN " + right
                        + " END";
            }
            String text = "(" + arithmetic(binary.left()) + " " + binary.operation().sql + " " + right + ")";
            if (text.length() > MAX_LENGTH) {
                throw new TooLong();
            }
            return text;
        }
        return part(node);
    }

    private String convert(Node.Convert node) {
        String value = sql(node.value());
        return switch (node.type()) {
            case INTEGER -> "TRY_CAST(regexp_extract(" + value + ", '^" + Operators.INTEGER_FORMAT + "$') AS BIGINT)";
            case NUMBER ->
                finite("TRY_CAST(regexp_extract(" + value + ", '^" + Operators.NUMBER_FORMAT + "$') AS DOUBLE)");
            default -> "CAST(" + value + " AS VARCHAR)";
        };
    }

    private String extract(Node.Extract node) {
        String column = name(node.time().name());
        String local = "make_timestamp(epoch_us(" + column + ") + " + offsets(column, 0, zone.starts.length) + ")";
        return "CASE WHEN " + column + " >= " + time(Limits.MIN_TIME_MICROS) + " AND " + column + " < "
                + time(Limits.MAX_TIME_MICROS) + " THEN extract(" + node.part() + " FROM " + local + ") END";
    }

    /** A binary search over the zone's changes, so that a row costs nine comparisons and not 260. */
    private String offsets(String column, int from, int to) {
        if (from == to) {
            return Long.toString(zone.offsets[from]);
        }
        int middle = (from + to) >>> 1;
        return "CASE WHEN " + column + " < " + time(zone.starts[middle]) + " THEN " + offsets(column, from, middle)
                + " ELSE " + offsets(column, middle + 1, to) + " END";
    }

    private static String constant(Node.Constant node) {
        if (node.value() == null) {
            return "CAST(NULL AS " + node.type().duckdb() + ")";
        }
        String text =
                switch (node.type()) {
                    case TEXT -> text((String) node.value());
                    case TIME -> time((Long) node.value());
                    case NUMBER -> number((Double) node.value());
                    case INTEGER, BOOLEAN -> node.value().toString();
                };
        return text.startsWith("-") ? "(" + text + ")" : text;
    }

    /** With an exponent: without one DuckDB reads a DECIMAL. */
    private static String number(double value) {
        String text = Double.toString(value);
        return text.contains("E") ? text : text + "E0";
    }

    private static String time(long micros) {
        long second = Math.floorDiv(micros, MICROS_PER_SECOND);
        int nano = (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000;
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(second, nano), ZoneOffset.UTC);
        return "TIMESTAMP '" + time.toString().replace('T', ' ') + "'";
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String name(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    private static String list(List<Node> nodes, Function<Node, String> form) {
        return nodes.stream().map(form).collect(Collectors.joining(", "));
    }
}
