package io.sojourn.api.sql.parser;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** Nodes for DuckDB's spellings, called by the generated parser. */
public final class DuckNodes {
    /** {@code a // b}, as tight as {@code a / b}. */
    public static final SqlBinaryOperator WHOLE_DIVIDE = new SqlBinaryOperator(
            "//",
            SqlKind.OTHER,
            60,
            true,
            ReturnTypes.LEAST_RESTRICTIVE,
            InferTypes.FIRST_KNOWN,
            OperandTypes.NUMERIC_NUMERIC);

    private DuckNodes() {}

    /** The only item of a GROUP BY ALL. */
    public enum Grouping {
        ALL
    }

    public static SqlNodeList groupByAll(SqlParserPos at) {
        return SqlNodeList.of(SqlLiteral.createSymbol(Grouping.ALL, at));
    }

    /** Whether a list of GROUP BY is GROUP BY ALL. */
    public static boolean isGroupByAll(SqlNodeList groups) {
        return groups != null
                && groups.size() == 1
                && groups.get(0) instanceof SqlLiteral l
                && l.getValue() == Grouping.ALL;
    }

    /** Makes the last operand a CAST: {@code a + b::int} is {@code a + CAST(b AS int)}. */
    public static void cast(List<Object> list, SqlDataTypeSpec type, SqlParserPos at) {
        SqlNode operand = takeLast(list, at);
        list.add(SqlStdOperatorTable.CAST.createCall(operand.getParserPosition().plus(at), operand, type));
    }

    /** Makes the last operand a path into JSON. */
    public static void jsonPath(List<Object> list, boolean text, SqlNode path, SqlParserPos at) {
        SqlNode operand = takeLast(list, at);
        list.add(call(
                text ? "json_extract_string" : "json_extract",
                operand.getParserPosition().plus(at),
                operand,
                path));
    }

    /** The last operand, together with the {@code [i]} and {@code .field} behind it. */
    private static SqlNode takeLast(List<Object> list, SqlParserPos at) {
        if (!(list.remove(list.size() - 1) instanceof SqlNode last)) {
            throw refusal(at, "an operand is wanting before it");
        }
        int before = list.size() - 1;
        if (before >= 1 && list.get(before) instanceof ToTreeListItem item && isSuffix(item.getOperator())) {
            list.remove(before);
            SqlNode inner = takeLast(list, at);
            return item.getOperator().createCall(inner.getParserPosition().plus(at), inner, last);
        }
        return last;
    }

    private static boolean isSuffix(SqlOperator operator) {
        return operator == SqlStdOperatorTable.ITEM || operator == SqlStdOperatorTable.DOT;
    }

    /** A call whose function is looked up later. */
    public static SqlCall call(String name, SqlParserPos at, SqlNode... operands) {
        return new SqlUnresolvedFunction(
                        new SqlIdentifier(name, at), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(at, operands);
    }

    /** Takes an ORDER BY away that stands behind the arguments. */
    public static SqlNodeList takeOrder(List<SqlNode> arguments) {
        int last = arguments.size() - 1;
        boolean ordered = last >= 0 && arguments.get(last) instanceof SqlNodeList;
        return ordered ? (SqlNodeList) arguments.remove(last) : null;
    }

    /** {@code f(x ORDER BY y)} is {@code f(x) WITHIN GROUP (ORDER BY y)}. */
    public static SqlCall ordered(SqlCall call, SqlNodeList order) {
        return order == null
                ? call
                : (SqlCall) SqlStdOperatorTable.WITHIN_GROUP.createCall(call.getParserPosition(), call, order);
    }

    /** Whether words are {@code lambda x:} or {@code lambda x, y:}. */
    public static boolean isLambda(String first, String third, String fifth) {
        return "lambda".equalsIgnoreCase(first) && (":".equals(third) || ",".equals(third) && ":".equals(fifth));
    }

    /** An interval with as many digits as it has; without a qualifier the text says its unit. */
    public static SqlNode interval(SqlParserPos at, int sign, String text, SqlIntervalQualifier qualifier) {
        return Intervals.node(at, sign, text, qualifier);
    }

    /** A value of PIVOT is called as it reads: without a name Calcite would keep the quotes of a text. */
    public static SqlNode pivotValue(SqlNodeList values) {
        if (values.size() != 1 || !(values.get(0) instanceof SqlLiteral literal)) {
            return values;
        }
        SqlIdentifier name = new SqlIdentifier(literal.toValue(), literal.getParserPosition());
        return SqlStdOperatorTable.AS.createCall(values.getParserPosition(), values, name);
    }

    /** A PIVOT has a name, so that its columns can be named. */
    public static SqlNode named(SqlNode table) {
        return table instanceof SqlPivot
                ? SqlStdOperatorTable.AS.createCall(
                        table.getParserPosition(), table, new SqlIdentifier("pivoted", table.getParserPosition()))
                : table;
    }

    /** DISTINCT ON: the first row of each group, which an ORDER BY that follows puts in order. */
    public static SqlSelect firstRows(SqlSelect select, List<SqlNode> keys) {
        return keys == null ? select : FirstRows.of(select, keys);
    }

    public static void orderFirstRows(SqlNode query, SqlNodeList order) {
        if (query instanceof SqlSelect select && order != null) {
            FirstRows.order(select, order);
        }
    }

    /** {@code ASOF JOIN b ON x = y AND t >= u}: the one inequality is Calcite's match condition. */
    public static SqlNode asof(
            SqlNode left, SqlLiteral natural, SqlLiteral type, SqlNode right, SqlLiteral on, SqlNode condition) {
        List<SqlNode> equal = new ArrayList<>();
        List<SqlNode> match = new ArrayList<>();
        split(condition, equal, match);
        if (match.size() != 1 || equal.isEmpty()) {
            throw refusal(condition.getParserPosition(), "ASOF JOIN needs equalities and one of >=, >, <=, <");
        }
        SqlNode all = equal.stream()
                .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(condition.getParserPosition(), a, b))
                .orElseThrow();
        return new SqlAsofJoin(type.getParserPosition(), left, natural, type, right, on, all, match.get(0));
    }

    private static void split(SqlNode condition, List<SqlNode> equal, List<SqlNode> match) {
        if (condition.getKind() == SqlKind.AND) {
            ((SqlBasicCall) condition).getOperandList().forEach(c -> split(c, equal, match));
        } else {
            boolean ordering = SqlKind.COMPARISON.contains(condition.getKind())
                    && condition.getKind() != SqlKind.EQUALS
                    && condition.getKind() != SqlKind.NOT_EQUALS;
            (ordering ? match : equal).add(condition);
        }
    }

    static CalciteContextException refusal(SqlParserPos at, String what) {
        return new CalciteContextException(
                what,
                new IllegalArgumentException(what),
                at.getLineNum(),
                at.getColumnNum(),
                at.getEndLineNum(),
                at.getEndColumnNum());
    }
}
