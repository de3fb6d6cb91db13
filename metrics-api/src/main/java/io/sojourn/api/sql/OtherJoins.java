package io.sojourn.api.sql;

import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Joins that DuckDB has and the parser doesn't: it takes {@code a ANTI JOIN b} for {@code a AS anti JOIN b}, which means
 * something else. They are refused; so is such an alias, unless it is quoted.
 */
final class OtherJoins {
    private static final Map<String, String> INSTEAD = Map.of(
            "anti", "WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.x = a.x)",
            "semi", "WHERE EXISTS (SELECT 1 FROM b WHERE b.x = a.x)",
            "asof", "a join ON a.x = b.x AND b.t <= a.t, and QUALIFY row_number() OVER (... ORDER BY b.t DESC) = 1",
            "positional", "a join ON row numbers, from row_number() OVER (ORDER BY ...) on both sides");

    private OtherJoins() {}

    /** Refuses a join whose left side ends with one of the words. */
    static void refuse(SqlJoin join, SqlText source) {
        SqlNode last = join.getLeft();
        while (last instanceof SqlJoin left && left.getConditionType() == JoinConditionType.NONE) {
            last = left.getRight();
        }
        if (!(last instanceof SqlBasicCall as) || as.getKind() != SqlKind.AS || as.operandCount() != 2) {
            return;
        }
        SqlIdentifier alias = as.operand(1);
        String word = alias.getSimple().toLowerCase(Locale.ROOT);
        if (INSTEAD.containsKey(word) && !alias.isComponentQuoted(0)) {
            throw source.refuseAt(
                    alias.getParserPosition().getLineNum(),
                    alias.getParserPosition().getColumnNum(),
                    word.toUpperCase(Locale.ROOT) + " JOIN is not allowed",
                    "Maybe " + INSTEAD.get(word) + ". As an alias write it in quotes: \"" + word + "\".");
        }
    }
}
