package io.sojourn.stream.measures;

import io.sojourn.fact.FactTable;
import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Bytes of a {@link Delta}. */
public final class DeltaCodec implements Codec<Delta> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 2;
    private static final FactTable[] TABLES = FactTable.values();

    @Override
    public Class<Delta> type() {
        return Delta.class;
    }

    @Override
    public void write(Delta d, DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        Wire.writeText(d.process(), out);
        Wire.writeLong(d.version(), out);
        out.writeByte(d.table().ordinal());
        Wire.writeText(d.name(), out);
        Wire.writeLong(d.at(), out);
        Wire.writeLong(d.dimensions().size(), out);
        for (String value : d.dimensions()) {
            Wire.writeText(value, out);
        }
        Wire.writeLong(d.first(), out);
        Wire.writeLong(d.second(), out);
    }

    @Override
    public Delta read(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("a delta in format " + format + ", this program knows " + FORMAT);
        }
        String process = Wire.readText(in);
        long version = Wire.readLong(in);
        FactTable table = TABLES[in.readByte()];
        String name = Wire.readText(in);
        long at = Wire.readLong(in);
        String[] dimensions = new String[Wire.readLength(in)];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = Wire.readText(in);
        }
        return new Delta(
                process, version, table, name, at, Arrays.asList(dimensions), Wire.readLong(in), Wire.readLong(in));
    }

    @Override
    public Delta copy(Delta value) {
        return value;
    }
}
