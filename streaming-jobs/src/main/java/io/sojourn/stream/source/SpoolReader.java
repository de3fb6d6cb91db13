package io.sojourn.stream.source;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads a spool from a position on; at the end of what is written it returns null, and can be asked again. */
public final class SpoolReader implements AutoCloseable {
    private final FileChannel channel;
    private final Path file;
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;
    private long position;
    private long limit = Long.MAX_VALUE;

    /**
     * One record.
     *
     * @param event the event, or null
     * @param tickMicros the feed's clock, where it is a tick
     * @param end true for the last record of a complete log
     */
    public record Record(PackedEvent event, long tickMicros, boolean end) {}

    private static final Record COMMITTED = new Record(null, 0, false);

    private SpoolReader(Path file, FileChannel channel, long position) {
        this.file = file;
        this.channel = channel;
        this.position = position;
    }

    /** Where the first record begins. */
    public static long firstPosition() {
        return SpoolFormat.HEADER.length;
    }

    /** True when the file is a spool whose log is complete. */
    public static boolean isComplete(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try (SpoolReader reader = open(file, firstPosition())) {
            long size = reader.channel.size();
            long last = size - SpoolFormat.RECORD_HEAD;
            if (last < firstPosition()) {
                return false;
            }
            ByteBuffer tail = ByteBuffer.allocate(SpoolFormat.RECORD_HEAD);
            reader.channel.read(tail, last);
            tail.flip();
            return tail.getInt() == 0 && tail.get() == SpoolFormat.END;
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't read " + file + ": " + e.getMessage(), null, e);
        }
    }

    public static SpoolReader open(Path file, long position) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            ByteBuffer header = ByteBuffer.allocate(SpoolFormat.HEADER.length);
            channel.read(header, 0);
            if (!Arrays.equals(header.array(), SpoolFormat.HEADER)) {
                channel.close();
                throw new SojournException(
                        ErrorCode.BROKEN,
                        file + " is not a spool of this version.",
                        "Maybe it was written by another version: use another --data, or delete the folder.");
            }
            return new SpoolReader(file, channel, position);
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't read " + file + ": " + e.getMessage(), null, e);
        }
    }

    /** Where the next record begins. */
    public long position() {
        return position;
    }

    /** Nothing from there on is read, nor looked at: it may still change. */
    void limit(long position) {
        this.limit = position;
    }

    /** The next record, or null when no whole record is there yet. */
    public Record next() throws IOException {
        Record r = any();
        while (r == COMMITTED) {
            r = any();
        }
        return r;
    }

    private Record any() throws IOException {
        if (!have(SpoolFormat.RECORD_HEAD)) {
            return null;
        }
        int length = peekInt();
        if (length < 0 || length > SpoolFormat.MAX_RECORD) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    file + " is damaged at byte " + position + ": a record of length " + length + ".",
                    "Maybe restore the folder from a copy, or delete it and run the log again.");
        }
        if (!have(SpoolFormat.RECORD_HEAD + length)) {
            return null;
        }
        byte kind = buffer[start + 4];
        int payload = start + SpoolFormat.RECORD_HEAD;
        start += SpoolFormat.RECORD_HEAD + length;
        position += SpoolFormat.RECORD_HEAD + length;
        return switch (kind) {
            case SpoolFormat.EVENT ->
                new Record(EventBytes.packed(Arrays.copyOfRange(buffer, payload, payload + length)), 0, false);
            case SpoolFormat.TICK -> new Record(null, ByteBuffer.wrap(buffer).getLong(payload), false);
            case SpoolFormat.END -> new Record(null, 0, true);
            case SpoolFormat.COMMIT -> COMMITTED;
            default ->
                throw new SojournException(
                        ErrorCode.BROKEN, file + " is damaged before byte " + position + ": kind " + kind + ".");
        };
    }

    private int peekInt() {
        return (buffer[start] & 0xFF) << 24
                | (buffer[start + 1] & 0xFF) << 16
                | (buffer[start + 2] & 0xFF) << 8
                | (buffer[start + 3] & 0xFF);
    }

    private boolean have(int bytes) throws IOException {
        if (end - start >= bytes) {
            return true;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (buffer.length < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(bytes, buffer.length * 2));
        }
        while (end < bytes) {
            int room = (int) Math.min(buffer.length - end, limit - position - end);
            int read = room <= 0 ? 0 : channel.read(ByteBuffer.wrap(buffer, end, room), position + end);
            if (read <= 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
