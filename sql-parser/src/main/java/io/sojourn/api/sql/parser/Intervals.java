package io.sojourn.api.sql.parser;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;

/** {@code INTERVAL '90' DAY} and {@code INTERVAL '1 day 2 hours'}. */
final class Intervals {
    private static final int PARTS = 6;
    private static final int DIGITS = 9;
    private static final Pattern PART = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]+)\\s*");
    private static final Map<String, TimeUnit> UNITS = Map.ofEntries(
            Map.entry("year", TimeUnit.YEAR),
            Map.entry("quarter", TimeUnit.QUARTER),
            Map.entry("month", TimeUnit.MONTH),
            Map.entry("week", TimeUnit.WEEK),
            Map.entry("day", TimeUnit.DAY),
            Map.entry("hour", TimeUnit.HOUR),
            Map.entry("minute", TimeUnit.MINUTE),
            Map.entry("min", TimeUnit.MINUTE),
            Map.entry("second", TimeUnit.SECOND),
            Map.entry("sec", TimeUnit.SECOND));

    private Intervals() {}

    static SqlNode node(SqlParserPos at, int sign, String text, SqlIntervalQualifier qualifier) {
        return qualifier == null ? parts(at, sign, text) : literal(at, sign, text, qualifier);
    }

    private static SqlNode literal(SqlParserPos at, int sign, String text, SqlIntervalQualifier qualifier) {
        boolean plain = qualifier.timeUnitRange.endUnit == null
                && qualifier.getStartPrecisionPreservingDefault() == RelDataType.PRECISION_NOT_SPECIFIED;
        return SqlParserUtil.parseIntervalLiteral(
                at, sign, text, plain ? wide(qualifier.getUnit(), text, at) : qualifier);
    }

    private static SqlIntervalQualifier wide(TimeUnit unit, String text, SqlParserPos at) {
        int digits =
                text.strip().replaceAll("^[-+]", "").replaceAll("[^0-9].*", "").length();
        return new SqlIntervalQualifier(
                unit, Math.min(DIGITS, Math.max(2, digits)), null, RelDataType.PRECISION_NOT_SPECIFIED, at);
    }

    private static SqlNode parts(SqlParserPos at, int sign, String text) {
        SqlNode sum = null;
        Matcher part = PART.matcher(text);
        int end = 0;
        boolean months = false;
        boolean days = false;
        for (int i = 0; i < PARTS && part.find() && part.start() == end; i++) {
            TimeUnit unit = unit(part.group(2));
            if (unit == null) {
                break;
            }
            end = part.end();
            months |= unit.yearMonth;
            days |= !unit.yearMonth;
            SqlNode one = literal(at, sign, part.group(1), wide(unit, part.group(1), at));
            sum = sum == null ? one : SqlStdOperatorTable.PLUS.createCall(at, sum, one);
        }
        if (sum == null || end < text.length()) {
            throw DuckNodes.refusal(at, "INTERVAL '" + text + "' is not like '3 days' or '1 hour 30 minutes'");
        }
        if (months && days) {
            throw DuckNodes.refusal(at, "INTERVAL '" + text + "' mixes months with days: add two intervals");
        }
        return sum;
    }

    private static TimeUnit unit(String word) {
        String one = word.toLowerCase(Locale.ROOT);
        TimeUnit unit = UNITS.get(one);
        return unit != null || !one.endsWith("s") ? unit : UNITS.get(one.substring(0, one.length() - 1));
    }
}
