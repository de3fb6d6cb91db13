package io.sojourn.stream.measures;

import io.sojourn.fact.FactTable;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What an aggregate is about, but for its pane: a measure or a queue under values of the dimensions. Immutable; its bytes are
 * written once. State and partitioning depend on the bytes and on the hash: they never change.
 */
public final class Series {
    private static final FactTable[] TABLES = FactTable.values();
    private static final int FORMAT = 1;
    private final String process;
    private final long version;
    private final FactTable table;
    private final String name;
    private final String[] dimensions;
    private final byte[] bytes;
    private final int hash;

    private Series(String process, long version, FactTable table, String name, String[] dimensions, byte[] bytes) {
        this.process = process;
        this.version = version;
        this.table = table;
        this.name = name;
        this.dimensions = dimensions;
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /**
     * @param table {@code MEASURE_PANES}, {@code QUEUE_PANES} or {@code QUEUE_AGING}
     * @param name the measure, or the queue
     * @param dimensions values of the definition's dimensions, no nulls; not changed by anybody
     */
    public static Series of(String process, long version, FactTable table, String name, String[] dimensions) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(64);
            out.writeByte(FORMAT);
            Wire.writeText(process, out);
            Wire.writeLong(version, out);
            out.writeByte(table.ordinal());
            Wire.writeText(name, out);
            Wire.writeLong(dimensions.length, out);
            for (String value : dimensions) {
                Wire.writeText(value, out);
            }
            return new Series(process, version, table, name, dimensions, out.getCopyOfBuffer());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Series of(byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("a series in format " + format + ", this program knows " + FORMAT);
        }
        String process = Wire.readText(in);
        long version = Wire.readLong(in);
        FactTable table = TABLES[in.readByte()];
        String name = Wire.readText(in);
        String[] dimensions = new String[Wire.readLength(in)];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = Wire.readText(in);
        }
        return new Series(process, version, table, name, dimensions, bytes);
    }

    void write(DataOutput out) throws IOException {
        Wire.writeLong(bytes.length, out);
        out.write(bytes);
    }

    static Series read(DataInput in) throws IOException {
        return SeriesCache.LOCAL.get().read(in, Wire.readLength(in));
    }

    public String process() {
        return process;
    }

    public long version() {
        return version;
    }

    public FactTable table() {
        return table;
    }

    public String name() {
        return name;
    }

    int dimensionCount() {
        return dimensions.length;
    }

    /** The row's first values: process, version, name, a place for more, then the dimensions. */
    Object[] row(int between, int after) {
        Object[] row = new Object[3 + between + dimensions.length + after];
        row[0] = process;
        row[1] = version;
        row[2] = name;
        System.arraycopy(dimensions, 0, row, 3 + between, dimensions.length);
        return row;
    }

    boolean hasBytes(byte[] buffer, int length) {
        return Arrays.equals(bytes, 0, bytes.length, buffer, 0, length);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Series s && hash == s.hash && Arrays.equals(bytes, s.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return table + " " + name + " " + Arrays.toString(dimensions);
    }
}
