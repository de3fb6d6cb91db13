package io.sojourn.mining.format;

import io.sojourn.definition.LogProfile.AttributeProfile;
import io.sojourn.event.ColumnType;
import java.util.HashSet;
import java.util.Set;

/** What the values of an attribute have in common. */
final class AttributeProfiler {
    private static final int DISTINCT = 1_000;
    private static final int FEWEST = 2;
    private static final int MOST = 20;
    /** From the narrowest to the widest. */
    private static final ColumnType[] TYPES = {
        ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN, ColumnType.TIME, ColumnType.TEXT
    };

    private final String column;
    private final String original;
    private final boolean[] fits = {true, true, true, true, true};
    private final Set<Object> distinct = new HashSet<>();
    private long values;
    private boolean repeatsStandardColumn = true;

    AttributeProfiler(String column, String original) {
        this.column = column;
        this.original = original;
    }

    void add(Object value, LogRow row) {
        values++;
        if (repeatsStandardColumn) {
            repeatsStandardColumn = value.equals(row.activity()) || value.equals(row.resource());
        }
        if (distinct.size() < DISTINCT && !distinct.add(value)) {
            return;
        }
        for (int i = 0; i < TYPES.length - 1; i++) {
            fits[i] = fits[i] && isOf(value, TYPES[i]);
        }
    }

    static boolean isOf(Object value, ColumnType type) {
        if (value instanceof String text && type != ColumnType.BOOLEAN && type != ColumnType.TIME) {
            return isPlainNumber(text, type) && TypedValues.convert(text, type) != null;
        }
        if (value instanceof Double && type == ColumnType.INTEGER) {
            return false;
        }
        return TypedValues.convert(value, type) != null
                && (type != ColumnType.BOOLEAN || value instanceof Boolean || value instanceof String);
    }

    /** Leading zeros are kept, as text: a postal code is no number; {@code 1.0} is a number, not an integer. */
    private static boolean isPlainNumber(String text, ColumnType type) {
        int first = text.startsWith("-") ? 1 : 0;
        boolean leadingZero =
                text.length() > first + 1 && text.charAt(first) == '0' && Character.isDigit(text.charAt(first + 1));
        return !leadingZero && !text.startsWith("+") && (type == ColumnType.NUMBER || text.indexOf('.') < 0);
    }

    private ColumnType type() {
        int i = 0;
        while (!fits[i]) {
            i++;
        }
        return TYPES[i];
    }

    long values() {
        return values;
    }

    boolean isGoodDimension() {
        return type() == ColumnType.TEXT
                && !repeatsStandardColumn
                && distinct.size() >= FEWEST
                && distinct.size() <= MOST;
    }

    AttributeProfile profile(boolean dimension) {
        return new AttributeProfile(column, original, type(), distinct.size(), dimension);
    }
}
