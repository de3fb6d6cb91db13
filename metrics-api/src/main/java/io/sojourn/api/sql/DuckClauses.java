package io.sojourn.api.sql;

import java.util.List;
import java.util.function.ObjIntConsumer;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.util.SqlShuttle;

/** Clauses that DuckDB spells otherwise than Calcite. */
final class DuckClauses {
    private DuckClauses() {}

    /** A tree whose nodes that Calcite writes by themselves, asking no dialect, are nodes of ours. */
    static SqlNode own(SqlNode tree) {
        return tree.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlCall call) {
                if (call instanceof SqlLambda l) {
                    SqlNode body = l.getExpression().accept(this);
                    SqlLambda inner = new SqlLambda(l.getParserPosition(), l.getParameters(), body);
                    return new SqlBasicCall(
                            new Written((w, left) -> lambda(w, inner)), List.of(body), l.getParserPosition());
                }
                if (call instanceof SqlPivot p) {
                    SqlNode query = p.query.accept(this);
                    SqlPivot inner = new SqlPivot(p.getParserPosition(), query, p.aggList, p.axisList, p.inList);
                    return new SqlBasicCall(
                            new Written((w, left) -> pivot(w, inner, left)), List.of(query), p.getParserPosition());
                }
                return super.visit(call);
            }
        });
    }

    /** Writes one node. */
    private static final class Written extends SqlSpecialOperator {
        private final ObjIntConsumer<SqlWriter> how;

        Written(ObjIntConsumer<SqlWriter> how) {
            super("written", SqlKind.OTHER);
            this.how = how;
        }

        @Override
        public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
            how.accept(writer, left);
        }
    }

    static boolean isOne(SqlCall call) {
        return call instanceof SqlAsofJoin
                || call.getKind() == SqlKind.COLLECTION_TABLE
                || call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR;
    }

    static void unparse(SqlWriter writer, SqlCall call, int left, int right) {
        if (call instanceof SqlAsofJoin join) {
            asof(writer, join);
        } else if (call.getKind() == SqlKind.COLLECTION_TABLE) {
            call.operand(0).unparse(writer, left, right);
        } else {
            list(writer, call);
        }
    }

    /** The match condition goes back to the others. */
    private static void asof(SqlWriter writer, SqlAsofJoin join) {
        join.getLeft().unparse(writer, 0, 0);
        writer.sep(join.getJoinType() == JoinType.LEFT_ASOF ? "ASOF LEFT JOIN" : "ASOF JOIN", true);
        join.getRight().unparse(writer, 0, 0);
        writer.keyword("ON");
        join.getCondition().unparse(writer, 50, 50);
        writer.keyword("AND");
        join.getMatchCondition().unparse(writer, 50, 50);
    }

    private static void lambda(SqlWriter writer, SqlLambda lambda) {
        SqlWriter.Frame frame = writer.startList("(", ")");
        writer.keyword("lambda");
        writer.identifier(lambda.getParameters().get(0).toString(), true);
        writer.print(":");
        writer.setNeedWhitespace(true);
        lambda.getExpression().unparse(writer, 0, 0);
        writer.endList(frame);
    }

    /** DuckDB wants plain names inside. */
    private static void pivot(SqlWriter writer, SqlPivot pivot, int left) {
        pivot.query.unparse(writer, left, 0);
        writer.keyword("PIVOT");
        SqlWriter.Frame frame = writer.startList("(", ")");
        for (SqlNode aggregate : pivot.aggList) {
            writer.sep(",");
            plain(aggregate).unparse(writer, 0, 0);
        }
        writer.keyword("FOR");
        plain(pivot.axisList.get(0)).unparse(writer, 0, 0);
        writer.keyword("IN");
        SqlWriter.Frame values = writer.startList("(", ")");
        for (SqlNode value : pivot.inList) {
            writer.sep(",");
            SqlCall named = (SqlCall) value;
            ((SqlNodeList) named.operand(0)).get(0).unparse(writer, 0, 0);
            writer.keyword("AS");
            named.operand(1).unparse(writer, 0, 0);
        }
        writer.endList(values);
        writer.endList(frame);
    }

    private static SqlNode plain(SqlNode node) {
        return node.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier id) {
                return id.isSimple() || id.isStar() ? id : id.getComponent(id.names.size() - 1);
            }
        });
    }

    private static void list(SqlWriter writer, SqlCall call) {
        SqlWriter.Frame frame = writer.startList("[", "]");
        for (SqlNode item : call.getOperandList()) {
            writer.sep(",");
            item.unparse(writer, 0, 0);
        }
        writer.endList(frame);
    }
}
