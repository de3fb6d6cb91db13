package io.sojourn.api.sql;

import io.sojourn.api.sql.parser.DuckNodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/** What is said otherwise before the validator sees it: {@code GROUP BY ALL}, and DuckDB's names of types. */
final class Rewrites {
    private static final Set<String> TEXT = Set.of("text", "string");

    private Rewrites() {}

    static SqlNode of(SqlNode parsed, SqlText source) {
        parsed.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call instanceof SqlSelect select && DuckNodes.isGroupByAll(select.getGroup())) {
                    select.setGroupBy(groups(select, source));
                }
                return super.visit(call);
            }
        });
        return parsed.accept(new SqlShuttle() {
            /** Resolved here, or it would be written in two ways where GROUP BY names an item by its number. */
            @Override
            public SqlNode visit(SqlLiteral literal) {
                return literal instanceof SqlUnknownLiteral u ? u.resolve(SqlTypeName.lookup(u.tag)) : literal;
            }

            @Override
            public SqlNode visit(SqlDataTypeSpec type) {
                String name = type.getTypeName().getSimple().toLowerCase(Locale.ROOT);
                return TEXT.contains(name) ? varchar(type.getParserPosition()) : type;
            }
        });
    }

    private static SqlDataTypeSpec varchar(SqlParserPos at) {
        return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, at), at);
    }

    /** The numbers of all items without an aggregate. */
    private static SqlNodeList groups(SqlSelect select, SqlText source) {
        List<SqlNode> numbers = new ArrayList<>();
        SqlParserPos at = select.getGroup().getParserPosition();
        SqlNodeList items = select.getSelectList();
        for (int i = 0; i < items.size(); i++) {
            SqlNode item = items.get(i);
            if (item instanceof SqlStarExclude || item instanceof SqlIdentifier id && id.isStar()) {
                throw source.refuseAt(
                        at.getLineNum(), at.getColumnNum(), "GROUP BY ALL beside *", "Maybe name the columns.");
            }
            // DuckDB doesn't group by what names no column: without rows there is one group then.
            if (!isAggregated(item)
                    && !isConstant(item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item, Set.of())) {
                numbers.add(SqlLiteral.createExactNumeric(Integer.toString(i + 1), at));
            }
        }
        return numbers.isEmpty() ? null : new SqlNodeList(numbers, at);
    }

    /** Whether it names no column and asks nothing; what a lambda binds is no column. */
    private static boolean isConstant(SqlNode node, Set<String> bound) {
        if (node instanceof SqlIdentifier id) {
            return id.isSimple() && bound.contains(id.getSimple());
        }
        if (node instanceof SqlLambda lambda) {
            Set<String> inside = new HashSet<>(bound);
            lambda.getParameters().forEach(p -> inside.add(((SqlIdentifier) p).getSimple()));
            return isConstant(lambda.getExpression(), inside);
        }
        if (node instanceof SqlCall call) {
            return !call.isA(SqlKind.QUERY)
                    && call.getOperandList().stream().allMatch(o -> o == null || isConstant(o, bound));
        }
        return !(node instanceof SqlNodeList list) || list.stream().allMatch(o -> o == null || isConstant(o, bound));
    }

    private static boolean isAggregated(SqlNode item) {
        boolean[] found = {false};
        item.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.getKind() == SqlKind.OVER || call.isA(SqlKind.QUERY)) {
                    return null;
                }
                found[0] |= Functions.isAggregate(call.getOperator().getName());
                return super.visit(call);
            }
        });
        return found[0];
    }
}
