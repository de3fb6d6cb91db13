package io.sojourn.definition.expression;

import io.sojourn.event.ColumnType;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/** Constants: text, integer, number, boolean, NULL, and TIMESTAMP, which is local time in the definition's zone. */
final class Literals {
    private static final Pattern TIMESTAMP =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6})?)?)");
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private final ZoneId zone;

    Literals(ZoneId zone) {
        this.zone = zone;
    }

    Node.Constant constant(SqlLiteral literal, BiFunction<String, String, SojournException> error) {
        if (literal instanceof SqlCharStringLiteral text) {
            return new Node.Constant(text.getValueAs(String.class), ColumnType.TEXT);
        }
        if (literal instanceof SqlNumericLiteral number) {
            return number(number, number.bigDecimalValue(), error);
        }
        if (literal instanceof SqlUnknownLiteral other && other.tag.equalsIgnoreCase("TIMESTAMP")) {
            return timestamp(other.getValue(), error);
        }
        if (literal.getTypeName() == SqlTypeName.BOOLEAN) {
            return new Node.Constant(literal.getValue(), ColumnType.BOOLEAN);
        }
        if (literal.getTypeName() == SqlTypeName.NULL) {
            return new Node.Constant(null, null);
        }
        throw error.apply("the literal " + literal + " is not part of the expression language", null);
    }

    /** The literal with a minus before it, or null when it isn't a number. */
    Node.Constant negative(SqlLiteral literal, BiFunction<String, String, SojournException> error) {
        return literal instanceof SqlNumericLiteral number
                ? number(number, number.bigDecimalValue().negate(), error)
                : null;
    }

    private static Node.Constant number(
            SqlNumericLiteral literal, BigDecimal value, BiFunction<String, String, SojournException> error) {
        if (!literal.isInteger()) {
            double number = value.doubleValue();
            if (Double.isInfinite(number)) {
                throw error.apply("the number " + literal + " is too large", null);
            }
            return new Node.Constant(number, ColumnType.NUMBER);
        }
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw error.apply(
                    "the integer " + value.toPlainString() + " has more than 64 bits",
                    "Maybe write it as a number: 1e20.");
        }
        return new Node.Constant(value.longValueExact(), ColumnType.INTEGER);
    }

    private Node.Constant timestamp(String text, BiFunction<String, String, SojournException> error) {
        Matcher matcher = TIMESTAMP.matcher(text.strip());
        if (!matcher.matches()) {
            throw error.apply("the time '" + text + "' can't be read", "Maybe write TIMESTAMP '2024-01-31 08:00:00'.");
        }
        try {
            LocalDateTime local =
                    LocalDateTime.of(LocalDate.parse(matcher.group(1)), LocalTime.parse(matcher.group(2)));
            long micros =
                    ChronoUnit.MICROS.between(Instant.EPOCH, local.atZone(zone).toInstant());
            if (micros < Limits.MIN_TIME_MICROS || micros >= Limits.MAX_TIME_MICROS) {
                throw error.apply("the time '" + text + "' is not between 1970 and 2100", null);
            }
            return new Node.Constant(micros, ColumnType.TIME);
        } catch (DateTimeException e) {
            throw error.apply("the time '" + text + "' doesn't exist: " + e.getMessage(), null);
        }
    }

    /** The part of EXTRACT in upper case. */
    String unit(SqlNode qualifier) {
        SqlIntervalQualifier unit = (SqlIntervalQualifier) qualifier;
        String name = unit.timeFrameName != null ? unit.timeFrameName : unit.timeUnitRange.name();
        return name.toUpperCase(Locale.ROOT);
    }
}
