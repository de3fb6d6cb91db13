package io.sojourn.definition.expression;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;

/**
 * Turns the parser's tree of one expression into {@link Node}s: the closed list of operators, with types. What isn't
 * named here is refused.
 */
final class ExpressionChecker {
    private final ExpressionText text;
    private final ExpressionErrors errors;
    private final ColumnNames columns;
    private final Literals literals;
    private final Types types;
    private int depth;

    ExpressionChecker(ExpressionText text, ExpressionErrors errors, List<Column> columns, Literals literals) {
        this.text = text;
        this.errors = errors;
        this.columns = new ColumnNames(columns);
        this.literals = literals;
        this.types = new Types(this::error);
    }

    /** The whole expression, of the expected type (null: any). */
    Node whole(SqlNode sql, ColumnType expected) {
        Node node = check(sql);
        if (expected != null && !Types.fits(node, expected)) {
            String problem = "the expression is " + Types.word(node) + ", but " + expected.word() + " is needed here";
            String hint = expected == ColumnType.BOOLEAN ? "Maybe compare it: ... = ..., or ... IS NOT NULL." : null;
            throw errors.at(0, problem, hint);
        }
        if (expected == null && node.type() == null) {
            throw errors.at(0, "NULL alone has no type", null);
        }
        return expected == null ? node : types.as(sql, node, expected);
    }

    private SojournException error(SqlNode at, String problem, String hint) {
        return errors.at(text.offset(at.getParserPosition()), problem, hint);
    }

    private Node check(SqlNode sql) {
        if (++depth > Limits.EXPRESSION_DEPTH) {
            throw text.tooDeep(text.offset(sql.getParserPosition()));
        }
        Node node = dispatch(sql);
        depth--;
        return node;
    }

    private Node dispatch(SqlNode sql) {
        if (sql instanceof SqlIdentifier identifier && identifier.isSimple()) {
            return column(identifier);
        }
        if (sql instanceof SqlLiteral literal) {
            return literals.constant(literal, (problem, hint) -> error(sql, problem, hint));
        }
        if (sql instanceof SqlCase cases) {
            return cases(cases);
        }
        if (sql instanceof SqlCall call) {
            return call(call);
        }
        throw error(sql, "this is not part of the expression language", null);
    }

    private Node column(SqlIdentifier identifier) {
        String name = identifier.getSimple();
        Node.ColumnValue column = columns.find(name);
        if (column != null) {
            return column;
        }
        boolean quoted = columns.wasQuoted(name, errors.text(), text.offset(identifier.getParserPosition()));
        throw columns.unknown(name, quoted, (problem, hint) -> error(identifier, problem, hint));
    }

    private Node call(SqlCall call) {
        return switch (call.getKind()) {
            case AND, OR -> junction(call);
            case NOT -> new Node.Not(condition(call, 0));
            case EQUALS -> compare(call, Node.Comparison.EQUAL);
            case NOT_EQUALS -> compare(call, Node.Comparison.NOT_EQUAL);
            case LESS_THAN -> compare(call, Node.Comparison.LESS);
            case LESS_THAN_OR_EQUAL -> compare(call, Node.Comparison.AT_MOST);
            case GREATER_THAN -> compare(call, Node.Comparison.GREATER);
            case GREATER_THAN_OR_EQUAL -> compare(call, Node.Comparison.AT_LEAST);
            case IS_DISTINCT_FROM -> compare(call, Node.Comparison.DISTINCT);
            case IS_NOT_DISTINCT_FROM -> compare(call, Node.Comparison.NOT_DISTINCT);
            case IS_NULL -> new Node.IsNull(known(call));
            case IS_NOT_NULL -> new Node.Not(new Node.IsNull(known(call)));
            case IS_TRUE -> new Node.Is(condition(call, 0), true);
            case IS_NOT_TRUE -> new Node.Not(new Node.Is(condition(call, 0), true));
            case IS_FALSE -> new Node.Is(condition(call, 0), false);
            case IS_NOT_FALSE -> new Node.Not(new Node.Is(condition(call, 0), false));
            case IN -> in(call);
            case NOT_IN -> new Node.Not(in(call));
            case BETWEEN -> between(call);
            case LIKE -> like(call);
            case PLUS -> binary(call, Node.Operation.PLUS);
            case MINUS -> binary(call, Node.Operation.MINUS);
            case TIMES -> binary(call, Node.Operation.TIMES);
            case DIVIDE -> binary(call, Node.Operation.DIVIDE);
            case MINUS_PREFIX -> negate(call);
            case PLUS_PREFIX -> number(call, 0);
            default -> function(call);
        };
    }

