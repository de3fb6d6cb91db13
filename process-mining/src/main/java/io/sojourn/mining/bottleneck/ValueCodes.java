package io.sojourn.mining.bottleneck;

import io.sojourn.event.ColumnType;
import io.sojourn.mining.log.Attribute;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * The different values of a column, and the code of each place's; {@link OccurrenceAttribute#MISSING} where it has none.
 */
record ValueCodes(List<String> names, IntUnaryOperator codes) {
    /** More different values than these tell cases apart, not kinds of cases. */
    static final int MOST = 100;

    private static final double WHOLE = 1e15;

    /** Null where an attribute is a time, or has more than {@value #MOST} values. */
    static ValueCodes of(Attribute attribute) {
        if (attribute instanceof Attribute.Text text) {
            return text.texts().size() > MOST
                    ? null
                    : new ValueCodes(text.texts().list(), text.codes()::at);
        }
        if (attribute instanceof Attribute.Truth truth) {
            return new ValueCodes(List.of("false", "true"), truth.codes()::at);
        }
        if (attribute instanceof Attribute.Real real) {
            double[] values = real.values();
            return of(attribute, i -> Double.doubleToLongBits(values[i] + 0.0), ValueCodes::number);
        }
        long[] values = ((Attribute.Whole) attribute).values();
        return attribute.type() == ColumnType.TIME ? null : of(attribute, i -> values[i], Long::toString);
    }

    private static ValueCodes of(Attribute attribute, IntToLongFunction key, LongFunction<String> name) {
        IntPredicate missing = attribute::isMissing;
        long[] keys = new long[MOST + 1];
        int size = 0;
        for (int i = 0; i < attribute.size(); i++) {
            int at = missing.test(i) ? 0 : Arrays.binarySearch(keys, 0, size, key.applyAsLong(i));
            if (at < 0) {
                if (size == MOST) {
                    return null;
                }
                System.arraycopy(keys, -at - 1, keys, -at, size + at + 1);
                keys[-at - 1] = key.applyAsLong(i);
                size++;
            }
        }
        long[] known = Arrays.copyOf(keys, size);
        return new ValueCodes(
                LongStream.of(known).mapToObj(name).toList(),
                i -> missing.test(i) ? OccurrenceAttribute.MISSING : Arrays.binarySearch(known, key.applyAsLong(i)));
    }

    private static String number(long bits) {
        double value = Double.longBitsToDouble(bits);
        return value == Math.rint(value) && Math.abs(value) < WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    int code(int place) {
        return codes.applyAsInt(place);
    }
}
