package io.sojourn.definition.expression;

import io.sojourn.event.ColumnType;
import java.util.List;

/**
 * A checked expression: the closed list of what both engines can evaluate, every operand already of the type that its
 * parent needs. Both emitters switch over it, so an operator can't exist in one engine only.
 */
sealed interface Node {
    /** Type of the value; the value can be null. */
    ColumnType type();

    /** A column of the row. */
    record ColumnValue(String name, int position, ColumnType type) implements Node {}

    /** A constant in its Java class (a TIME is a Long), or null for a typed NULL. */
    record Constant(Object value, ColumnType type) implements Node {}

    /** A condition: its value is true, false or unknown. */
    sealed interface Condition extends Node {
        @Override
        default ColumnType type() {
            return ColumnType.BOOLEAN;
        }
    }

    /** How two values of one type are compared. */
    enum Comparison {
        EQUAL("=", "equal"),
        NOT_EQUAL("<>", "notEqual"),
        LESS("<", "less"),
        AT_MOST("<=", "atMost"),
        GREATER(">", "greater"),
        AT_LEAST(">=", "atLeast"),
        DISTINCT("IS DISTINCT FROM", "distinct"),
        NOT_DISTINCT("IS NOT DISTINCT FROM", "notDistinct");

        final String sql;
        final String method;

        Comparison(String sql, String method) {
            this.sql = sql;
            this.method = method;
        }
    }

    record Compare(Comparison comparison, Node left, Node right) implements Condition {}

    record Between(Node value, Node low, Node high) implements Condition {}

    record In(Node value, List<Node> items) implements Condition {}

    record Like(Node value, String pattern) implements Condition {}

    record IsNull(Node value) implements Condition {}

    /** True when the value is that truth value, false otherwise; never unknown. */
    record Is(Node value, boolean truth) implements Condition {}

    record Not(Node value) implements Condition {}

    /** AND or OR over two parts or more. */
    record Junction(boolean and, List<Node> parts) implements Condition {}

    /** Arithmetic over NUMBER; a result that is not finite, and a division by zero, is null. */
    sealed interface Arithmetic extends Node {
        @Override
        default ColumnType type() {
            return ColumnType.NUMBER;
        }
    }

    enum Operation {
        PLUS("+", "plus"),
        MINUS("-", "minus"),
        TIMES("*", "times"),
        DIVIDE("/", "divide");

        final String sql;
        final String method;

        Operation(String sql, String method) {
            this.sql = sql;
            this.method = method;
        }
    }

    record Binary(Operation operation, Node left, Node right) implements Arithmetic {}

    record Negate(Node value) implements Arithmetic {}

    record Coalesce(List<Node> parts, ColumnType type) implements Node {}

    /** Null when {@code left} equals {@code right} (both of one type), else {@code left}. */
    record NullIf(Node left, Node right) implements Node {
        @Override
        public ColumnType type() {
            return left.type();
        }
    }

    /** CASE; with a {@code subject} the {@code whens} are compared with it, without one they are conditions. */
    record Case(Node subject, List<Node> whens, List<Node> results, Node otherwise, ColumnType type) implements Node {}

    /** An INTEGER as NUMBER. */
    record Widen(Node value) implements Node {
        @Override
        public ColumnType type() {
            return ColumnType.NUMBER;
        }
    }

    /** A part of a column's time in the definition's zone; {@code time} is a column. */
    record Extract(TimePart part, ColumnValue time) implements Node {
        @Override
        public ColumnType type() {
            return ColumnType.INTEGER;
        }
    }

    /** TO_NUMBER, TO_INTEGER or TO_TEXT, by the wanted type. */
    record Convert(Node value, ColumnType type) implements Node {}
}