    /** Flattens a chain of one operator, however long, so that its length is not its depth. */
    private Node junction(SqlCall call) {
        SqlKind kind = call.getKind();
        Deque<SqlNode> pending = new ArrayDeque<>(List.of(call));
        List<Node> parts = new ArrayList<>();
        while (!pending.isEmpty()) {
            SqlNode next = pending.pop();
            if (next.getKind() == kind && next instanceof SqlCall chain) {
                for (int i = chain.operandCount() - 1; i >= 0; i--) {
                    pending.push(chain.operand(i));
                }
            } else {
                parts.add(types.as(next, check(next), ColumnType.BOOLEAN));
            }
        }
        return new Node.Junction(kind == SqlKind.AND, List.copyOf(parts));
    }

    private Node condition(SqlCall call, int operand) {
        return types.as(call.operand(operand), check(call.operand(operand)), ColumnType.BOOLEAN);
    }

    private Node number(SqlCall call, int operand) {
        return types.as(call.operand(operand), check(call.operand(operand)), ColumnType.NUMBER);
    }

    /** An operand that is not the word NULL. */
    private Node known(SqlCall call) {
        Node node = check(call.operand(0));
        return node.type() != null ? node : types.as(call.operand(0), node, ColumnType.TEXT);
    }

    private Node compare(SqlCall call, Node.Comparison comparison) {
        boolean withNull = comparison == Node.Comparison.DISTINCT || comparison == Node.Comparison.NOT_DISTINCT;
        List<Node> sides = operands(call.getOperandList(), withNull);
        return new Node.Compare(comparison, sides.get(0), sides.get(1));
    }

    /** Checks operands and brings them to one type. */
    private List<Node> operands(List<SqlNode> sources, boolean nullAllowed) {
        List<Node> nodes = new ArrayList<>();
        for (SqlNode source : sources) {
            Node node = check(source);
            if (!nullAllowed && node.type() == null) {
                throw error(source, "a comparison with NULL is never true", "Maybe write IS NULL or IS NOT NULL.");
            }
            nodes.add(node);
        }
        return types.unify(sources, nodes);
    }

    private Node in(SqlCall call) {
        if (!(call.operand(1) instanceof SqlNodeList list)) {
            throw error(call.operand(1), "IN needs a list of values in parentheses", null);
        }
        List<SqlNode> sources = new ArrayList<>(list.getList());
        sources.add(0, call.operand(0));
        List<Node> nodes = operands(sources, false);
        return new Node.In(nodes.get(0), List.copyOf(nodes.subList(1, nodes.size())));
    }

    private Node between(SqlCall call) {
        SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
        if (operator.flag != SqlBetweenOperator.Flag.ASYMMETRIC) {
            throw error(call, "BETWEEN SYMMETRIC is not part of the expression language", null);
        }
        List<Node> nodes = operands(call.getOperandList(), false);
        Node node = new Node.Between(nodes.get(0), nodes.get(1), nodes.get(2));
        return operator.isNegated() ? new Node.Not(node) : node;
    }

    private Node like(SqlCall call) {
        SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
        if (call.operandCount() != 2 || !operator.isCaseSensitive()) {
            throw error(call, "LIKE has no ESCAPE and no other forms here", "Maybe use two conditions.");
        }
        Node value = types.as(call.operand(0), check(call.operand(0)), ColumnType.TEXT);
        if (!(check(call.operand(1)) instanceof Node.Constant pattern && pattern.value() instanceof String constant)) {
            throw error(call.operand(1), "the pattern of LIKE must be a text literal", null);
        }
        Node node = new Node.Like(value, constant);
        return operator.isNegated() ? new Node.Not(node) : node;
    }

    private Node binary(SqlCall call, Node.Operation operation) {
        return new Node.Binary(operation, number(call, 0), number(call, 1));
    }

    private Node negate(SqlCall call) {
        if (call.operand(0) instanceof SqlLiteral literal) {
            Node negative = literals.negative(literal, (problem, hint) -> error(call, problem, hint));
            if (negative != null) {
                return negative;
            }
        }
        return new Node.Negate(number(call, 0));
    }

