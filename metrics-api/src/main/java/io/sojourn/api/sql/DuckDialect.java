package io.sojourn.api.sql;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Writes checked trees as DuckDB reads them. Strings and names are quoted here and nowhere else. */
final class DuckDialect extends DuckDBSqlDialect {
    static final DuckDialect INSTANCE = new DuckDialect();

    private DuckDialect() {
        super(SqlDialect.EMPTY_CONTEXT
                .withDatabaseProduct(SqlDialect.DatabaseProduct.DUCKDB)
                .withIdentifierQuoteString("\"")
                .withUnquotedCasing(Casing.UNCHANGED)
                .withQuotedCasing(Casing.UNCHANGED)
                .withCaseSensitive(false)
                .withNullCollation(NullCollation.LAST));
    }

    @Override
    public boolean supportsCharSet() {
        return false;
    }

    @Override
    public void quoteStringLiteral(StringBuilder out, String charsetName, String value) {
        out.append('\'').append(value.replace("'", "''")).append('\'');
    }

    @Override
    public SqlNode getCastSpec(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.VARCHAR || type.getSqlTypeName() == SqlTypeName.CHAR
                ? varchar()
                : super.getCastSpec(type);
    }

    private static SqlNode varchar() {
        SqlParserPos at = SqlParserPos.ZERO;
        return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, at), at);
    }

    /** Calcite's precisions of intervals are none of DuckDB's. */
    @Override
    public void unparseSqlIntervalQualifier(SqlWriter writer, SqlIntervalQualifier qualifier, RelDataTypeSystem types) {
        writer.keyword(qualifier.timeUnitRange.startUnit.name());
        if (qualifier.timeUnitRange.endUnit != null) {
            writer.keyword("TO");
            writer.keyword(qualifier.timeUnitRange.endUnit.name());
        }
    }

    @Override
    public void unparseOffsetFetch(SqlWriter writer, SqlNode offset, SqlNode fetch) {
        unparseFetchUsingLimit(writer, offset, fetch);
    }

    @Override
    public void unparseCall(SqlWriter writer, SqlCall call, int left, int right) {
        if (call.getKind() == SqlKind.WITHIN_GROUP
                && call.operand(0) instanceof SqlCall aggregate
                && aggregate.getKind() != SqlKind.PERCENTILE_CONT
                && aggregate.getKind() != SqlKind.PERCENTILE_DISC) {
            orderedAggregate(writer, aggregate, call.operand(1));
        } else if (Functions.isWrittenPlainly(call.getOperator())) {
            plainCall(writer, call);
        } else if (DuckClauses.isOne(call)) {
            DuckClauses.unparse(writer, call, left, right);
        } else {
            super.unparseCall(writer, call, left, right);
        }
    }

    /** {@code f(x, y ORDER BY z)}. */
    private static void orderedAggregate(SqlWriter writer, SqlCall aggregate, SqlNodeList order) {
        SqlWriter.Frame frame = writer.startFunCall(aggregate.getOperator().getName());
        quantifier(writer, aggregate);
        for (SqlNode operand : aggregate.getOperandList()) {
            writer.sep(",");
            operand.unparse(writer, 0, 0);
        }
        writer.setNeedWhitespace(true);
        writer.keyword("ORDER BY");
        writer.setNeedWhitespace(true);
        SqlWriter.Frame list = writer.startList("", "");
        for (SqlNode item : order) {
            writer.sep(",");
            item.unparse(writer, 0, 0);
        }
        writer.endList(list);
        writer.endFunCall(frame);
    }

    static void plainCall(SqlWriter writer, SqlCall call) {
        SqlWriter.Frame frame = writer.startFunCall(Functions.written(call.getOperator()));
        quantifier(writer, call);
        for (SqlNode operand : call.getOperandList()) {
            writer.sep(",");
            operand.unparse(writer, 0, 0);
        }
        writer.endFunCall(frame);
    }

    private static void quantifier(SqlWriter writer, SqlCall call) {
        if (call.getFunctionQuantifier() != null) {
            writer.keyword(call.getFunctionQuantifier().toValue());
        }
    }
}
