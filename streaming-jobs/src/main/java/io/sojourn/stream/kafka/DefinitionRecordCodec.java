package io.sojourn.stream.kafka;

import io.sojourn.stream.wire.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of a {@link DefinitionRecord}. */
public final class DefinitionRecordCodec implements Codec<DefinitionRecord> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;

    @Override
    public Class<DefinitionRecord> type() {
        return DefinitionRecord.class;
    }

    @Override
    public void write(DefinitionRecord r, DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        out.writeLong(r.offset());
        writeBytes(r.key(), out);
        writeBytes(r.value(), out);
    }

    @Override
    public DefinitionRecord read(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("a definition's record in format " + format + ", this program knows " + FORMAT);
        }
        return new DefinitionRecord(in.readLong(), readBytes(in), readBytes(in));
    }

    private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public DefinitionRecord copy(DefinitionRecord value) {
        return value;
    }
}
