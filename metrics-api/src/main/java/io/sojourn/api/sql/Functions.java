package io.sojourn.api.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.util.Optionality;

/**
 * The closed list of functions. Left out on purpose: whatever reads files, settings or the clock, whatever makes long
 * values out of short ones ({@code repeat}, {@code lpad}, {@code range}), and whatever makes tables.
 */
final class Functions {
    /** Standard functions taken from Calcite as they are. */
    private static final Set<String> STANDARD = Set.of(
            "COUNT",
            "SUM",
            "MIN",
            "MAX",
            "ANY_VALUE",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "VAR_POP",
            "VAR_SAMP",
            "STDDEV",
            "VARIANCE",
            "PERCENTILE_CONT",
            "PERCENTILE_DISC",
            "GROUPING",
            "ROW_NUMBER",
            "RANK",
            "DENSE_RANK",
            "PERCENT_RANK",
            "CUME_DIST",
            "NTILE",
            "LAG",
            "LEAD",
            "FIRST_VALUE",
            "LAST_VALUE",
            "NTH_VALUE",
            "COALESCE",
            "NULLIF",
            "CAST",
            "EXTRACT",
            "ABS",
            "ROUND",
            "FLOOR",
            "CEIL",
            "MOD",
            "POWER",
            "SQRT",
            "LN",
            "EXP",
            "SIGN",
            "LOWER",
            "UPPER",
            "SUBSTRING",
            "TRIM",
            "CHAR_LENGTH",
            "CHARACTER_LENGTH",
            "POSITION");

    private static final SqlIntervalQualifier DAY_TO_SECOND =
            new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

    /** Its ORDER BY is written inside, and stands outside in the checked tree. */
    static final SqlAggFunction STRING_AGG = SqlBasicAggFunction.create(
                    "string_agg",
                    SqlKind.OTHER_FUNCTION,
                    ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen((b, t) -> nullable(b.getTypeFactory(), t)),
                    OperandTypes.STRING_STRING)
            .withFunctionType(SqlFunctionCategory.USER_DEFINED_FUNCTION)
            .withGroupOrder(Optionality.OPTIONAL);

    /** DuckDB's functions, with types as DuckDB infers them. */
    private static final List<SqlOperator> OWN = own();

    private static final Set<SqlOperator> PLAIN = new HashSet<>(OWN);

    private static final Set<String> OWN_NAMES = OWN.stream()
            .filter(o -> o instanceof SqlFunction && o != SqlLibraryOperators.TRY_CAST)
            .filter(o -> !o.getName().equals("string_agg")) // its ORDER BY needs the grammar
            .map(Functions::lower)
            .collect(Collectors.toUnmodifiableSet());

    /** What DuckDB's own tree may name besides {@link #names()}: operators, and names that its parser puts in. */
    private static final Set<String> DUCKDB_OPERATORS = Set.of(
            "+",
            "-",
            "*",
            "/",
            "%",
            "||",
            "~~",
            "!~~",
            "~~~",
            "~~*",
            "!~~*",
            "like_escape",
            "not_like_escape",
            "ilike_escape",
            "not_ilike_escape",
            "count_star",
            "date_part",
            "datepart",
            "ceiling",
            "length",
            "percentile_cont",
            "percentile_disc",
            "quantile_cont",
            "quantile_disc",
            "grouping",
            "trim",
            "ltrim",
            "rtrim",
            "position",
            "substring",
            "to_years",
            "to_months",
            "to_days",
            "to_hours",
            "to_minutes",
            "to_seconds",
            "to_weeks",
            "first",
            "constant_or_null",
            "row",
            "trunc",
            "listagg");

    private Functions() {}

    /** Operators of the standard without a name, and the functions of the list. */
    static SqlOperatorTable table() {
        return SqlOperatorTables.chain(SqlOperatorTables.of(OWN), new Listed(SqlStdOperatorTable.instance()));
    }

