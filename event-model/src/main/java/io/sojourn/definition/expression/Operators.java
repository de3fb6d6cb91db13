package io.sojourn.definition.expression;

import io.sojourn.event.ColumnType;
import io.sojourn.event.Limits;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What generated expression code calls: SQL's three-valued logic, comparisons and conversions as DuckDB has them. Null
 * is unknown. Comparisons of text, truth values, integers and times allocate nothing; every Boolean is one of the two
 * constants. Public because generated classes live in a class loader of their own.
 */
public final class Operators {
    /** What TO_INTEGER reads: the same text is used by the generated SQL. */
    static final String INTEGER_FORMAT = "-?[0-9]{1,18}";
    /** What TO_NUMBER reads: the same text is used by the generated SQL. */
    static final String NUMBER_FORMAT = "-?[0-9]{1,18}([.][0-9]{1,18})?([eE][-+]?[0-9]{1,3})?";

    private static final Pattern INTEGER = Pattern.compile(INTEGER_FORMAT);
    private static final Pattern NUMBER = Pattern.compile(NUMBER_FORMAT);

    private Operators() {}

    /** One of the two Boolean constants, also for a deserialised copy. */
    public static Boolean truth(Object value) {
        return value == null ? null : Boolean.valueOf((Boolean) value);
    }

    public static Boolean not(Boolean a) {
        return a == null ? null : a ? Boolean.FALSE : Boolean.TRUE;
    }

    public static Boolean and(Boolean a, Boolean b) {
        if (a == Boolean.FALSE || b == Boolean.FALSE) {
            return Boolean.FALSE;
        }
        return a == null || b == null ? null : Boolean.TRUE;
    }

    public static Boolean or(Boolean a, Boolean b) {
        if (a == Boolean.TRUE || b == Boolean.TRUE) {
            return Boolean.TRUE;
        }
        return a == null || b == null ? null : Boolean.FALSE;
    }

    public static Boolean between(String value, String low, String high) {
        Boolean above = value == null || low == null ? null : Boolean.valueOf(compare(value, low) >= 0);
        return and(above, value == null || high == null ? null : Boolean.valueOf(compare(value, high) <= 0));
    }

    public static Boolean between(Long value, Long low, Long high) {
        Boolean above = value == null || low == null ? null : Boolean.valueOf(compare(value, low) >= 0);
        return and(above, value == null || high == null ? null : Boolean.valueOf(compare(value, high) <= 0));
    }

    public static Boolean between(Double value, Double low, Double high) {
        Boolean above = value == null || low == null ? null : Boolean.valueOf(compare(value, low) >= 0);
        return and(above, value == null || high == null ? null : Boolean.valueOf(compare(value, high) <= 0));
    }

    public static Boolean between(Boolean value, Boolean low, Boolean high) {
        Boolean above = value == null || low == null ? null : Boolean.valueOf(compare(value, low) >= 0);
        return and(above, value == null || high == null ? null : Boolean.valueOf(compare(value, high) <= 0));
    }

    /** Membership in a list of constants, none of them null. */
    public static Boolean in(Object value, Set<?> items) {
        return value == null ? null : Boolean.valueOf(items.contains(key(value)));
    }

    /** The constants of an IN list. */
    public static Set<Object> set(Object[] items) {
        Set<Object> set = new HashSet<>();
        for (Object item : items) {
            set.add(key(item));
        }
        return set;
    }

    /** Both zeros are one value in SQL, and two in {@link Double#equals}. */
    private static Object key(Object value) {
        return value instanceof Double && (Double) value == 0.0 ? (Object) 0.0 : value;
    }

    public static int compare(Long a, Long b) {
        return Long.compare(a, b);
    }

    public static int compare(Boolean a, Boolean b) {
        return Boolean.compare(a, b);
    }

    /** As DuckDB: NaN equals itself and is greater than everything; both zeros are equal. */
    public static int compare(Double x, Double y) {
        double a = x;
        double b = y;
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }

    /** By code point, which is also the order of UTF-8 bytes; UTF-16 order differs beyond the basic plane. */
    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothOrNone = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothOrNone ? x - y : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }

    /** LIKE without an escape character: {@code %} is any text, {@code _} is one code point. */
    public static Boolean like(String text, String pattern) {
        return text == null ? null : Boolean.valueOf(matches(text, pattern));
    }

    private static boolean matches(String text, String pattern) {
        int t = 0;
        int p = 0;
        int afterPercent = -1;
        int resume = 0;
        while (t < text.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
            if (p < pattern.length() && wanted == '%') {
                afterPercent = ++p;
                resume = t;
            } else if (p < pattern.length() && (wanted == '_' || wanted == text.charAt(t))) {
                t += wanted == '_' ? Character.charCount(text.codePointAt(t)) : 1;
                p++;
            } else if (afterPercent >= 0) {
                resume += Character.charCount(text.codePointAt(resume));
                t = resume;
                p = afterPercent;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }

    public static Double widen(Long a) {
        return a == null ? null : Double.valueOf(a.doubleValue());
    }

    public static Double plus(Double a, Double b) {
        return a == null || b == null ? null : finite(a + b);
    }

    public static Double minus(Double a, Double b) {
        return a == null || b == null ? null : finite(a - b);
    }

    public static Double times(Double a, Double b) {
        return a == null || b == null ? null : finite(a * b);
    }

    public static Double divide(Double a, Double b) {
        return a == null || b == null || b == 0.0 || !Double.isFinite(b) ? null : finite(a / b);
    }

    public static Double negate(Double a) {
        return a == null ? null : finite(-a);
    }

    private static Double finite(double a) {
        return Double.isFinite(a) ? Double.valueOf(a) : null;
    }

    public static Long toInteger(String text) {
        return text == null || !INTEGER.matcher(text).matches() ? null : Long.valueOf(text);
    }

    public static Double toNumber(String text) {
        return text == null || !NUMBER.matcher(text).matches() ? null : finite(Double.parseDouble(text));
    }

    /** The text of an integer or a truth value. */
    public static String toText(Object value) {
        return value == null ? null : value.toString();
    }

    /** A part of a time in a zone; null outside of the accepted times. */
    public static Long extract(TimePart part, Long time, ZoneTable zone) {
        if (time == null || time < Limits.MIN_TIME_MICROS || time >= Limits.MAX_TIME_MICROS) {
            return null;
        }
        return part.of(time + zone.offsetMicros(time));
    }

    /** Java class of a type's values, for generated casts. */
    static String javaClass(ColumnType type) {
        return switch (type) {
            case TEXT -> "String";
            case INTEGER, TIME -> "Long";
            case NUMBER -> "Double";
            case BOOLEAN -> "Boolean";
        };
    }
}
