package io.sojourn.stream.wire;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of a {@link Result}. */
public final class ResultCodec implements Codec<Result> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;
    private static final Result.Kind[] KINDS = Result.Kind.values();
    private static final FactTable[] TABLES = FactTable.values();

    @Override
    public Class<Result> type() {
        return Result.class;
    }

    @Override
    public void write(Result r, DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        out.writeByte(r.kind().ordinal());
        out.writeByte(r.table() == null ? -1 : r.table().ordinal());
        out.writeByte(r.group());
        Wire.writeLong(r.epoch(), out);
        Wire.writeValues(r.values(), out);
    }

    @Override
    public Result read(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("a result in format " + format + ", this program knows " + FORMAT);
        }
        Result.Kind kind = KINDS[in.readByte()];
        int table = in.readByte();
        int group = in.readByte();
        long epoch = Wire.readLong(in);
        return new Result(kind, table < 0 ? null : TABLES[table], Wire.readValues(in), group, epoch);
    }

    @Override
    public Result copy(Result value) {
        return value;
    }
}
