package io.sojourn.stream.measures;

import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Bytes of {@link Enters}. */
public final class EntersCodec implements Codec<Enters> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 2;

    @Override
    public Class<Enters> type() {
        return Enters.class;
    }

    @Override
    public void write(Enters e, DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        Wire.writeLong(e.counts.size(), out);
        long before = 0;
        for (Map.Entry<Long, Long> entry : e.counts.entrySet()) {
            Wire.writeLong(entry.getKey() - before, out);
            Wire.writeLong(entry.getValue(), out);
            before = entry.getKey();
        }
    }

    @Override
    public Enters read(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("open stays in format " + format + ", this program knows " + FORMAT);
        }
        TreeMap<Long, Long> counts = new TreeMap<>();
        long at = 0;
        for (int i = Wire.readLength(in); i > 0; i--) {
            at += Wire.readLong(in);
            counts.put(at, Wire.readLong(in));
        }
        return new Enters(counts);
    }

    @Override
    public Enters copy(Enters value) {
        return value.copy();
    }
}
