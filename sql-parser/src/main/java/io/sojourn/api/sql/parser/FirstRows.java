package io.sojourn.api.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SELECT DISTINCT ON (k) … ORDER BY o} as {@code SELECT … QUALIFY row_number() OVER (PARTITION BY k ORDER BY o) = 1}. */
final class FirstRows {
    private FirstRows() {}

    /** Tells the window of a DISTINCT ON from those that were written. */
    private static final class Window extends SqlWindow {
        Window(SqlParserPos at, SqlNodeList keys) {
            super(
                    at,
                    null,
                    null,
                    keys,
                    SqlNodeList.EMPTY,
                    SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
                    null,
                    null,
                    null,
                    SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO));
        }
    }

    static SqlSelect of(SqlSelect select, List<SqlNode> keys) {
        SqlParserPos at = select.getParserPosition();
        if (select.getQualify() != null) {
            throw DuckNodes.refusal(select.getQualify().getParserPosition(), "QUALIFY beside DISTINCT ON");
        }
        SqlNodeList written =
                new SqlNodeList(keys.stream().map(k -> item(select, k)).toList(), at);
        SqlCall number = new SqlUnresolvedFunction(
                        new SqlIdentifier("ROW_NUMBER", at),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(at);
        SqlNode over = SqlStdOperatorTable.OVER.createCall(at, number, new Window(at, written));
        select.setQualify(SqlStdOperatorTable.EQUALS.createCall(at, over, SqlLiteral.createExactNumeric("1", at)));
        return select;
    }

    static void order(SqlSelect select, SqlNodeList order) {
        if (select.getQualify() instanceof SqlCall equals
                && equals.getKind() == SqlKind.EQUALS
                && equals.operand(0) instanceof SqlCall over
                && over.getKind() == SqlKind.OVER
                && over.operand(1) instanceof Window window) {
            List<SqlNode> items =
                    order.getList().stream().map(o -> sorted(select, o)).toList();
            window.setOrderList(new SqlNodeList(items, order.getParserPosition()));
        }
    }

    private static SqlNode sorted(SqlSelect select, SqlNode item) {
        boolean modified = item.getKind() == SqlKind.DESCENDING
                || item.getKind() == SqlKind.NULLS_FIRST
                || item.getKind() == SqlKind.NULLS_LAST;
        if (!modified) {
            return item(select, item);
        }
        SqlCall call = (SqlCall) item;
        return call.getOperator().createCall(call.getParserPosition(), sorted(select, call.operand(0)));
    }

    /** What a number or an alias stands for: a window knows neither. */
    private static SqlNode item(SqlSelect select, SqlNode written) {
        SqlNodeList items = select.getSelectList();
        if (written instanceof SqlNumericLiteral n && n.isInteger()) {
            int at = n.intValue(true);
            return at >= 1 && at <= items.size() ? plain(items.get(at - 1)) : written;
        }
        if (written instanceof SqlIdentifier id && id.isSimple()) {
            return items.getList().stream()
                    .filter(i -> i.getKind() == SqlKind.AS)
                    .filter(i -> ((SqlIdentifier) ((SqlCall) i).operand(1))
                            .getSimple()
                            .equalsIgnoreCase(id.getSimple()))
                    .map(FirstRows::plain)
                    .findFirst()
                    .orElse(written);
        }
        return written;
    }

    private static SqlNode plain(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }
}
