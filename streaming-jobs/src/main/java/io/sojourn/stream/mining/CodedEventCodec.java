package io.sojourn.stream.mining;

import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of a {@link CodedEvent}. They never outlive a job, so they have no version. */
public final class CodedEventCodec implements Codec<CodedEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<CodedEvent> type() {
        return CodedEvent.class;
    }

    @Override
    public void write(CodedEvent e, DataOutput out) throws IOException {
        out.writeLong(e.caseKey());
        Wire.writeText(e.caseId(), out);
        out.writeLong(e.time());
        Wire.writeLong(e.time() - e.start(), out);
        Wire.writeLong(e.file(), out);
        Wire.writeLong(e.row(), out);
        Wire.writeLong(e.activity(), out);
        Wire.writeLong(e.lifecycle(), out);
        Wire.writeLong(e.resource(), out);
        Wire.writeLong(e.team(), out);
        Wire.writeText(e.instance(), out);
    }

    @Override
    public CodedEvent read(DataInput in) throws IOException {
        long key = in.readLong();
        String caseId = Wire.readText(in);
        long time = in.readLong();
        return new CodedEvent(
                key,
                caseId,
                time,
                time - Wire.readLong(in),
                (int) Wire.readLong(in),
                Wire.readLong(in),
                (int) Wire.readLong(in),
                (int) Wire.readLong(in),
                (int) Wire.readLong(in),
                (int) Wire.readLong(in),
                Wire.readText(in));
    }

    @Override
    public CodedEvent copy(CodedEvent value) {
        return value;
    }
}
