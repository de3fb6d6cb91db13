package io.sojourn.mining.log;

import io.sojourn.event.ColumnType;
import java.util.Arrays;

/** Makes the typed column of an attribute out of its codes. */
final class TypedColumn {
    private TypedColumn() {}

    static Attribute of(ColumnJoin column, int kinds, int[] offsets, AttributeTypes types) {
        boolean perCase = isPerCase(column.codes(), offsets);
        Codes codes = perCase ? firstOfEach(column.codes(), column.texts().size(), offsets) : column.codes();
        ColumnType[] seen = Arrays.stream(ColumnType.values())
                .filter(t -> (kinds & LogAppender.kind(t)) != 0)
                .toArray(ColumnType[]::new);
        boolean untyped = (kinds & LogAppender.kind(null)) != 0;
        ColumnType type = types.type(column.texts(), untyped, seen);
        return switch (type) {
            case TEXT -> new Attribute.Text(perCase, codes, column.texts());
            case BOOLEAN -> truths(perCase, codes, column.texts(), types);
            case INTEGER, TIME -> new Attribute.Whole(perCase, type, whole(codes, column.texts(), type, types));
            case NUMBER -> new Attribute.Real(perCase, real(codes, column.texts(), types));
        };
    }

    private static boolean isPerCase(Codes codes, int[] offsets) {
        for (int c = 0; c + 1 < offsets.length; c++) {
            int first = codes.at(offsets[c]);
            for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                if (codes.at(i) != first) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Codes firstOfEach(Codes codes, int texts, int[] offsets) {
        Codes first = Codes.room(offsets.length - 1, texts);
        for (int c = 0; c < first.size(); c++) {
            first.set(c, codes.at(offsets[c]));
        }
        return first.compacted();
    }

    private static Attribute truths(boolean perCase, Codes codes, Texts texts, AttributeTypes types) {
        int[] truth = new int[texts.size()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = types.value(texts.get(i), ColumnType.BOOLEAN).equals(Boolean.TRUE) ? 1 : 0;
        }
        Codes truths = Codes.room(codes.size(), 2);
        for (int i = 0; i < truths.size(); i++) {
            int code = codes.at(i);
            truths.set(i, code < 0 ? code : truth[code]);
        }
        return new Attribute.Truth(perCase, truths.compacted());
    }

    private static long[] whole(Codes codes, Texts texts, ColumnType type, AttributeTypes types) {
        long[] values = new long[texts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Long) types.value(texts.get(i), type);
        }
        long[] column = new long[codes.size()];
        for (int i = 0; i < column.length; i++) {
            int code = codes.at(i);
            column[i] = code < 0 ? Attribute.NO_LONG : values[code];
        }
        return column;
    }

    private static double[] real(Codes codes, Texts texts, AttributeTypes types) {
        double[] values = new double[texts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Double) types.value(texts.get(i), ColumnType.NUMBER);
        }
        double[] column = new double[codes.size()];
        for (int i = 0; i < column.length; i++) {
            int code = codes.at(i);
            column[i] = code < 0 ? Double.NaN : values[code];
        }
        return column;
    }
}
