package io.sojourn.stream.source;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Bytes of a {@link SpoolSplit}. */
final class SpoolSplitSerializer implements SimpleVersionedSerializer<SpoolSplit> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(SpoolSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(128);
        out.writeUTF(split.path());
        out.writeLong(split.position());
        out.writeLong(split.asOfMicros());
        out.writeLong(split.events());
        return out.getCopyOfBuffer();
    }

    @Override
    public SpoolSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != 1) {
            throw new IOException("a spool position in format " + version + ", this program knows 1");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        return new SpoolSplit(in.readUTF(), in.readLong(), in.readLong(), in.readLong());
    }
}
