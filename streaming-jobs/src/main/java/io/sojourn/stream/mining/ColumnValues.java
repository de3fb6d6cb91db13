package io.sojourn.stream.mining;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.ColumnRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Takes the values of one column as texts and times. A text of the file's dictionary is made once. */
final class ColumnValues extends PrimitiveConverter {
    private static final long DAY_MICROS = 86_400_000_000L;
    /** The day from which Parquet's oldest form of times counts: 1970-01-01. */
    private static final int JULIAN_EPOCH = 2_440_588;

    private final ColumnRows rows;
    private final int place;
    private final PrimitiveTypeName primitive;
    private final LogicalTypeAnnotation logical;
    private String[] texts;

    /** Refuses a type that is neither text nor whole number nor time nor truth. */
    ColumnValues(ColumnRows rows, int place, Type type, String path) {
        this.rows = rows;
        this.place = place;
        this.logical = type.getLogicalTypeAnnotation();
        boolean plain = type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED);
        this.primitive = plain ? type.asPrimitiveType().getPrimitiveTypeName() : null;
        if (!plain || !isReadable()) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    path + ": column \"" + type.getName()
                            + "\" is no text, whole number or time, which is all that is read on Flink.",
                    "Maybe convert it first: sojourn convert IN OUT.parquet.");
        }
    }

    private boolean isReadable() {
        if (logical instanceof DecimalLogicalTypeAnnotation || logical instanceof TimeLogicalTypeAnnotation) {
            return false;
        }
        return switch (primitive) {
            case FLOAT, DOUBLE -> false;
            case FIXED_LEN_BYTE_ARRAY -> logical instanceof UUIDLogicalTypeAnnotation;
            default -> true;
        };
    }

    /** True when the values of a column are times by their type. */
    static boolean isTime(Type type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return logical instanceof TimestampLogicalTypeAnnotation
                || logical instanceof DateLogicalTypeAnnotation
                || type.isPrimitive() && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96;
    }

    @Override
    public boolean hasDictionarySupport() {
        return primitive == PrimitiveTypeName.BINARY;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
        texts = new String[dictionary.getMaxId() + 1];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = dictionary.decodeToBinary(i).toStringUsingUTF8();
        }
    }

    @Override
    public void addValueFromDictionary(int id) {
        rows.set(place, texts[id]);
    }

    @Override
    public void addBinary(Binary value) {
        if (primitive == PrimitiveTypeName.INT96) {
            ByteBuffer time = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            long nanos = time.getLong();
            rows.setTime(place, (time.getInt() - JULIAN_EPOCH) * DAY_MICROS + nanos / 1_000, false);
        } else if (primitive == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
            ByteBuffer id = value.toByteBuffer();
            rows.set(place, new UUID(id.getLong(), id.getLong()).toString());
        } else {
            rows.set(place, value.toStringUsingUTF8());
        }
    }

    @Override
    public void addBoolean(boolean value) {
        rows.set(place, Boolean.toString(value));
    }

    @Override
    public void addInt(int value) {
        if (logical instanceof DateLogicalTypeAnnotation) {
            rows.setTime(place, value * DAY_MICROS, false);
        } else {
            rows.set(place, isUnsigned() ? Integer.toUnsignedString(value) : Integer.toString(value));
        }
    }

    @Override
    public void addLong(long value) {
        if (logical instanceof TimestampLogicalTypeAnnotation time) {
            long micros =
                    switch (time.getUnit()) {
                        case MILLIS -> Math.multiplyExact(value, 1_000L);
                        case MICROS -> value;
                        case NANOS -> Math.floorDiv(value, 1_000L);
                    };
            rows.setTime(place, micros, time.isAdjustedToUTC());
        } else {
            rows.set(place, isUnsigned() ? Long.toUnsignedString(value) : Long.toString(value));
        }
    }

    private boolean isUnsigned() {
        return logical instanceof IntLogicalTypeAnnotation type && !type.isSigned();
    }
}
