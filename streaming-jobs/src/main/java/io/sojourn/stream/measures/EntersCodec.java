package io.sojourn.stream.measures;

import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        Wire.writeText(e.process, out);
        Wire.writeLong(e.version, out);
        Wire.writeText(e.queue, out);
        Wire.writeLong(e.dimensions.size(), out);
        for (String d : e.dimensions) {
            Wire.writeText(d, out);
        }
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
        String process = Wire.readText(in);
        long version = Wire.readLong(in);
        String queue = Wire.readText(in);
        int size = Wire.readLength(in);
        List<String> dimensions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            dimensions.add(Wire.readText(in));
        }
        TreeMap<Long, Long> counts = new TreeMap<>();
        long at = 0;
        for (int i = Wire.readLength(in); i > 0; i--) {
            at += Wire.readLong(in);
            counts.put(at, Wire.readLong(in));
        }
        return new Enters(process, version, queue, dimensions, counts);
    }

    @Override
    public Enters copy(Enters value) {
        return value.copy();
    }
}
