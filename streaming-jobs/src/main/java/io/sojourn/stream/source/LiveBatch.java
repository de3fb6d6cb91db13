package io.sojourn.stream.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The records of one commit. */
final class LiveBatch {
    private final DataOutputSerializer bytes = new DataOutputSerializer(1 << 16);

    void clear() {
        bytes.clear();
    }

    int length() {
        return bytes.length();
    }

    void add(byte[] records) throws IOException {
        bytes.write(records);
    }

    void tick(long micros) throws IOException {
        bytes.writeInt(Long.BYTES);
        bytes.writeByte(SpoolFormat.TICK);
        bytes.writeLong(micros);
    }

    void end() throws IOException {
        bytes.writeInt(0);
        bytes.writeByte(SpoolFormat.END);
    }

    /** All records, and the one that ends the commit. */
    ByteBuffer committed() throws IOException {
        int length = bytes.length();
        CRC32C crc = new CRC32C();
        crc.update(bytes.getSharedBuffer(), 0, length);
        bytes.writeInt(SpoolFormat.COMMIT_PAYLOAD);
        bytes.writeByte(SpoolFormat.COMMIT);
        bytes.writeLong(SpoolFormat.COMMIT_MAGIC);
        bytes.writeInt((int) crc.getValue());
        bytes.writeInt(length);
        return ByteBuffer.wrap(bytes.getSharedBuffer(), 0, bytes.length());
    }
}
