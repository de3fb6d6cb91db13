package io.sojourn.stream.source;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import io.sojourn.stream.wire.EventCodec;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Appends events to a spool. What {@link #flush()} has returned for survives the death of the process; {@link #force()}
 * also that of the machine. One writer at a time.
 */
public final class SpoolWriter implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final DataOutputStream out;
    private final DataOutputSerializer record = new DataOutputSerializer(512);
    private final EventCodec codec = new EventCodec();
    private long position;
    private long events;

    private SpoolWriter(Path file, FileChannel channel, long position, long events) {
        this.file = file;
        this.channel = channel;
        this.position = position;
        this.events = events;
        OutputStream stream = Channels.newOutputStream(channel);
        this.out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16));
    }

    /** Opens a spool for appending; makes it when it is missing, and cuts off a record that was never finished. */
    public static SpoolWriter append(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.size() < SpoolFormat.HEADER.length) {
                channel.truncate(0);
                SpoolWriter writer = new SpoolWriter(file, channel, SpoolFormat.HEADER.length, 0);
                writer.out.write(SpoolFormat.HEADER);
                writer.flush();
                return writer;
            }
            long events = 0;
            long end;
            try (SpoolReader reader = SpoolReader.open(file, SpoolFormat.HEADER.length)) {
                for (SpoolReader.Record r = reader.next(); r != null; r = reader.next()) {
                    events += r.event() != null ? 1 : 0;
                }
                end = reader.position();
            }
            channel.truncate(end);
            channel.position(end);
            return new SpoolWriter(file, channel, end, events);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private SojournException cannotWrite(IOException e) {
        return cannotWrite(file, e);
    }

    private static SojournException cannotWrite(Path file, IOException e) {
        return new SojournException(
                ErrorCode.BROKEN,
                "can't write " + file + ": " + e.getMessage(),
                "Maybe the disk is full, or the folder belongs to someone else.",
                e);
    }

    /** Appends an event; returns where its record begins. */
    public long write(Event event) {
        try {
            record.clear();
            codec.write(event, record);
            long at = position;
            put(SpoolFormat.EVENT, record.getSharedBuffer(), record.length());
            events++;
            return at;
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Appends the feed's clock. */
    public void tick(long asOfMicros) {
        try {
            record.clear();
            record.writeLong(asOfMicros);
            put(SpoolFormat.TICK, record.getSharedBuffer(), record.length());
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Says that the log is complete. */
    public void end() {
        try {
            put(SpoolFormat.END, new byte[0], 0);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Appends a record as another spool holds it. */
    void copy(byte kind, byte[] payload, int length) throws IOException {
        put(kind, payload, length);
        events += kind == SpoolFormat.EVENT ? 1 : 0;
    }

    private void put(byte kind, byte[] payload, int length) throws IOException {
        out.writeInt(length);
        out.writeByte(kind);
        out.write(payload, 0, length);
        position += SpoolFormat.RECORD_HEAD + length;
    }

    /** How many events the spool holds. */
    public long events() {
        return events;
    }

    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Flushes to the disk itself. */
    public void force() {
        flush();
        try {
            channel.force(false);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void close() {
        try {
            out.flush();
            channel.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }
}