    /** Names that a query may call, sorted. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        STANDARD.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        OWN.stream().filter(o -> o instanceof SqlFunction).forEach(o -> names.add(lower(o)));
        return names;
    }

    /** Functions that are not of the standard: their names, quoted, keep clear of the parser's own grammar for them. */
    static boolean isOwn(String name) {
        return OWN_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Names that may stand in DuckDB's own tree. */
    static Set<String> duckdbNames() {
        Set<String> names = new HashSet<>(DUCKDB_OPERATORS);
        names.addAll(names());
        return names;
    }

    static boolean isAllowed(SqlOperator operator) {
        return PLAIN.contains(operator) || isListed(operator);
    }

    static boolean isWrittenPlainly(SqlOperator operator) {
        return operator instanceof SqlFunction && PLAIN.contains(operator) && operator != SqlLibraryOperators.TRY_CAST;
    }

    private static boolean isListed(SqlOperator operator) {
        if (operator == SqlStdOperatorTable.MINUS) {
            return false;
        }
        boolean named = operator instanceof SqlFunction || operator.getSyntax() == SqlSyntax.FUNCTION;
        return !named || STANDARD.contains(operator.getName()) || operator.getKind() == SqlKind.ROW;
    }

    private static String lower(SqlOperator operator) {
        return operator.getName().toLowerCase(Locale.ROOT);
    }

    private static List<SqlOperator> own() {
        List<SqlOperator> list = new ArrayList<>();
        SqlReturnTypeInference number = ReturnTypes.DOUBLE_NULLABLE.andThen((b, t) -> nullable(b.getTypeFactory(), t));
        SqlReturnTypeInference text =
                ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen((b, t) -> nullable(b.getTypeFactory(), t));
        SqlReturnTypeInference whole = ReturnTypes.BIGINT_FORCE_NULLABLE;
        SqlReturnTypeInference truth = ReturnTypes.BOOLEAN_FORCE_NULLABLE;
        SqlReturnTypeInference middle =
                b -> nullable(b.getTypeFactory(), middleType(b.getOperandType(0), b.getTypeFactory()));
        SqlReturnTypeInference first = ReturnTypes.ARG0_FORCE_NULLABLE;
        SqlOperandTypeChecker share = OperandTypes.sequence("(value, number)", OperandTypes.ANY, OperandTypes.NUMERIC);
        list.add(minus());
        list.add(SqlLibraryOperators.TRY_CAST);
        list.add(aggregate("avg", number, OperandTypes.NUMERIC));
        list.add(aggregate("median", middle, OperandTypes.ANY));
        list.add(aggregate("mode", first, OperandTypes.ANY));
        list.add(aggregate("quantile_cont", middle, share));
        list.add(aggregate("quantile_disc", first, share));
        list.add(aggregate("approx_quantile", first, share));
        list.add(aggregate("approx_count_distinct", whole, OperandTypes.ANY));
        list.add(aggregate("arg_min", first, OperandTypes.ANY_ANY));
        list.add(aggregate("arg_max", first, OperandTypes.ANY_ANY));
        list.add(aggregate("bool_and", truth, OperandTypes.BOOLEAN));
        list.add(aggregate("bool_or", truth, OperandTypes.BOOLEAN));
        list.add(aggregate("corr", number, OperandTypes.NUMERIC_NUMERIC));
        list.add(STRING_AGG);
        SqlOperandTypeChecker part = OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME);
        SqlOperandTypeChecker parts =
                OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME);
        list.add(function(
                "date_trunc",
                ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6).andThen((b, t) -> nullable(b.getTypeFactory(), t)),
                part,
                SqlFunctionCategory.USER_DEFINED_FUNCTION));
        list.add(function("date_diff", whole, parts, SqlFunctionCategory.USER_DEFINED_FUNCTION));
        list.add(function("date_part", whole, part, SqlFunctionCategory.USER_DEFINED_FUNCTION));
        list.add(scalar("datediff", whole, parts));
        list.add(scalar("epoch", number, OperandTypes.ANY));
        list.add(scalar("dayname", text, OperandTypes.DATETIME));
        list.add(scalar("monthname", text, OperandTypes.DATETIME));
        list.add(scalar("strftime", text, OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER)));
        list.add(scalar(
                "time_bucket",
                b -> nullable(b.getTypeFactory(), b.getOperandType(1)),
                OperandTypes.family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.DATETIME)));
        list.add(scalar("length", whole, OperandTypes.CHARACTER));
        list.add(scalar("left", text, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)));
        list.add(scalar("right", text, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)));
        list.add(scalar("contains", truth, OperandTypes.STRING_STRING));
        list.add(scalar("starts_with", truth, OperandTypes.STRING_STRING));
        list.add(scalar("ends_with", truth, OperandTypes.STRING_STRING));
        list.add(scalar("greatest", ReturnTypes.LEAST_RESTRICTIVE, OperandTypes.SAME_VARIADIC));
        list.add(scalar("least", ReturnTypes.LEAST_RESTRICTIVE, OperandTypes.SAME_VARIADIC));
        return List.copyOf(list);
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

    private static RelDataType middleType(RelDataType value, RelDataTypeFactory types) {
        return SqlTypeUtil.isNumeric(value) ? types.createSqlType(SqlTypeName.DOUBLE) : value;
    }

    private static RelDataType nullable(RelDataTypeFactory types, RelDataType type) {
        return types.createTypeWithNullability(type, true);
    }

    private static SqlOperator aggregate(String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands) {
        return SqlBasicAggFunction.create(name, SqlKind.OTHER_FUNCTION, returns, operands)
                .withFunctionType(SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    private static SqlOperator scalar(String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands) {
        return function(name, returns, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    private static SqlOperator function(
            String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands, SqlFunctionCategory category) {
        return SqlBasicFunction.create(name, returns, operands, category);
    }

    /** The standard table, less the functions that are not listed. A delegate, since COUNT(*) is found by syntax. */
    private record Listed(SqlOperatorTable all) implements SqlOperatorTable {
        @Override
        public void lookupOperatorOverloads(
                SqlIdentifier name,
                SqlFunctionCategory category,
                SqlSyntax syntax,
                List<SqlOperator> found,
                SqlNameMatcher matcher) {
            List<SqlOperator> candidates = new ArrayList<>();
            all.lookupOperatorOverloads(name, category, syntax, candidates, matcher);
            candidates.stream().filter(Functions::isListed).forEach(found::add);
        }

        @Override
        public List<SqlOperator> getOperatorList() {
            return all.getOperatorList().stream().filter(Functions::isListed).toList();
        }
    }
}
