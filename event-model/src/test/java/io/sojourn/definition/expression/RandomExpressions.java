package io.sojourn.definition.expression;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Random expressions of the whole language, typed, and random rows with the values that engines disagree about. */
final class RandomExpressions {
    static final List<Column> COLUMNS = List.of(
            new Column("activity", ColumnType.TEXT),
            new Column("language", ColumnType.TEXT),
            new Column("sequence", ColumnType.INTEGER),
            new Column("value", ColumnType.INTEGER),
            new Column("amount", ColumnType.NUMBER),
            new Column("confidence", ColumnType.NUMBER),
            new Column("submitted", ColumnType.BOOLEAN),
            new Column("exception", ColumnType.BOOLEAN),
            new Column("time", ColumnType.TIME),
            new Column("due", ColumnType.TIME));

    private static final List<String> TEXTS = List.of(
            "",
            "A",
            "a",
            "A ",
            "B",
            "AB",
            "it's",
            "é",
            "e\u0301",
            "Ж",
            "😀",
            "😀x",
            "\uffff",
            "\ud83d\udc68\u200d\ud83d\udc67",
            "%",
            "_",
            "\\",
            "\"",
            "a\nb",
            "1",
            "-7",
            "007",
            "1.5",
            "-2.5e3",
            "1e400",
            "NaN",
            " 1",
            "0x10",
            "1_000",
            "true",
            "999999999999999999",
            "9999999999999999999",
            "123456789012345678.5",
            "5e-324",
            "-0");
    private static final List<Long> INTEGERS = List.of(
            0L,
            1L,
            -1L,
            2L,
            7L,
            1_000_000L,
            9_007_199_254_740_993L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            9_007_199_254_740_992L);
    private static final List<Double> NUMBERS = List.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.1,
            2.5,
            7.0,
            1e-300,
            5e-324,
            1e300,
            Double.MAX_VALUE,
            9_007_199_254_740_992.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0.30000000000000004);
    /** Around New York's and Lord Howe's changes of the clock, and the edges of accepted time. */
    private static final List<Long> TIMES = List.of(
            0L,
            4_102_444_799_999_999L,
            4_102_444_800_000_000L,
            -1L,
            1_710_054_000_000_000L,
            1_710_053_999_999_999L,
            1_730_613_600_000_000L,
            1_730_613_599_999_999L,
            1_728_142_200_000_000L,
            1_712_415_600_000_000L,
            951_782_400_000_000L,
            1_735_689_599_000_000L,
            3_000_000_000_000_000L);

    private static final List<String> COMPARISONS =
            List.of("=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");

    private final SplittableRandom random;

    RandomExpressions(long seed) {
        random = new SplittableRandom(seed);
    }

    Object[] row() {
        return COLUMNS.stream()
                .map(column -> random.nextInt(6) == 0 ? null : value(column.type()))
                .toArray();
    }

    private Object value(ColumnType type) {
        return switch (type) {
            case TEXT -> pick(TEXTS);
            case INTEGER -> pick(INTEGERS);
            case NUMBER -> pick(NUMBERS);
            case BOOLEAN -> random.nextBoolean();
            case TIME -> random.nextBoolean() ? pick(TIMES) : (Long) random.nextLong(4_102_444_800_000_000L);
        };
    }

    String expression() {
        ColumnType[] types = ColumnType.values();
        return expression(types[random.nextInt(3) == 0 ? random.nextInt(types.length) : 3], 4);
    }

    private String expression(ColumnType type, int depth) {
        if (depth == 0 || random.nextInt(7) == 0) {
            return leaf(type);
        }
        return switch (random.nextInt(8)) {
            case 0 -> "COALESCE(" + expression(type, depth - 1) + ", " + orNull(type, depth - 1) + ")";
            case 1 -> "NULLIF(" + expression(type, depth - 1) + ", " + orNull(type, depth - 1) + ")";
            case 2 -> cases(type, depth - 1);
            default -> own(type, depth - 1);
        };
    }

    private String orNull(ColumnType type, int depth) {
        return random.nextInt(8) == 0 ? "NULL" : expression(type, depth);
    }

    private String cases(ColumnType type, int depth) {
        StringBuilder text = new StringBuilder("CASE ");
        ColumnType subject = random.nextBoolean() ? pick(List.of(ColumnType.values())) : null;
        text.append(subject == null ? "" : expression(subject, depth));
        int branches = 1 + random.nextInt(3);
        for (int i = 0; i < branches; i++) {
            text.append(" WHEN ").append(expression(subject == null ? ColumnType.BOOLEAN : subject, depth));
            text.append(" THEN ").append(i == 0 ? expression(type, depth) : orNull(type, depth));
        }
        return text + (random.nextBoolean() ? " ELSE " + orNull(type, depth) : "") + " END";
    }

    private String own(ColumnType type, int depth) {
        return switch (type) {
            case TEXT ->
                random.nextBoolean()
                        ? "TO_TEXT("
                                + expression(
                                        pick(List.of(ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.TEXT)), depth)
                                + ")"
                        : leaf(type);
            case INTEGER ->
                random.nextBoolean()
                        ? "TO_INTEGER(" + expression(ColumnType.TEXT, depth) + ")"
                        : "EXTRACT(" + pick(List.of(TimePart.values())) + " FROM "
                                + (random.nextBoolean() ? "time" : "due") + ")";
            case NUMBER -> number(depth);
            case BOOLEAN -> condition(depth);
            case TIME -> leaf(type);
        };
    }

    private String number(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> "TO_NUMBER(" + expression(ColumnType.TEXT, depth) + ")";
            case 1 -> "(- " + numeric(depth) + ")";
            default -> "(" + numeric(depth) + pick(List.of(" + ", " - ", " * ", " / ", " / ")) + numeric(depth) + ")";
        };
    }

    private String numeric(int depth) {
        return expression(random.nextInt(3) == 0 ? ColumnType.INTEGER : ColumnType.NUMBER, depth);
    }

    private String condition(int depth) {
        Supplier<String> part = () -> "(" + expression(ColumnType.BOOLEAN, depth) + ")";
        return switch (random.nextInt(10)) {
            case 0 -> part.get() + " AND " + part.get() + (random.nextBoolean() ? "" : " AND " + part.get());
            case 1 -> part.get() + " OR " + part.get() + (random.nextBoolean() ? "" : " AND " + part.get());
            case 2 -> "NOT " + part.get();
            case 3 ->
                part.get() + " IS " + pick(List.of("", "NOT ")) + pick(List.of("TRUE", "FALSE", "UNKNOWN", "NULL"));
            case 4 -> "(" + expression(anyType(), depth) + ") IS " + pick(List.of("", "NOT ")) + "NULL";
            case 5 ->
                "(" + expression(ColumnType.TEXT, depth) + ")" + pick(List.of(" LIKE ", " NOT LIKE ")) + pattern();
            case 6 -> in(depth);
            case 7 -> between(depth);
            default -> comparison(depth);
        };
    }

    private String comparison(int depth) {
        ColumnType type = anyType();
        return "(" + sameOrNumeric(type, depth) + ") " + pick(COMPARISONS) + " (" + sameOrNumeric(type, depth) + ")";
    }

    private String sameOrNumeric(ColumnType type, int depth) {
        return type == ColumnType.NUMBER ? numeric(depth) : expression(type, depth);
    }

    private String between(int depth) {
        ColumnType type = anyType();
        return "(" + sameOrNumeric(type, depth) + ")" + pick(List.of(" BETWEEN (", " NOT BETWEEN ("))
                + sameOrNumeric(type, depth) + ") AND (" + sameOrNumeric(type, depth) + ")";
    }

    private String in(int depth) {
        ColumnType type = anyType();
        boolean constants = random.nextBoolean();
        List<String> items = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            items.add(constants ? literal(type) : "(" + sameOrNumeric(type, Math.min(1, depth)) + ")");
        }
        String operator = pick(List.of(" IN (", " NOT IN ("));
        return "(" + sameOrNumeric(type, depth) + ")" + operator + String.join(", ", items) + ")";
    }

    private ColumnType anyType() {
        return pick(List.of(ColumnType.values()));
    }

    private String pattern() {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i <= random.nextInt(4); i++) {
            pattern.append(random.nextBoolean() ? pick(List.of("%", "_", "__", "%%")) : pick(TEXTS));
        }
        return quoted(pattern.toString());
    }

    private String leaf(ColumnType type) {
        if (random.nextInt(3) == 0) {
            return literal(type);
        }
        List<Column> fitting =
                COLUMNS.stream().filter(column -> column.type() == type).toList();
        return pick(fitting).name();
    }

    private String literal(ColumnType type) {
        return switch (type) {
            case TEXT -> quoted(pick(TEXTS));
            case INTEGER -> String.valueOf(pick(INTEGERS));
            case NUMBER -> pick(List.of("0.0", "1e0", "0.1", "-2.5", "1e300", "5e-324", ".5", "3.", "1E-7", "0.3"));
            case BOOLEAN -> pick(List.of("TRUE", "FALSE", "UNKNOWN"));
            case TIME ->
                pick(List.of(
                        "TIMESTAMP '2024-03-10 02:30:00'",
                        "TIMESTAMP '2024-11-03 01:30:00.123456'",
                        "TIMESTAMP '1970-01-02 00:00'",
                        "TIMESTAMP '2099-12-30T00:00:00'"));
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
