package io.sojourn.api.sql;

import io.sojourn.event.SojournException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * First wall: Calcite parses the text, allows listed kinds of nodes and functions only, checks names and types against
 * the catalog, and writes the text anew.
 */
final class QueryChecker {
    private static final String ALLOWED =
            "Maybe it can be said with one SELECT (WITH, joins, subqueries, UNION, windows) over the public tables.";

    private static final Set<SqlKind> KINDS = kinds();

    private static final SqlParser.Config PARSER = SqlParser.config()
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(false)
            .withConformance(new DuckRules.Conformance());

    private static final SqlAbstractParserImpl.Metadata WORDS =
            SqlParser.create("", PARSER).getMetadata();

    private final RelDataTypeFactory types = new DuckRules.Types();
    private final CalciteSchema schema = CalciteSchema.createRootSchema(false);
    private final Set<String> reservedColumns = new HashSet<>();
    private final Set<String> tables;

    QueryChecker(Catalog catalog) {
        tables = catalog.names();
        catalog.tables().forEach((name, columns) -> {
            schema.add(name, new CatalogTable(columns));
            columns.stream()
                    .map(c -> c.name().toLowerCase(Locale.ROOT))
                    .filter(QueryChecker::isReserved)
                    .forEach(reservedColumns::add);
        });
    }

    /** The text to run: gives at most one row more than {@code maxRows}, so that a cut can be told. */
    String check(String text, int maxRows) {
        SqlText source = SqlText.of(text);
        OtherJoins.refuse(source);
        String quoted = source.quoted(reservedColumns, QueryChecker::isReserved);
        try {
            SqlNode parsed = SqlParser.create(quoted, PARSER).parseQuery();
            allow(parsed, source);
            SqlNode checked = validator().validate(limited(ordered(parsed), maxRows + 1));
            checkOperators(checked);
            return checked.toSqlString(c -> c.withDialect(DuckDialect.INSTANCE)
                            .withQuoteAllIdentifiers(true)
                            .withAlwaysUseParentheses(false)
                            .withSelectListItemsOnSeparateLines(false)
                            .withUpdateSetListNewline(false)
                            .withClauseStartsLine(false)
                            .withIndentation(0)
                            .withLineFolding(SqlWriterConfig.LineFolding.WIDE))
                    .getSql();
        } catch (SqlParseException e) {
            throw unreadable(source, e);
        } catch (CalciteContextException e) {
            throw source.refuseAt(Math.max(1, e.getPosLine()), Math.max(1, e.getPosColumn()), cause(e), hint(cause(e)));
        }
    }

