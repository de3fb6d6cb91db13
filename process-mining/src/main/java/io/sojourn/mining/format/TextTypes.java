package io.sojourn.mining.format;

import io.sojourn.event.ColumnType;
import io.sojourn.mining.log.Attribute;
import io.sojourn.mining.log.AttributeTypes;
import java.util.Arrays;
import java.util.List;

/** The types of attributes in a columnar log: those of the file; for mere texts the narrowest that fits all of them. */
final class TextTypes implements AttributeTypes {
    private static final List<ColumnType> NARROW =
            List.of(ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN, ColumnType.TIME);

    @Override
    public ColumnType type(Iterable<String> distinct, boolean untyped, ColumnType... seen) {
        if (untyped) {
            return seen.length > 0 || !distinct.iterator().hasNext()
                    ? ColumnType.TEXT
                    : NARROW.stream()
                            .filter(t -> allAre(distinct, t))
                            .findFirst()
                            .orElse(ColumnType.TEXT);
        }
        if (seen.length == 1) {
            return allAre(distinct, seen[0]) ? seen[0] : ColumnType.TEXT;
        }
        boolean numbers = Arrays.stream(seen).allMatch(t -> t == ColumnType.INTEGER || t == ColumnType.NUMBER);
        return seen.length > 0 && numbers && allAre(distinct, ColumnType.NUMBER) ? ColumnType.NUMBER : ColumnType.TEXT;
    }

    private static boolean allAre(Iterable<String> distinct, ColumnType type) {
        for (String text : distinct) {
            if (type != ColumnType.TEXT && !is(text, type)) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(String text, ColumnType type) {
        Object value = AttributeProfiler.isOf(text, type) ? TypedValues.convert(text, type) : null;
        return value != null && !value.equals(Attribute.NO_LONG);
    }

    @Override
    public Object value(String text, ColumnType type) {
        return TypedValues.convert(text, type);
    }
}
