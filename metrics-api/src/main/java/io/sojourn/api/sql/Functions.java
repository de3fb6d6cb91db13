package io.sojourn.api.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;

/**
 * The closed list of functions. Left out on purpose: whatever reads files, settings or the clock, whatever makes long
 * values out of short ones ({@code repeat}, {@code lpad}, {@code replace}), and whatever makes tables but our own.
 */
final class Functions {
    /** Standard functions taken from Calcite as they are. */
    private static final Set<String> STANDARD =
            words("COUNT SUM MIN MAX ANY_VALUE STDDEV_POP STDDEV_SAMP VAR_POP VAR_SAMP STDDEV VARIANCE PERCENTILE_CONT"
                    + " PERCENTILE_DISC GROUPING ROW_NUMBER RANK DENSE_RANK PERCENT_RANK CUME_DIST NTILE LAG LEAD"
                    + " FIRST_VALUE LAST_VALUE NTH_VALUE COALESCE NULLIF CAST EXTRACT ABS ROUND FLOOR CEIL MOD POWER SQRT"
                    + " LN EXP SIGN LOWER UPPER SUBSTRING TRIM CHAR_LENGTH CHARACTER_LENGTH POSITION");

    /** What DuckDB's own tree may name besides {@link #names()}: operators, and names that its parser puts in. */
    private static final Set<String> DUCKDB_OPERATORS = words(
            "+ - * / // % || ~~ !~~ ~~~ ~~* !~~* like_escape not_like_escape ilike_escape not_ilike_escape count_star"
                    + " date_part datepart ceiling length percentile_cont percentile_disc quantile_cont quantile_disc"
                    + " grouping trim ltrim rtrim position substring to_years to_quarters to_months to_weeks to_days"
                    + " to_hours to_minutes to_seconds first constant_or_null row trunc listagg list_value array_extract");

    /** What is written for a function that DuckDB has without a limit. */
    static final String BOUNDED_SERIES = "bounded_series";

    private static final List<SqlOperator> OWN = OwnFunctions.all();

    private static final Set<SqlOperator> PLAIN = new HashSet<>(OWN);

    private static final Set<String> OWN_NAMES = OWN.stream()
            .filter(o -> o instanceof SqlFunction && o != SqlLibraryOperators.TRY_CAST)
            .filter(o -> !o.getName().equals("unnest")) // the grammar has a place for it
            .map(Functions::lower)
            .collect(Collectors.toUnmodifiableSet());

    private Functions() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

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
        names.removeAll(ProcessOperators.names());
        names.remove(OwnFunctions.SERIES);
        names.add(BOUNDED_SERIES);
        return names;
    }

    /** How a function is called in what is written. */
    static String written(SqlOperator operator) {
        return operator.getName().equals(OwnFunctions.SERIES) ? BOUNDED_SERIES : operator.getName();
    }

    /** Whether it makes one value of many rows. */
    static boolean isAggregate(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return OWN.stream().anyMatch(o -> o.isAggregator() && o.getName().equalsIgnoreCase(name))
                || STANDARD.contains(upper)
                        && SqlStdOperatorTable.instance().getOperatorList().stream()
                                .anyMatch(o -> o.isAggregator() && o.getName().equals(upper));
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
