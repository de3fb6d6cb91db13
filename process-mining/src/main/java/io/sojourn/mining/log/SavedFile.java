package io.sojourn.mining.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.SavedDirectory.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The bytes of an open saved log: sections read into arrays, each stretch against its checksum, several at a time. */
final class SavedFile implements AutoCloseable {
    private final Path path;
    private final FileChannel file;

    SavedFile(Path path) {
        this.path = path;
        try {
            this.file = FileChannel.open(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    SojournException unreadable(IOException e) {
        return new SojournException(
                ErrorCode.UNREADABLE_LOG,
                path + " can't be read: " + e.getMessage() + ".",
                "Maybe check that the file may be read and that its disk works.",
                e);
    }

    SojournException damaged(String how) {
        return new SojournException(
                ErrorCode.UNREADABLE_LOG,
                path + " is a damaged saved log: " + how + ".",
                "Maybe it was cut off when it was copied; save it again from its original.");
    }

    /** Reads the directory. */
    SavedDirectory directory() {
        try {
            long size = file.size();
            if (size < SavedLogs.HEADER + SavedLogs.TRAILER) {
                throw damaged("it has only " + size + " bytes");
            }
            ByteBuffer head = bytes(0, SavedLogs.HEADER);
            byte[] magic = new byte[SavedLogs.MAGIC.length];
            head.get(magic);
            if (!Arrays.equals(magic, SavedLogs.MAGIC)) {
                throw new SojournException(
                        ErrorCode.UNREADABLE_LOG,
                        path + " is no saved log: it doesn't begin like one.",
                        "Maybe it is another kind of file; rename it.");
            }
            int version = head.getInt();
            if (version != SavedLogs.VERSION) {
                throw new SojournException(
                        ErrorCode.UNREADABLE_LOG,
                        path + " is a saved log of version " + version + ", this program reads version "
                                + SavedLogs.VERSION + ".",
                        "Maybe save it again from its original.");
            }
            return directory(size);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SavedDirectory directory(long size) throws IOException {
        ByteBuffer trailer = bytes(size - SavedLogs.TRAILER, SavedLogs.TRAILER);
        long offset = trailer.getLong();
        int length = trailer.getInt();
        int crc = trailer.getInt();
        byte[] end = new byte[SavedLogs.END.length];
        trailer.get(end);
        boolean fits = offset >= SavedLogs.HEADER
                && length >= 0
                && length <= SavedLogs.MOST_DIRECTORY
                && offset == size - SavedLogs.TRAILER - length;
        if (!Arrays.equals(end, SavedLogs.END) || !fits) {
            throw damaged("its end is not the end of one");
        }
        byte[] json = bytes(offset, length).array();
        CRC32C actual = new CRC32C();
        actual.update(json);
        if ((int) actual.getValue() != crc) {
            throw damaged("the checksum of its directory is wrong");
        }
        try {
            return SavedDirectoryJson.read(json);
        } catch (JsonProcessingException e) {
            throw damaged("its directory can't be read: " + e.getOriginalMessage());
        }
    }

    private ByteBuffer bytes(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes, offset);
        return bytes;
    }

    private void fill(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            int n = file.read(bytes, at);
            if (n < 0) {
                throw damaged("it ends at byte " + at);
            }
            at += n;
        }
        bytes.flip();
    }

    byte[] bytes(Section section) {
        byte[] values = new byte[count(section, 1)];
        read(section, (from, buffer) -> buffer.get(values, (int) from, buffer.remaining()));
        return values;
    }

    char[] chars(Section section) {
        char[] values = new char[count(section, Character.BYTES)];
        read(section, (from, b) -> b.asCharBuffer()
                .get(values, (int) (from / Character.BYTES), b.remaining() / Character.BYTES));
        return values;
    }

    int[] ints(Section section) {
        int[] values = new int[count(section, Integer.BYTES)];
        read(section, (from, b) -> b.asIntBuffer()
                .get(values, (int) (from / Integer.BYTES), b.remaining() / Integer.BYTES));
        return values;
    }

    long[] longs(Section section) {
        long[] values = new long[count(section, Long.BYTES)];
        read(section, (from, b) -> b.asLongBuffer().get(values, (int) (from / Long.BYTES), b.remaining() / Long.BYTES));
        return values;
    }

    double[] doubles(Section section) {
        double[] values = new double[count(section, Double.BYTES)];
        read(section, (from, b) -> b.asDoubleBuffer()
                .get(values, (int) (from / Double.BYTES), b.remaining() / Double.BYTES));
        return values;
    }

    /** Number of values; never more than the file has bytes. */
    private int count(Section section, int width) {
        try {
            boolean fits = section != null
                    && section.offset() >= SavedLogs.HEADER
                    && section.bytes() >= 0
                    && section.bytes() <= file.size() - section.offset()
                    && section.bytes() % width == 0
                    && section.bytes() / width <= EventLog.MOST_EVENTS
                    && section.crc32c() != null
                    && section.crc32c().size() == section.stretches();
            if (!fits) {
                throw damaged("its directory names a section that can't be");
            }
            return (int) (section.bytes() / width);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private interface Take {
        /** @param from first byte in the section */
        void take(long from, ByteBuffer bytes);
    }

    private void read(Section section, Take take) {
        Parallel.run(section.stretches(), s -> {
            long from = (long) s * Section.STRETCH;
            int length = (int) Math.min(Section.STRETCH, section.bytes() - from);
            try {
                ByteBuffer bytes = Scratch.of(length);
                fill(bytes, section.offset() + from);
                CRC32C crc = new CRC32C();
                crc.update(bytes.duplicate());
                if ((int) crc.getValue() != section.crc32c().get(s)) {
                    throw damaged("the checksum from byte " + (section.offset() + from) + " on is wrong");
                }
                take.take(from, bytes);
            } catch (IOException e) {
                throw unreadable(e);
            }
        });
    }

    /** A buffer for each thread. */
    private static final class Scratch {
        private static final ThreadLocal<ByteBuffer> BUFFERS =
                ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(Section.STRETCH));

        static ByteBuffer of(int length) {
            return BUFFERS.get().clear().limit(length).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
