package io.sojourn.benchmark.stream;

import io.sojourn.event.Event;
import io.sojourn.stream.wire.PackedEvent;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Events coded once into a file, from which every variant reads the same bytes. The file is small enough to stay in the
 * system's page cache.
 *
 * @param file records: length, bytes
 * @param format of the bytes
 * @param events how many
 * @param bytes how many in all, lengths apart
 */
record RecordedEvents(String file, EventFormat format, long events, long bytes) implements EventSupply {

    /** Writes events until the supplier gives null or there are so many. */
    static RecordedEvents write(Path file, EventFormat format, long most, Supplier<Event> source) throws IOException {
        EventFormat.Coder coder = format.coder();
        long events = 0;
        long bytes = 0;
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            for (Event e = source.get(); e != null; e = events < most ? source.get() : null) {
                byte[] record = coder.write(e);
                out.writeInt(record.length);
                out.write(record);
                events++;
                bytes += record.length;
            }
        }
        return new RecordedEvents(file.toString(), format, events, bytes);
    }

    @Override
    public Reader open() throws IOException {
        return new Reader(FileChannel.open(Path.of(file)), format.coder());
    }

    /** Reads them in order, a quarter of a megabyte at a time. */
    static final class Reader implements Cursor {
        private final FileChannel channel;
        private final EventFormat.Coder coder;
        private final byte[] buffer = new byte[1 << 18];
        private int start;
        private int end;

        private Reader(FileChannel channel, EventFormat.Coder coder) {
            this.channel = channel;
            this.coder = coder;
        }

        @Override
        public PackedEvent next() throws IOException {
            if (!have(Integer.BYTES)) {
                return null;
            }
            int length = ByteBuffer.wrap(buffer, start, Integer.BYTES).getInt();
            if (!have(Integer.BYTES + length)) {
                throw new IOException("the record at the end of the file is cut off");
            }
            int at = start + Integer.BYTES;
            start = at + length;
            return coder.read(buffer, at, length);
        }

        private boolean have(int bytes) throws IOException {
            if (end - start >= bytes) {
                return true;
            }
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
            while (end < bytes) {
                int read = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
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
}
