package io.sojourn.api.sql;

import io.sojourn.definition.expression.Names;
import io.sojourn.event.SojournException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Refuses each kind of node that is not listed, in the tree as it was parsed: positions are those of the text. */
final class AllowedNodes extends SqlBasicVisitor<Void> {
    static final String ALLOWED =
            "Maybe it can be said with one SELECT (WITH, joins, subqueries, UNION, windows) over the public tables.";

    private static final Set<SqlKind> KINDS = EnumSet.of(
            SqlKind.SELECT,
            SqlKind.ORDER_BY,
            SqlKind.WITH,
            SqlKind.WITH_ITEM,
            SqlKind.UNION,
            SqlKind.INTERSECT,
            SqlKind.EXCEPT,
            SqlKind.VALUES,
            SqlKind.ROW,
            SqlKind.JOIN,
            SqlKind.LATERAL,
            SqlKind.UNNEST,
            SqlKind.PIVOT,
            SqlKind.COLLECTION_TABLE,
            SqlKind.AS,
            SqlKind.OVER,
            SqlKind.WINDOW,
            SqlKind.FILTER,
            SqlKind.WITHIN_GROUP,
            SqlKind.DESCENDING,
            SqlKind.NULLS_FIRST,
            SqlKind.NULLS_LAST,
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IN,
            SqlKind.NOT_IN,
            SqlKind.BETWEEN,
            SqlKind.LIKE,
            SqlKind.EXISTS,
            SqlKind.SOME,
            SqlKind.ALL,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.PLUS,
            SqlKind.MINUS,
            SqlKind.TIMES,
            SqlKind.DIVIDE,
            SqlKind.MOD,
            SqlKind.MINUS_PREFIX,
            SqlKind.PLUS_PREFIX,
            SqlKind.CASE,
            SqlKind.CAST,
            SqlKind.SAFE_CAST,
            SqlKind.EXTRACT,
            SqlKind.FLOOR,
            SqlKind.CEIL,
            SqlKind.TRIM,
            SqlKind.POSITION,
            SqlKind.CHAR_LENGTH,
            SqlKind.ARRAY_VALUE_CONSTRUCTOR,
            SqlKind.ITEM,
            SqlKind.LAMBDA,
            SqlKind.OTHER,
            SqlKind.OTHER_FUNCTION,
            SqlKind.GROUPING_SETS,
            SqlKind.ROLLUP,
            SqlKind.CUBE,
            SqlKind.INTERVAL,
            SqlKind.SCALAR_QUERY,
            SqlKind.PRECEDING,
            SqlKind.FOLLOWING,
            SqlKind.RESPECT_NULLS,
            SqlKind.IGNORE_NULLS);
    private static final Set<JoinType> JOINS = EnumSet.of(
            JoinType.INNER,
            JoinType.LEFT,
            JoinType.RIGHT,
            JoinType.FULL,
            JoinType.CROSS,
            JoinType.COMMA,
            JoinType.ASOF,
            JoinType.LEFT_ASOF);

    private final SqlText source;
    private final Catalog catalog;

    AllowedNodes(SqlText source, Catalog catalog) {
        this.source = source;
        this.catalog = catalog;
    }

    private boolean isTable(String name) {
        return catalog.names().contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Void visit(SqlCall call) {
        boolean known = KINDS.contains(call.getKind())
                || call.getOperator() instanceof SqlFunction
                || call instanceof SqlStarExclude;
        boolean hinted = call instanceof SqlSelect s && s.hasHints();
        boolean qualified = call.getOperator() instanceof SqlUnresolvedFunction f
                && f.getSqlIdentifier() != null
                && !f.getSqlIdentifier().isSimple();
        if (!known || hinted || qualified) {
            throw refuse(call, call.getOperator().getName() + " is not allowed", ALLOWED);
        }
        if (call instanceof SqlJoin join && !JOINS.contains(join.getJoinType())) {
            throw refuse(call, join.getJoinType() + " JOIN is not allowed", ALLOWED);
        }
        if (call instanceof SqlWithItem item && isTable(item.name.getSimple())) {
            throw refuse(item.name, "WITH " + item.name.getSimple() + " hides a table", "Maybe choose another name.");
        }
        checkShape(call);
        return super.visit(call);
    }

    private void checkShape(SqlCall call) {
        if (call.getOperator() instanceof SqlUnresolvedFunction f
                && f.getName().equalsIgnoreCase("working_time")
                && call.operandCount() == 3) {
            checkCalendar(call.operand(2));
        }
        if (call.getOperator() instanceof SqlUnresolvedFunction f
                && f.getName().equalsIgnoreCase(OwnFunctions.SERIES)
                && !call.getOperandList().stream().allMatch(AllowedNodes::isFixed)) {
            throw refuse(
                    call,
                    "the values of " + OwnFunctions.SERIES + " must be literals",
                    "Maybe a series over the whole range, and a condition on it.");
        }
        if (call instanceof SqlPivot pivot
                && (pivot.axisList.size() != 1
                        || !pivot.inList.getList().stream().allMatch(v -> v.getKind() == SqlKind.AS))) {
            throw refuse(
                    call, "PIVOT takes one column and literals", "Maybe: pivot (count(*) for team in ('a', 'b')).");
        }
        if (call instanceof SqlLambda lambda && lambda.getParameters().size() != 1) {
            throw refuse(call, "a lambda of several parameters is not allowed", null);
        }
    }

    private void checkCalendar(SqlNode name) {
        String word = name instanceof SqlCharStringLiteral literal ? literal.getValueAs(String.class) : null;
        if (word == null) {
            throw refuse(name, "the calendar must be a literal", null);
        }
        if (!catalog.calendars().contains(word)) {
            String nearest = Names.nearest(word, catalog.calendars());
            String known = String.join(", ", catalog.calendars());
            throw refuse(
                    name,
                    "no calendar '" + Refusal.shortly(word) + "'",
                    nearest != null
                            ? "Maybe you meant '" + nearest + "'."
                            : known.isEmpty() ? "No definition has calendars." : "Maybe one of " + known + ".");
        }
    }

    /** Whether a tree names no column and asks nothing. */
    static boolean isFixed(SqlNode node) {
        boolean[] fixed = {!(node instanceof SqlIdentifier)};
        node.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                fixed[0] &= !call.isA(SqlKind.QUERY) && call.getKind() != SqlKind.LAMBDA;
                return super.visit(call);
            }

            @Override
            public Void visit(SqlIdentifier id) {
                fixed[0] = false;
                return null;
            }
        });
        return fixed[0];
    }

    @Override
    public Void visit(SqlDynamicParam param) {
        throw refuse(param, "parameters are not allowed", null);
    }

    private SojournException refuse(SqlNode at, String what, String hint) {
        SqlParserPos place = at.getParserPosition();
        return source.refuseAt(place.getLineNum(), place.getColumnNum(), what, hint);
    }
}
