package io.sojourn.api.pgwire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values in PostgreSQL's binary formats. */
final class BinaryValues {
    static final OffsetDateTime EPOCH = OffsetDateTime.parse("2000-01-01T00:00:00Z");

    private static final Pattern INTERVAL = Pattern.compile("(?:(-?\\d{1,9}) years? ?)?(?:(-?\\d{1,9}) months? ?)?"
            + "(?:(-?\\d{1,9}) days? ?)?(?:(-?)(\\d{1,9}):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?)?");

    private BinaryValues() {}

    /** @param value of a query's result, not null */
    static byte[] of(Object value, PgType type) {
        try {
            return encoded(value, type);
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw PgFailure.of(
                    SqlStates.BAD_BINARY,
                    "a value of type " + type.title() + " has no binary form",
                    "Maybe ask for results as text.");
        }
    }

    private static byte[] encoded(Object value, PgType type) {
        return switch (type) {
            case BOOL -> new byte[] {(byte) (Boolean.TRUE.equals(value) ? 1 : 0)};
            case INT2 ->
                ByteBuffer.allocate(2).putShort(whole(value).shortValueExact()).array();
            case INT4, OID ->
                ByteBuffer.allocate(4).putInt(whole(value).intValueExact()).array();
            case INT8 ->
                ByteBuffer.allocate(8).putLong(whole(value).longValueExact()).array();
            case FLOAT4 ->
                ByteBuffer.allocate(4)
                        .putFloat(Float.parseFloat(value.toString()))
                        .array();
            case FLOAT8 ->
                ByteBuffer.allocate(8)
                        .putDouble(Double.parseDouble(value.toString()))
                        .array();
            case NUMERIC -> numeric(new BigDecimal(value.toString()));
            case DATE ->
                ByteBuffer.allocate(4)
                        .putInt(days(LocalDate.parse(value.toString())))
                        .array();
            case TIME ->
                ByteBuffer.allocate(8)
                        .putLong(LocalTime.parse(value.toString()).toNanoOfDay() / 1_000)
                        .array();
            case TIMESTAMP, TIMESTAMPTZ ->
                ByteBuffer.allocate(8).putLong(micros(value.toString())).array();
            case INTERVAL -> interval(value.toString());
            case UUID -> uuid(UUID.fromString(value.toString()));
            default -> value.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    private static BigInteger whole(Object value) {
        return new BigInteger(value.toString());
    }

    private static int days(LocalDate date) {
        return Math.toIntExact(ChronoUnit.DAYS.between(EPOCH.toLocalDate(), date));
    }

    private static long micros(String iso) {
        return ChronoUnit.MICROS.between(EPOCH, OffsetDateTime.parse(iso));
    }

    private static byte[] uuid(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** As DuckDB writes it: {@code 1 year 2 months 3 days -04:05:06.789}. */
    private static byte[] interval(String text) {
        Matcher m = INTERVAL.matcher(text);
        if (!m.matches()) {
            throw new NumberFormatException("interval");
        }
        long seconds = Math.addExact(number(m, 5) * 3_600, number(m, 6) * 60 + number(m, 7));
        long micros =
                seconds * 1_000_000 + (m.group(8) == null ? 0 : Long.parseLong((m.group(8) + "00000").substring(0, 6)));
        return ByteBuffer.allocate(16)
                .putLong("-".equals(m.group(4)) ? -micros : micros)
                .putInt((int) number(m, 3))
                .putInt(Math.toIntExact(number(m, 1) * 12 + number(m, 2)))
                .array();
    }

    private static long number(Matcher m, int group) {
        return m.group(group) == null ? 0 : Long.parseLong(m.group(group));
    }

    /** Groups of four digits; the first group's place, the sign, and how many digits are shown behind the point. */
    private static byte[] numeric(BigDecimal value) {
        int shown = Math.max(0, value.scale());
        String plain = value.abs().setScale(shown).toPlainString();
        int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        String before = "0".repeat((4 - point % 4) % 4) + plain.substring(0, point);
        String after = point < plain.length() ? plain.substring(point + 1) : "";
        String digits = before + after + "0".repeat((4 - after.length() % 4) % 4);
        int first = 0;
        int last = digits.length() / 4;
        while (first < last && group(digits, first) == 0) {
            first++;
        }
        while (last > first && group(digits, last - 1) == 0) {
            last--;
        }
        ByteBuffer out = ByteBuffer.allocate(8 + 2 * (last - first));
        out.putShort((short) (last - first))
                .putShort((short) (last == first ? 0 : before.length() / 4 - 1 - first))
                .putShort((short) (value.signum() < 0 ? 0x4000 : 0))
                .putShort((short) shown);
        for (int i = first; i < last; i++) {
            out.putShort((short) group(digits, i));
        }
        return out.array();
    }

    private static int group(String digits, int i) {
        return Integer.parseInt(digits.substring(4 * i, 4 * i + 4));
    }
}
