package io.sojourn.stream.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of a {@link PackedEvent}: their number, and themselves. */
public final class PackedEventCodec implements Codec<PackedEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<PackedEvent> type() {
        return PackedEvent.class;
    }

    @Override
    public void write(PackedEvent e, DataOutput out) throws IOException {
        out.writeInt(e.bytes().length);
        out.write(e.bytes());
    }

    @Override
    public PackedEvent read(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > Wire.MAX_BYTES) {
            throw new IOException("an event of " + length + " bytes in the stream");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return EventBytes.packed(bytes);
    }

    @Override
    public PackedEvent copy(PackedEvent value) {
        return value;
    }
}
