package io.sojourn.api.mining;

import io.sojourn.event.ColumnType;
import io.sojourn.mining.log.AttributeTypes;

/** Attributes have the types of their definition; a time is written as its microseconds. */
final class DeclaredTypes implements AttributeTypes {
    @Override
    public ColumnType type(Iterable<String> distinct, boolean untyped, ColumnType... seen) {
        return seen.length == 0 ? ColumnType.TEXT : seen[0];
    }

    @Override
    public Object value(String text, ColumnType type) {
        return switch (type) {
            case TEXT -> text;
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER, TIME -> Long.valueOf(text);
            case NUMBER -> Double.valueOf(text);
        };
    }
}
