package io.sojourn.definition.expression;

import io.sojourn.definition.Expression;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.SojournException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/**
 * Checks the expressions of one definition and compiles them to Java and to DuckDB SQL, with equal results for every
 * row. Equal expressions give equal bytes. Not for use by several threads.
 */
public final class ExpressionCompiler {
    private static final SqlParser.Config PARSER = SqlParser.config()
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withCaseSensitive(true)
            .withIdentifierMaxLength(Integer.MAX_VALUE)
            .withConformance(SqlConformanceEnum.LENIENT);

    private final List<String> sql = new ArrayList<>();
    private final List<ColumnType> types = new ArrayList<>();
    private final List<List<Integer>> columns = new ArrayList<>();
    private final List<Boolean> textOnly = new ArrayList<>();
    private final Literals literals;
    private final JavaEmitter java;
    private final SqlEmitter duckdb;

    /** @param zone the definition's time zone: EXTRACT and TIMESTAMP literals are local there */
    public ExpressionCompiler(ZoneId zone) {
        ZoneTable table = ZoneTable.of(zone);
        literals = new Literals(zone);
        java = new JavaEmitter(table);
        duckdb = new SqlEmitter(table);
    }

    /**
     * Checks one expression; call in the order of {@link Expression#index()}, from 0.
     *
     * @param expected the type that it must have, or null for any; an integer is accepted where a number is expected
     * @param columns names and types of the row
     * @throws SojournException {@code BAD_EXPRESSION}, with the place and the nearest known name
     */
    public void add(Expression expression, List<Column> columns, ColumnType expected) {
        if (expression.index() != sql.size()) {
            throw new IllegalArgumentException("Expression " + expression.index() + " is not the next, " + sql.size());
        }
        ExpressionErrors errors = new ExpressionErrors(expression);
        ExpressionText text = ExpressionText.of(expression, errors);
        Node node = new ExpressionChecker(text, errors, columns, literals).whole(parse(text), expected);
        String query = duckdb.emit(node);
        if (query == null) {
            throw errors.at(0, "the expression nests too many divisions and conversions", "Maybe split it.");
        }
        if (!java.add(node)) {
            throw errors.at(
                    0,
                    "the definition's expressions hold too many constants together",
                    "Maybe compare a column of groups.");
        }
        sql.add(query);
        types.add(node.type());
        UsedColumns used = UsedColumns.of(node);
        this.columns.add(used.positions());
        this.textOnly.add(used.textOnly());
    }

    /**
     * Checks the grammar of an expression whose columns are not known yet.
     *
     * @throws SojournException {@code BAD_EXPRESSION}, with the place
     */
    public static void parse(Expression expression) {
        parse(ExpressionText.of(expression, new ExpressionErrors(expression)));
    }

    private static SqlNode parse(ExpressionText text) {
        try {
            return SqlParser.create(text.sql(), PARSER).parseExpression();
        } catch (SqlParseException e) {
            throw text.unexpected(e.getPos());
        }
    }

    /** Everything that was added, ready to travel. */
    public CompiledExpressions compile() {
        String source = java.source();
        String name = JavaEmitter.PACKAGE + "." + JavaEmitter.CLASS;
        return new CompiledExpressions(
                name,
                source,
                hash(source),
                List.copyOf(sql),
                List.copyOf(types),
                List.copyOf(columns),
                List.copyOf(textOnly));
    }

    private static String hash(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