    private Node cases(SqlCase call) {
        List<SqlNode> whens = call.getWhenOperands().getList();
        SqlNode subject = subject(whens);
        List<Node> conditions = new ArrayList<>();
        if (subject == null) {
            whens.forEach(when -> conditions.add(types.as(when, check(when), ColumnType.BOOLEAN)));
        } else {
            List<SqlNode> compared = new ArrayList<>(List.of(subject));
            whens.forEach(when -> compared.add(((SqlCall) when).operand(1)));
            conditions.addAll(operands(compared, false));
        }
        List<SqlNode> results = new ArrayList<>(call.getThenOperands().getList());
        results.add(call.getElseOperand());
        List<Node> values = operands(results, true);
        int last = values.size() - 1;
        Node first = subject == null ? null : conditions.remove(0);
        return new Node.Case(
                first,
                List.copyOf(conditions),
                List.copyOf(values.subList(0, last)),
                values.get(last),
                values.get(last).type());
    }

    /** The parser repeats the x of {@code CASE x WHEN 1 ...} in each condition, as one and the same object. */
    private static SqlNode subject(List<SqlNode> whens) {
        SqlNode shared = null;
        for (SqlNode when : whens) {
            if (when.getKind() != SqlKind.EQUALS) {
                return null;
            }
            SqlNode left = ((SqlCall) when).operand(0);
            if (shared != null && left != shared) {
                return null;
            }
            shared = left;
        }
        return whens.size() > 1 ? shared : null;
    }

    private Node function(SqlCall call) {
        String name = call.getOperator().getName();
        List<SqlNode> operands = call.getOperandList();
        boolean asFunction = call.getKind() == SqlKind.OTHER_FUNCTION
                || call.getKind() == SqlKind.EXTRACT
                || call.getKind() == SqlKind.COALESCE
                || call.getKind() == SqlKind.NULLIF;
        if (!asFunction || !Functions.KNOWN.contains(name.toUpperCase(java.util.Locale.ROOT))) {
            throw error(call, "\"" + name + "\" is not part of the expression language", null);
        }
        return switch (name.toUpperCase(java.util.Locale.ROOT)) {
            case "COALESCE" -> coalesce(call, operands);
            case "NULLIF" -> nullIf(call, operands);
            case "EXTRACT" -> extract(call, operands);
            case "TO_NUMBER" -> convert(call, ColumnType.NUMBER);
            case "TO_INTEGER" -> convert(call, ColumnType.INTEGER);
            default -> convert(call, ColumnType.TEXT);
        };
    }

    private void count(SqlCall call, int wanted) {
        if (call.operandCount() != wanted) {
            String problem = call.getOperator().getName() + " takes " + wanted + (wanted == 1 ? " value" : " values")
                    + ", not " + call.operandCount();
            throw error(call, problem, null);
        }
    }

    private Node coalesce(SqlCall call, List<SqlNode> operands) {
        if (operands.size() < 2) {
            count(call, 2);
        }
        List<Node> parts = operands(operands, true);
        return new Node.Coalesce(parts, parts.get(0).type());
    }

    private Node nullIf(SqlCall call, List<SqlNode> operands) {
        count(call, 2);
        List<Node> sides = operands(operands, true);
        return new Node.NullIf(sides.get(0), sides.get(1));
    }

    private Node extract(SqlCall call, List<SqlNode> operands) {
        if (call.getKind() != SqlKind.EXTRACT || operands.size() != 2) {
            throw error(call, "EXTRACT is written EXTRACT(HOUR FROM time)", null);
        }
        TimePart part = TimePart.valueOf(literals.unit(operands.get(0)));
        Node time = check(operands.get(1));
        if (time instanceof Node.ColumnValue column && column.type() == ColumnType.TIME) {
            return new Node.Extract(part, column);
        }
        throw error(operands.get(1), "EXTRACT needs a column of type time, and has " + Types.word(time), null);
    }

    private Node convert(SqlCall call, ColumnType to) {
        count(call, 1);
        SqlNode source = call.operand(0);
        Node value = check(source);
        if (to != ColumnType.TEXT || value.type() == null) {
            return new Node.Convert(types.as(source, value, ColumnType.TEXT), to);
        }
        if (value.type() == ColumnType.NUMBER || value.type() == ColumnType.TIME) {
            throw error(source, "TO_TEXT reads integer, boolean or text, not " + Types.word(value), null);
        }
        return value.type() == ColumnType.TEXT ? value : new Node.Convert(value, to);
    }
}
