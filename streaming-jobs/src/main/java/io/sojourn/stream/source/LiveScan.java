package io.sojourn.stream.source;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * One look through a segment, for the writer that opens it: where the last whole commit ends, and the last tick before.
 * What comes behind was never acknowledged, and goes; but when a commit that something follows is damaged, the segment is
 * refused: the one after it was written only when this one was on the disk.
 */
final class LiveScan {
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer window = ByteBuffer.allocate(1 << 20).limit(0);
    private final ByteBuffer head = ByteBuffer.allocate(SpoolFormat.RECORD_HEAD);
    private long windowFrom;
    private long batchFrom;
    private long batchTick = Long.MIN_VALUE;
    private boolean batchEnd;
    private Result result;

    /**
     * What a segment holds.
     *
     * @param committed where the last whole commit ends
     * @param tick the last tick in it; {@link Long#MIN_VALUE} when there is none
     * @param end true when it is complete: the log goes on in the next
     */
    record Result(long committed, long tick, boolean end) {}

    private LiveScan(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    static Result of(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new LiveScan(file, channel).run();
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't read " + file + ": " + e.getMessage(), null, e);
        }
    }

    private Result run() throws IOException {
        long first = SpoolFormat.HEADER.length;
        if (size < first) {
            return new Result(0, Long.MIN_VALUE, false);
        }
        ByteBuffer header = ByteBuffer.allocate((int) first);
        read(header, 0);
        if (!Arrays.equals(header.array(), SpoolFormat.HEADER)) {
            throw damaged(0, "it is no segment of this version");
        }
        result = new Result(first, Long.MIN_VALUE, false);
        batchFrom = first;
        long at = first;
        while (at >= 0 && at < size) {
            at = record(at);
        }
        if (result.committed() < size) {
            refuseWhenCommitsFollow();
        }
        return result;
    }

    /** Takes a record; gives where the next begins, or -1 when it is not whole. */
    private long record(long at) throws IOException {
        if (size - at < SpoolFormat.RECORD_HEAD) {
            return -1;
        }
        head.clear();
        read(head, at);
        int length = head.getInt(0);
        byte kind = head.get(4);
        long next = at + SpoolFormat.RECORD_HEAD + length;
        boolean known = kind >= SpoolFormat.EVENT && kind <= SpoolFormat.COMMIT;
        if (length < 0 || length > SpoolFormat.MAX_RECORD || !known || next > size) {
            return -1;
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        read(payload, at + SpoolFormat.RECORD_HEAD);
        if (kind == SpoolFormat.COMMIT) {
            return commit(payload, at, next) ? next : -1;
        }
        if (kind == SpoolFormat.TICK && length == Long.BYTES) {
            batchTick = payload.getLong(0);
        }
        batchEnd |= kind == SpoolFormat.END;
        crc.update(head.array());
        crc.update(payload.array());
        return next;
    }

    private boolean commit(ByteBuffer payload, long at, long next) {
        boolean whole = payload.capacity() == SpoolFormat.COMMIT_PAYLOAD
                && payload.getLong(0) == SpoolFormat.COMMIT_MAGIC
                && payload.getInt(8) == (int) crc.getValue()
                && payload.getInt(12) == at - batchFrom;
        if (whole) {
            result = new Result(next, Math.max(result.tick(), batchTick), batchEnd);
            batchFrom = next;
            crc.reset();
        }
        return whole;
    }

    private void refuseWhenCommitsFollow() throws IOException {
        byte[] magic = ByteBuffer.allocate(Long.BYTES)
                .putLong(SpoolFormat.COMMIT_MAGIC)
                .array();
        byte[] chunk = new byte[CHUNK + Long.BYTES - 1];
        for (long from = result.committed(); from < size; from += CHUNK) {
            int length = (int) Math.min(chunk.length, size - from);
            read(ByteBuffer.wrap(chunk, 0, length), from);
            for (int i = 0; i + Long.BYTES <= length; i++) {
                boolean found = chunk[i] == magic[0] && Arrays.equals(chunk, i, i + Long.BYTES, magic, 0, Long.BYTES);
                if (found && isLaterCommit(from + i)) {
                    throw damaged(result.committed(), "a commit behind it is whole");
                }
            }
        }
    }

    /** True for a commit that something follows, and for a whole one that begins behind the damage. */
    private boolean isLaterCommit(long payloadAt) throws IOException {
        long end = payloadAt + SpoolFormat.COMMIT_PAYLOAD;
        if (end != size) {
            return end < size;
        }
        ByteBuffer payload = ByteBuffer.allocate(SpoolFormat.COMMIT_PAYLOAD);
        read(payload, payloadAt);
        int length = payload.getInt(12);
        long from = payloadAt - SpoolFormat.RECORD_HEAD - length;
        if (length < 0 || from <= result.committed()) {
            return false;
        }
        ByteBuffer records = ByteBuffer.allocate(length);
        read(records, from);
        CRC32C sum = new CRC32C();
        sum.update(records.array());
        return payload.getInt(8) == (int) sum.getValue();
    }

    private SojournException damaged(long at, String why) {
        return new SojournException(
                ErrorCode.BROKEN,
                file + " is damaged at byte " + at + ": " + why + ".",
                "Maybe restore the folder from a copy; what is behind that place can't be read.");
    }

    private void read(ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            if (at < windowFrom || at >= windowFrom + window.limit()) {
                fill(at);
            }
            int from = (int) (at - windowFrom);
            int length = Math.min(into.remaining(), window.limit() - from);
            into.put(window.slice(from, length));
            at += length;
        }
    }

    private void fill(long from) throws IOException {
        window.clear();
        windowFrom = from;
        if (channel.read(window, from) <= 0) {
            throw new IOException("it became shorter");
        }
        window.flip();
    }
}
