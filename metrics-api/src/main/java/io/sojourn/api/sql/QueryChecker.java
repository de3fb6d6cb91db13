package io.sojourn.api.sql;

import io.sojourn.api.sql.parser.DuckParser;
import io.sojourn.event.SojournException;
import java.math.BigDecimal;
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
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * First wall: Calcite parses the text, allows listed kinds of nodes and functions only, checks names and types against
 * the catalog, and writes the text anew.
 */
final class QueryChecker {
    private static final SqlParser.Config PARSER = SqlParser.config()
            .withParserFactory(DuckParser.FACTORY)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(false)
            .withConformance(new DuckRules.Conformance());

    private static final SqlOperatorTable OPERATORS = Functions.table();

    private static final SqlAbstractParserImpl.Metadata WORDS =
            SqlParser.create("", PARSER).getMetadata();

    private final RelDataTypeFactory types = new DuckRules.Types();
    private final CalciteSchema schema = CalciteSchema.createRootSchema(false);
    private final Set<String> reservedColumns = new HashSet<>();
    private final Catalog catalog;
    private final KnownNames names;
    private final CalciteCatalogReader reader;

    QueryChecker(Catalog catalog) {
        this.catalog = catalog;
        names = new KnownNames(catalog);
        catalog.tables().forEach((name, columns) -> {
            schema.add(name, new CatalogTable(columns));
            columns.stream()
                    .map(c -> c.name().toLowerCase(Locale.ROOT))
                    .filter(QueryChecker::isReserved)
                    .forEach(reservedColumns::add);
        });
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        reader = new CalciteCatalogReader(schema, List.of(), types, new CalciteConnectionConfigImpl(properties));
    }

    /**
     * A checked query.
     *
     * @param sql the text to run: gives at most one row more than is wanted, so that a cut can be told
     * @param lineage what it reads
     */
    record Checked(String sql, Lineage lineage) {}

    Checked check(String text, int maxRows) {
        SqlText source = SqlText.of(text);
        OtherJoins.refuse(source);
        String quoted = source.quoted(reservedColumns, QueryChecker::isReserved);
        try {
            SqlNode parsed = SqlParser.create(quoted, PARSER).parseQuery();
            parsed.accept(new AllowedNodes(source, catalog));
            SqlValidator validator = validator();
            SqlNode checked = validator.validate(limited(Rewrites.of(parsed, source), maxRows + 1));
            checkOperators(checked);
            return new Checked(written(checked), Lineage.of(checked, validator));
        } catch (SqlParseException e) {
            throw unreadable(source, e);
        } catch (CalciteContextException e) {
            throw source.refuseAt(
                    Math.max(1, e.getPosLine()), Math.max(1, e.getPosColumn()), cause(e), names.hint(cause(e)));
        }
    }

    private static String written(SqlNode checked) {
        return DuckClauses.own(checked)
                .toSqlString(c -> c.withDialect(DuckDialect.INSTANCE)
                        .withQuoteAllIdentifiers(true)
                        .withAlwaysUseParentheses(false)
                        .withSelectListItemsOnSeparateLines(false)
                        .withUpdateSetListNewline(false)
                        .withClauseStartsLine(false)
                        .withIndentation(0)
                        .withLineFolding(SqlWriterConfig.LineFolding.WIDE))
                .getSql();
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
        return source.refuseAt(line, column, "not understood: " + what, AllowedNodes.ALLOWED);
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

    /** What the validator put in must be in the list as well. */
    private static void checkOperators(SqlNode root) {
        root.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.getOperator() instanceof SqlFunction && !Functions.isAllowed(call.getOperator())) {
                    throw Refusal.of(
                            "function " + call.getOperator().getName() + " is not allowed", AllowedNodes.ALLOWED);
                }
                return super.visit(call);
            }
        });
    }

    private SqlValidator validator() {
        return SqlValidatorUtil.newValidator(
                OPERATORS,
                reader,
                types,
                SqlValidator.Config.DEFAULT
                        .withConformance(new DuckRules.Conformance())
                        .withDefaultNullCollation(NullCollation.LAST)
                        .withIdentifierExpansion(true)
                        .withCallRewrite(false));
    }
}