    /** The parser leaves the ORDER BY of {@code string_agg} among its operands; the validator wants it outside. */
    private static SqlNode ordered(SqlNode root) {
        return root.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlCall call) {
                SqlCall inner = (SqlCall) super.visit(call);
                return inner.getOperator().getName().equalsIgnoreCase(Functions.STRING_AGG.getName())
                        ? stringAgg(inner)
                        : inner;
            }
        });
    }

    private static SqlNode stringAgg(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        int last = operands.size() - 1;
        SqlNodeList order = last > 0 && operands.get(last) instanceof SqlNodeList list ? list : SqlNodeList.EMPTY;
        SqlNode plain = Functions.STRING_AGG.createCall(
                call.getFunctionQuantifier(),
                call.getParserPosition(),
                operands.stream().filter(o -> !(o instanceof SqlNodeList)).toArray(SqlNode[]::new));
        return order.isEmpty()
                ? plain
                : SqlStdOperatorTable.WITHIN_GROUP.createCall(call.getParserPosition(), plain, order);
    }

    private static SqlNode limited(SqlNode root, int rows) {
        SqlNode limit = SqlLiteral.createExactNumeric(Integer.toString(rows), SqlParserPos.ZERO);
        if (!(root instanceof SqlOrderBy o)) {
            return new SqlOrderBy(root.getParserPosition(), root, SqlNodeList.EMPTY, null, limit);
        }
        boolean less = o.fetch instanceof SqlNumericLiteral n
                && n.bigDecimalValue() != null
                && n.bigDecimalValue().compareTo(BigDecimal.valueOf(rows)) < 0;
        return less ? o : new SqlOrderBy(o.getParserPosition(), o.query, o.orderList, o.offset, limit);
    }

    private static boolean isReserved(String word) {
        return WORDS.isReservedWord(word.toUpperCase(Locale.ROOT));
    }

    private static SojournException unreadable(SqlText source, SqlParseException e) {
        int line = e.getPos() == null ? 1 : Math.max(1, e.getPos().getLineNum());
        int column = e.getPos() == null ? 1 : Math.max(1, e.getPos().getColumnNum());
        String what = Refusal.shortly(e.getMessage()).replaceAll(" at line \\d+, column \\d+\\.?$", "");
        return source.refuseAt(line, column, "not understood: " + what, ALLOWED);
    }

    private static String cause(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        return Refusal.shortly(last.getMessage())
                .replaceFirst("^From line .*?: ", "")
                .replaceFirst("^At line .*?: ", "");
    }

    private String hint(String message) {
        if (message.startsWith("Object") && message.contains("not found")) {
            return "Maybe one of the tables " + String.join(", ", tables) + ".";
        }
        if (message.startsWith("No match found for function") || message.contains("function")) {
            return "Maybe one of the functions " + String.join(", ", Functions.names()) + ".";
        }
        return null;
    }

    private void allow(SqlNode root, SqlText source) {
        root.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                boolean known = KINDS.contains(call.getKind()) || call.getOperator() instanceof SqlFunction;
                boolean hinted = call instanceof SqlSelect s && s.hasHints();
                boolean qualified = call.getOperator() instanceof SqlUnresolvedFunction f
                        && f.getSqlIdentifier() != null
                        && !f.getSqlIdentifier().isSimple();
                if (!known || hinted || qualified) {
                    throw source.refuseAt(
                            call.getParserPosition().getLineNum(),
                            call.getParserPosition().getColumnNum(),
                            call.getOperator().getName() + " is not allowed",
                            ALLOWED);
                }
                if (call instanceof SqlWithItem item && isTable(item.name.getSimple())) {
                    throw source.refuseAt(
                            item.name.getParserPosition().getLineNum(),
                            item.name.getParserPosition().getColumnNum(),
                            "WITH " + item.name.getSimple() + " hides a table",
                            "Maybe choose another name.");
                }
                return super.visit(call);
            }

            @Override
            public Void visit(SqlDynamicParam param) {
                throw source.refuseAt(
                        param.getParserPosition().getLineNum(),
                        param.getParserPosition().getColumnNum(),
                        "parameters are not allowed",
                        null);
            }
        });
    }

    private boolean isTable(String name) {
        return tables.contains(name.toLowerCase(Locale.ROOT));
    }

    /** What the validator put in must be in the list as well. */
    private static void checkOperators(SqlNode root) {
        root.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.getOperator() instanceof SqlFunction && !Functions.isAllowed(call.getOperator())) {
                    throw Refusal.of("function " + call.getOperator().getName() + " is not allowed", ALLOWED);
                }
                return super.visit(call);
            }
        });
    }

    private SqlValidator validator() {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        CalciteCatalogReader reader =
                new CalciteCatalogReader(schema, List.of(), types, new CalciteConnectionConfigImpl(properties));
        return SqlValidatorUtil.newValidator(
                Functions.table(),
                reader,
                types,
                SqlValidator.Config.DEFAULT
                        .withConformance(new DuckRules.Conformance())
                        .withDefaultNullCollation(NullCollation.LAST)
                        .withIdentifierExpansion(true)
                        .withCallRewrite(false));
    }

    private static Set<SqlKind> kinds() {
        Set<SqlKind> kinds = EnumSet.copyOf(Arrays.asList(
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
                SqlKind.IGNORE_NULLS));
        return kinds;
    }
}
