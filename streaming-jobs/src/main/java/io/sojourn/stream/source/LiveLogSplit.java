package io.sojourn.stream.source;

import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The one split of a live log: where to read on.
 *
 * @param position where the next record begins
 * @param asOfMicros the last tick read; {@link Long#MIN_VALUE} before the first
 * @param events how many events were read so far
 */
record LiveLogSplit(LivePosition position, long asOfMicros, long events) implements SourceSplit {
    @Override
    public String splitId() {
        return "live";
    }

    /** Bytes of a split. */
    static final class Serializer implements SimpleVersionedSerializer<LiveLogSplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(LiveLogSplit split) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(32);
            out.writeInt(split.position().segment());
            out.writeLong(split.position().offset());
            out.writeLong(split.asOfMicros());
            out.writeLong(split.events());
            return out.getCopyOfBuffer();
        }

        @Override
        public LiveLogSplit deserialize(int version, byte[] bytes) throws IOException {
            if (version != 1) {
                throw new IOException("a position in a live log in format " + version + ", this program knows 1");
            }
            DataInputDeserializer in = new DataInputDeserializer(bytes);
            return new LiveLogSplit(new LivePosition(in.readInt(), in.readLong()), in.readLong(), in.readLong());
        }
    }
}
