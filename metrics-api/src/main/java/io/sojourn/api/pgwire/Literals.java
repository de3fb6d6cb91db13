package io.sojourn.api.pgwire;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Parameters as literals. A value is read as its type first; what is written is made from what was read, never the client's own
 * characters, but for texts, whose quotes are doubled. The gateway then checks the statement with its literals like any other.
 */
final class Literals {
    private static final int DIGITS = 100;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern INSTANT = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)? ?(Z|[+-]\\d\\d(:?\\d\\d){0,2})");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d [+-]\\d\\d(:?\\d\\d)?");
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]")
            .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[' '][XXXXX][XXX][X]")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter WRITE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private Literals() {}

    /**
     * The literal of a value.
     *
     * @param oid what the statement or the client says of its type; 0: nothing
     * @param value as sent; null: null
     */
    static String of(int oid, boolean binary, byte[] value, int number) {
        PgType type = oid == 0 ? PgType.UNKNOWN : PgType.of(oid);
        if (type == null) {
            throw PgFailure.of(
                    SqlStates.NOT_SUPPORTED,
                    "parameter $" + number + " has type number " + oid + ", which isn't known",
                    "Maybe send it as text.");
        }
        if (value == null) {
            return ofNull(type);
        }
        try {
            return " " + (binary ? binary(type, ByteBuffer.wrap(value)) : text(type, string(value))) + " ";
        } catch (DateTimeException
                | ArithmeticException
                | java.nio.BufferUnderflowException
                | IllegalArgumentException e) {
            throw PgFailure.of(
                    binary ? SqlStates.BAD_BINARY : SqlStates.BAD_TEXT,
                    "parameter $" + number + " can't be read as " + type.title(),
                    null);
        }
    }

    /** A literal of a type, where it matters that a statement can be checked, not what it gives. */
    static String sample(int oid) {
        PgType type = PgType.of(oid);
        boolean whole = type == PgType.INT2 || type == PgType.INT4 || type == PgType.INT8;
        return whole ? " 1 " : ofNull(type == null ? PgType.UNKNOWN : type);
    }

    private static String ofNull(PgType type) {
        return switch (type) {
            case UNKNOWN -> " NULL ";
            case BOOL -> " CAST(NULL AS BOOLEAN) ";
            case INT2, INT4, INT8, OID -> " CAST(NULL AS BIGINT) ";
            case FLOAT4, FLOAT8 -> " CAST(NULL AS DOUBLE) ";
            case NUMERIC -> " CAST(NULL AS DECIMAL(38, 9)) ";
            case DATE -> " CAST(NULL AS DATE) ";
            case TIMESTAMP, TIMESTAMPTZ -> " CAST(NULL AS TIMESTAMP) ";
            default -> " CAST(NULL AS VARCHAR) ";
        };
    }

    private static String string(byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw PgFailure.of(SqlStates.BAD_CHARACTER, "a parameter is not UTF-8", null);
        }
    }

    private static String text(PgType type, String value) {
        return switch (type) {
            case BOOL -> truth(value.strip().toLowerCase(Locale.ROOT));
            case INT2, INT4, INT8, OID -> number(new BigDecimal(checked(value)).setScale(0));
            case FLOAT4, FLOAT8 -> approximate(Double.parseDouble(checked(value)));
            case NUMERIC -> number(new BigDecimal(checked(value)));
            case DATE -> date(LocalDate.parse(value.strip()));
            case TIME ->
                "TIME '" + LocalTime.parse(value.strip()).format(DateTimeFormatter.ofPattern("HH:mm:ss")) + "'";
            case TIMESTAMP -> timestamp(LocalDateTime.parse(value.strip(), READ));
            case TIMESTAMPTZ -> timestamp(instant(value.strip()));
            case UUID -> quoted(UUID.fromString(value.strip()).toString());
            case UNKNOWN -> untyped(value);
            default -> quoted(value);
        };
    }

    /**
     * The tree says what it is. Drivers send instants and dates untyped, with the offset of the client's zone: an instant goes
     * on in UTC, as the rows have it, a date without the offset.
     */
    private static String untyped(String value) {
        if (INSTANT.matcher(value).matches()) {
            return quoted(WRITE.format(instant(value)));
        }
        return quoted(DATE.matcher(value).matches() ? value.substring(0, 10) : value);
    }

    private static String binary(PgType type, ByteBuffer value) {
        String literal =
                switch (type) {
                    case BOOL -> value.get() != 0 ? "TRUE" : "FALSE";
                    case INT2 -> number(BigDecimal.valueOf(value.getShort()));
                    case INT4, OID -> number(BigDecimal.valueOf(value.getInt()));
                    case INT8 -> number(BigDecimal.valueOf(value.getLong()));
                    case FLOAT4 -> approximate(Double.parseDouble(Float.toString(value.getFloat())));
                    case FLOAT8 -> approximate(value.getDouble());
                    case NUMERIC -> number(numeric(value));
                    case DATE -> date(BinaryValues.EPOCH.toLocalDate().plusDays(value.getInt()));
                    case TIMESTAMP, TIMESTAMPTZ ->
                        timestamp(BinaryValues.EPOCH
                                .plusNanos(Math.multiplyExact(value.getLong() % 1_000_000, 1_000L))
                                .plusSeconds(value.getLong(0) / 1_000_000)
                                .toLocalDateTime());
                    case UUID -> quoted(new UUID(value.getLong(), value.getLong()).toString());
                    case TIME, INTERVAL -> throw new NumberFormatException("only as text");
                    default -> {
                        byte[] bytes = new byte[value.remaining()];
                        value.get(bytes);
                        yield quoted(string(bytes));
                    }
                };
        if (value.hasRemaining()) {
            throw new NumberFormatException("too long");
        }
        return literal;
    }

    private static String truth(String word) {
        return switch (word) {
            case "t", "true", "1", "on", "yes", "y" -> "TRUE";
            case "f", "false", "0", "off", "no", "n" -> "FALSE";
            default -> throw new NumberFormatException(word);
        };
    }

    private static String checked(String value) {
        String number = value.strip();
        if (number.length() > DIGITS || !NUMBER.matcher(number).matches()) {
            throw new NumberFormatException("number");
        }
        return number;
    }

    /** In parentheses where it is negative: a minus before it would begin a comment. */
    private static String number(BigDecimal value) {
        if (Math.abs((long) value.scale()) > DIGITS || value.precision() > DIGITS) {
            throw new NumberFormatException("digits");
        }
        return signed(value.signum() < 0, value.abs().toPlainString());
    }

    private static String approximate(double value) {
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("not finite");
        }
        String digits = Double.toString(Math.abs(value));
        return signed(value < 0, digits.contains("E") ? digits : digits + "E0");
    }

    private static String signed(boolean negative, String digits) {
        return negative ? "(-" + digits + ")" : digits;
    }

    private static BigDecimal numeric(ByteBuffer in) {
        int groups = in.getShort();
        int weight = in.getShort();
        int sign = in.getShort();
        int shown = in.getShort();
        if (groups < 0 || groups > DIGITS / 4 || Math.abs(weight) > DIGITS / 4 || sign != 0 && sign != 0x4000) {
            throw new NumberFormatException("numeric");
        }
        BigDecimal value = BigDecimal.ZERO;
        for (int i = 0; i < groups; i++) {
            value = value.add(BigDecimal.valueOf(in.getShort()).scaleByPowerOfTen(4 * (weight - i)));
        }
        BigDecimal scaled = value.setScale(Math.max(shown, 0), java.math.RoundingMode.UNNECESSARY);
        return sign == 0 ? scaled : scaled.negate();
    }

    private static String date(LocalDate date) {
        checkYear(date.getYear());
        return "DATE '" + date + "'";
    }

    private static LocalDateTime instant(String value) {
        return OffsetDateTime.parse(value, READ)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
    }

    private static String timestamp(LocalDateTime time) {
        checkYear(time.getYear());
        return "TIMESTAMP '" + WRITE.format(time) + "'";
    }

    private static void checkYear(int year) {
        if (year < 1 || year > 9_999) {
            throw new NumberFormatException("year");
        }
    }

    private static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw PgFailure.of(SqlStates.BAD_CHARACTER, "a parameter has the character U+0000", null);
        }
        return "'" + text.replace("'", "''") + "'";
    }
}
