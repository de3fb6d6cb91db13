package io.sojourn.api.sql;

import io.sojourn.api.sql.parser.DuckNodes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.FunctionSqlType;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Optionality;

/** DuckDB's functions, with types as DuckDB infers them. */
final class OwnFunctions {
    /** Its values must be literals, since they say how long the list gets. */
    static final String SERIES = "generate_series";

    private static final SqlIntervalQualifier DAY_TO_SECOND =
            new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

    private static final SqlReturnTypeInference NUMBER =
            ReturnTypes.DOUBLE_NULLABLE.andThen((b, t) -> nullable(b.getTypeFactory(), t));
    private static final SqlReturnTypeInference TEXT =
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen((b, t) -> nullable(b.getTypeFactory(), t));
    private static final SqlReturnTypeInference INSTANT =
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6).andThen((b, t) -> nullable(b.getTypeFactory(), t));
    private static final SqlReturnTypeInference WHOLE = ReturnTypes.BIGINT_FORCE_NULLABLE;
    private static final SqlReturnTypeInference TRUTH = ReturnTypes.BOOLEAN_FORCE_NULLABLE;
    private static final SqlReturnTypeInference FIRST = ReturnTypes.ARG0_FORCE_NULLABLE;
    private static final SqlReturnTypeInference LIST_OF_FIRST =
            b -> list(b.getTypeFactory(), nullable(b.getTypeFactory(), b.getOperandType(0)));
    private static final SqlReturnTypeInference ITEM = b -> {
        RelDataType item = b.getOperandType(0).getComponentType();
        return item == null ? b.getTypeFactory().createSqlType(SqlTypeName.ANY) : nullable(b.getTypeFactory(), item);
    };
    /** {@code p} as one number, or a list of them. */
    private static final SqlOperandTypeChecker SHARE = OperandTypes.or(
            OperandTypes.sequence("(value, number)", OperandTypes.ANY, OperandTypes.NUMERIC),
            OperandTypes.sequence("(value, list of numbers)", OperandTypes.ANY, OperandTypes.ARRAY));

    private OwnFunctions() {}

    static List<SqlOperator> all() {
        List<SqlOperator> list = new ArrayList<>(List.of(
                minus(),
                DuckNodes.WHOLE_DIVIDE,
                SqlLibraryOperators.TRY_CAST,
                SqlLibraryOperators.ILIKE,
                SqlLibraryOperators.NOT_ILIKE));
        aggregates(list);
        times(list);
        texts(list);
        lists(list);
        list.addAll(ProcessOperators.ALL);
        return List.copyOf(list);
    }

    private static void aggregates(List<SqlOperator> list) {
        SqlReturnTypeInference middle = shares(OwnFunctions::middleType);
        SqlReturnTypeInference member = shares((type, types) -> type);
        list.add(aggregate("avg", NUMBER, OperandTypes.NUMERIC));
        list.add(aggregate(
                "median",
                b -> nullable(b.getTypeFactory(), middleType(b.getOperandType(0), b.getTypeFactory())),
                OperandTypes.ANY));
        list.add(aggregate("mode", FIRST, OperandTypes.ANY));
        list.add(aggregate("quantile_cont", middle, SHARE));
        list.add(aggregate("quantile_disc", member, SHARE));
        list.add(aggregate("approx_quantile", member, SHARE));
        list.add(aggregate("approx_count_distinct", WHOLE, OperandTypes.ANY));
        list.add(aggregate("count_if", WHOLE, OperandTypes.BOOLEAN));
        list.add(aggregate("arg_min", FIRST, OperandTypes.ANY_ANY));
        list.add(aggregate("arg_max", FIRST, OperandTypes.ANY_ANY));
        list.add(aggregate("bool_and", TRUTH, OperandTypes.BOOLEAN));
        list.add(aggregate("bool_or", TRUTH, OperandTypes.BOOLEAN));
        list.add(aggregate("corr", NUMBER, OperandTypes.NUMERIC_NUMERIC));
        list.add(aggregate("string_agg", TEXT, OperandTypes.STRING_STRING));
        list.add(aggregate("first", FIRST, OperandTypes.ANY));
        list.add(aggregate("last", FIRST, OperandTypes.ANY));
        list.add(aggregate("list", LIST_OF_FIRST, OperandTypes.ANY));
        list.add(aggregate("array_agg", LIST_OF_FIRST, OperandTypes.ANY));
    }

    private static void times(List<SqlOperator> list) {
        SqlOperandTypeChecker part = OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME);
        SqlOperandTypeChecker parts =
                OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME);
        list.add(scalar("date_trunc", INSTANT, part));
        list.add(scalar("date_diff", WHOLE, parts));
        list.add(scalar("datediff", WHOLE, parts));
        list.add(scalar("date_part", WHOLE, part));
        list.add(scalar("epoch", NUMBER, OperandTypes.ANY));
        list.add(scalar("epoch_us", WHOLE, OperandTypes.ANY));
        list.add(scalar("epoch_ms", WHOLE, OperandTypes.ANY));
        list.add(scalar("dayname", TEXT, OperandTypes.DATETIME));
        list.add(scalar("monthname", TEXT, OperandTypes.DATETIME));
        list.add(scalar("strftime", TEXT, OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER)));
        list.add(scalar(
                "time_bucket",
                b -> nullable(b.getTypeFactory(), b.getOperandType(1)),
                OperandTypes.family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.DATETIME)));
        list.add(scalar("as_of", INSTANT, OperandTypes.NILADIC));
        list.add(scalar(
                "working_time",
                WHOLE,
                OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER)));
    }

    private static void texts(List<SqlOperator> list) {
        list.add(scalar("length", WHOLE, OperandTypes.CHARACTER));
        list.add(scalar("left", TEXT, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)));
        list.add(scalar("right", TEXT, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)));
        list.add(scalar("contains", TRUTH, OperandTypes.STRING_STRING));
        list.add(scalar("starts_with", TRUTH, OperandTypes.STRING_STRING));
        list.add(scalar("ends_with", TRUTH, OperandTypes.STRING_STRING));
        list.add(scalar("regexp_matches", TRUTH, OperandTypes.STRING_STRING));
        list.add(scalar("regexp_extract", TEXT, OperandTypes.STRING_STRING));
        list.add(scalar("concat", TEXT, OperandTypes.VARIADIC));
        list.add(scalar("greatest", ReturnTypes.LEAST_RESTRICTIVE, OperandTypes.SAME_VARIADIC));
        list.add(scalar("least", ReturnTypes.LEAST_RESTRICTIVE, OperandTypes.SAME_VARIADIC));
        list.add(scalar(
                "json_extract", TEXT, OperandTypes.sequence("(json, path)", OperandTypes.ANY, OperandTypes.ANY)));
        list.add(scalar(
                "json_extract_string",
                TEXT,
                OperandTypes.sequence("(json, path)", OperandTypes.ANY, OperandTypes.ANY)));
        list.add(scalar("json_array_length", WHOLE, OperandTypes.ANY));
    }

    private static void lists(List<SqlOperator> list) {
        list.add(scalar("len", WHOLE, OperandTypes.or(OperandTypes.ARRAY, OperandTypes.CHARACTER)));
        list.add(scalar("unnest", ITEM, OperandTypes.ARRAY));
        list.add(scalar(
                SERIES,
                LIST_OF_FIRST,
                OperandTypes.sequence("(first, last, step)", OperandTypes.ANY, OperandTypes.ANY, OperandTypes.ANY)));
        list.add(scalar(
                "list_contains", TRUTH, OperandTypes.sequence("(list, item)", OperandTypes.ARRAY, OperandTypes.ANY)));
        list.add(scalar("list_distinct", FIRST, OperandTypes.ARRAY));
        list.add(scalar("list_sort", FIRST, OperandTypes.ARRAY));
        list.add(scalar("list_filter", FIRST, OperandTypes.EXISTS));
        list.add(scalar(
                "list_transform",
                b -> list(b.getTypeFactory(), ((FunctionSqlType) b.getOperandType(1)).getReturnType()),
                Lambdas.OF_ITEM));
        list.add(scalar(
                "array_to_string",
                TEXT,
                OperandTypes.sequence("(list, separator)", OperandTypes.ARRAY, OperandTypes.CHARACTER)));
        list.add(scalar(
                "string_split",
                b -> list(b.getTypeFactory(), nullable(b.getTypeFactory(), b.getOperandType(0))),
                OperandTypes.STRING_STRING));
    }

    /** Standard minus, and the difference of two instants. */
    private static SqlOperator minus() {
        SqlReturnTypeInference returns = b -> {
            RelDataTypeFactory types = b.getTypeFactory();
            boolean instants =
                    SqlTypeUtil.isDatetime(b.getOperandType(0)) && SqlTypeUtil.isDatetime(b.getOperandType(1));
            return instants
                    ? nullable(types, types.createSqlIntervalType(DAY_TO_SECOND))
                    : SqlStdOperatorTable.MINUS.inferReturnType(b);
        };
        return new SqlBinaryOperator(
                "-",
                SqlKind.MINUS,
                40,
                true,
                returns,
                InferTypes.FIRST_KNOWN,
                OperandTypes.or(
                        OperandTypes.MINUS_OPERATOR,
                        OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME)));
    }

    private interface OfValue {
        RelDataType type(RelDataType value, RelDataTypeFactory types);
    }

    /** One value for one share, a list for a list. */
    private static SqlReturnTypeInference shares(OfValue one) {
        return b -> {
            RelDataTypeFactory types = b.getTypeFactory();
            RelDataType type = nullable(types, one.type(b.getOperandType(0), types));
            return b.getOperandType(1).getComponentType() == null ? type : list(types, type);
        };
    }

    private static RelDataType middleType(RelDataType value, RelDataTypeFactory types) {
        return SqlTypeUtil.isNumeric(value) ? types.createSqlType(SqlTypeName.DOUBLE) : value;
    }

    private static RelDataType list(RelDataTypeFactory types, RelDataType item) {
        return nullable(types, types.createArrayType(item, -1));
    }

    private static RelDataType nullable(RelDataTypeFactory types, RelDataType type) {
        return types.createTypeWithNullability(type, true);
    }

    /** With an ORDER BY of its own where one is written. */
    private static SqlOperator aggregate(String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands) {
        return SqlBasicAggFunction.create(name, SqlKind.OTHER_FUNCTION, returns, operands)
                .withFunctionType(SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .withGroupOrder(Optionality.OPTIONAL);
    }

    private static SqlOperator scalar(String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands) {
        return SqlBasicFunction.create(name, returns, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
