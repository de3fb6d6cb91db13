package io.sojourn.stream.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The segment that is written. */
final class LiveSegment implements AutoCloseable {
    private final int number;
    private final FileChannel channel;
    private long durable;

    private LiveSegment(int number, FileChannel channel, long durable) {
        this.number = number;
        this.channel = channel;
        this.durable = durable;
    }

    /** A new segment, durable with its name. */
    static LiveSegment create(Path folder, int number) throws IOException {
        Path file = LiveFiles.segment(folder, number);
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            LiveSegment segment = new LiveSegment(number, channel, 0);
            segment.write(ByteBuffer.wrap(SpoolFormat.HEADER));
            segment.force();
            LiveFiles.forceFolder(folder);
            return segment;
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** An existing segment; what is behind its last commit is cut off. */
    static LiveSegment open(Path folder, int number, long committed) throws IOException {
        FileChannel channel = FileChannel.open(LiveFiles.segment(folder, number), StandardOpenOption.WRITE);
        channel.truncate(committed);
        channel.position(committed);
        channel.force(true);
        return new LiveSegment(number, channel, committed);
    }

    int number() {
        return number;
    }

    /** Bytes that survive the machine. */
    long durable() {
        return durable;
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes what was written durable. */
    void force() throws IOException {
        channel.force(false);
        durable = channel.position();
    }

    /** Takes back what was written since. */
    void rollback() throws IOException {
        channel.truncate(durable);
        channel.position(durable);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
