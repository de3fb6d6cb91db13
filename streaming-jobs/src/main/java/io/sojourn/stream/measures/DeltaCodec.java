package io.sojourn.stream.measures;

import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of a {@link Delta}. */
public final class DeltaCodec implements Codec<Delta> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<Delta> type() {
        return Delta.class;
    }

    @Override
    public void write(Delta d, DataOutput out) throws IOException {
        d.series().write(out);
        Wire.writeLong(d.at(), out);
        Wire.writeLong(d.first(), out);
        Wire.writeLong(d.second(), out);
    }

    @Override
    public Delta read(DataInput in) throws IOException {
        return new Delta(Series.read(in), Wire.readLong(in), Wire.readLong(in), Wire.readLong(in));
    }

    @Override
    public Delta copy(Delta value) {
        return value;
    }
}
